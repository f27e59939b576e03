"""A case as logic: the one place that knows both vocabularies.

`theory.py` says what each episode adds, `ground.py` what a formula in the author's names means.
"""
