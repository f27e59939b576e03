"""Proofs that a stranger can check, and the stranger who checks them.

Nothing here may import what finds proofs: a certificate is accepted by evaluation and by trying all values alone.
"""
