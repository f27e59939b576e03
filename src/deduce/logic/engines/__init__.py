"""Engines: each answers the one question, whether there is a world in which all of this holds.

`engine.py` says what is asked and answered; PySAT and python-constraint answer it from encodings that share nothing.
"""
