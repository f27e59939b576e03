"""A case file as nouns, and everything that reads or changes one.

`case.py` has the nouns, `reader.py` the phases that lead from a text to them, in order.
"""
