"""The one-line formula language: text into a syntax tree with spots, and back.

`formula.ebnf` is its grammar; what a formula means is said in `theory/ground.py`.
"""
