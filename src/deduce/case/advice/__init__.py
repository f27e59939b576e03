"""Advice: what an author probably meant by what cannot be read, found by trying.

`layout.py` tries out guesses at lines that are not laid out as YAML has it, which the files beside it make;
`misfits.py` looks at formulas, `listing.py` at names that are listed nowhere.
"""
