"""A formula as an English sentence.

Each file words one part of a sentence, and `sentences.py` puts them together; none of them knows what a clue proves.
"""
