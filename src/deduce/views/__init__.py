"""Values in, text out: `english` says a formula, `pages` tell a result, and the files here lay either out.

A view decides nothing: it words what was found before, so that no sentence can differ from what was proven.
"""
