"""Arguments in, exit code out: one file for each family of commands, listed in `app.py`.

A command reads a case, calls one function of the floors below and picks a view; it decides nothing about a mystery.
"""
