"""Advice: what an author probably meant by what cannot be read, found by trying.

`misfits.py` looks at formulas, `listing.py` at names that are listed nowhere, `missing_keys.py` at lines of no YAML.
"""
