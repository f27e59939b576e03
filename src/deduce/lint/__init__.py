"""What can be said of a case before its audience sees it: one file for each topic of findings, gathered in `report.py`.

A finding is a complaint about a case that can be read; how it is shown is `views/lint_report.py`'s.
"""
