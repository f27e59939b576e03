"""Plain keys into formulas: what `alibi: shane` and its like say, in the author's names.

`keys.py` has one function for each key; people and whereabouts are what several keys share.
"""
