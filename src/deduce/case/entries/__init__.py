"""What is said in the names of a case: its clues, rules and questions, and what its author expects.

`desugar.py` makes formulas of what is written, the other files check them and build the nouns of the case.
"""
