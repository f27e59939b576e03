"""The way in: `deduce` and `python -m deduce`, with an ear for Ctrl-C before anything large is imported.

This module must never know anything else.
"""

import os


def start() -> None:
    """Run the command line."""
    try:
        from deduce.cli.alarm import interruptible, leave_at_once

        leave_at_once()
        from deduce.cli.app import main

        with interruptible():
            main()
    except KeyboardInterrupt:  # before there was an ear, or after: it is no news
        os._exit(130)


if __name__ == "__main__":
    start()
