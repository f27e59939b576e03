"""What follows from a case, and why.

A `Session` tells one case episode by episode; a story, a proof or a certificate is asked of one and comes back as a
value, most of them those of `results.py` and `replies.py`.
"""
