"""Text into trees and back, each part with its spot in the file.

Nothing here knows what a case is: `yaml` reads documents, `formula` reads the line of logic, `complaint.py` says what
is wrong and where.
"""
