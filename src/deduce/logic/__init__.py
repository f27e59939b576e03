"""Finite-domain logic and its algorithms: worlds, engines, smallest reasons, proofs in steps.

Nothing here knows a case, a clue or a sentence; a premise is a formula with a name.
"""
