"""A result as a page of passages, before anybody knows how wide the paper is.

There is one file for each kind of result, and `page.py` says what a page is made of.
"""
