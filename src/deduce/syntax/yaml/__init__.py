"""YAML 1.2 documents as trees of plain nodes, with a spot for each, and back without losing a comment.

Only this package knows the YAML library.
"""
