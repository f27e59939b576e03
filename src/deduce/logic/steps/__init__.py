"""Step-wise proofs: from few premises at a time to the conclusion, each step leaning on earlier ones.

`proof.py` is asked; `search.py` takes one cheapest step after the other.
"""
