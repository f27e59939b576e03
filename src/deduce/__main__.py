"""Lets `python -m deduce` be the command.

This module must never know anything else.
"""

from deduce.cli.app import main

if __name__ == "__main__":
    main()
