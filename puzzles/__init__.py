"""Puzzles that nobody here wrote: made by reasoning-gym, written as case files, solved, and compared.

Nothing under `src` or `tests` may know this package; it needs the optional group `puzzles`, and `make puzzles` runs it.
"""
