"""Plain keys into formulas: what `alibi: shane` and its like say, in the author's names.

`keys.py` says what each key means; people, whereabouts and closed lists are what several keys share.
"""
