"""What follows from a case, and why.

A `Session` tells one case episode by episode; every public function here makes one, asks it, and returns a value of
`results.py`.
"""
