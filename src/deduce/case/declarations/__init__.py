"""What a case declares: suspects, places, kinds and unknowns become a Vocabulary.

`passes.py` is the order in which it is read: each pass is a function that adds to one `Declarations`.
"""
