"""Measures deduce beside its peers on the same puzzles: `python -m bench`, or `make bench`."""
