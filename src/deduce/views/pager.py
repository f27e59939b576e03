"""Pages shown one by one, with a key pressed between them.

This module must never know what is on a page. It reads single keys from the terminal on standard input.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PROMPT = "any key to go on, q to stop "
_LOOK_AGAIN = 0.2  # seconds: a Ctrl-C that comes just before we wait is heard after so long
_ENDS = {"q", "Q", "\x04", ""}  # Ctrl-D, and a terminal that has gone


def page_through(pages: Sequence[str], write: Callable[[str], None]) -> int:
    """Write *pages*, waiting for a key after each but the first (no episode yet) and the last; return how many.

    Ctrl-C raises KeyboardInterrupt as ever, with the terminal as it was.
    """
    for number, page in enumerate(pages, start=1):
        write(page)
        if 1 < number < len(pages) and _key_after_prompt() in _ENDS:
            return number
    return len(pages)


def _key_after_prompt() -> str:
    """Return the key pressed after the prompt, which is then wiped out: the pages read as without it."""
    sys.stderr.write(_PROMPT)
    sys.stderr.flush()
    try:
        return _key()
    finally:
        sys.stderr.write("\r" + " " * len(_PROMPT) + "\r")
        sys.stderr.flush()


if sys.platform == "win32":

    def _key() -> str:
        import msvcrt

        key = msvcrt.getwch()
        if key == "\x03":
            raise KeyboardInterrupt
        if key in "\x00\xe0":  # an arrow or a function key: the second half tells which
            msvcrt.getwch()
        return key

else:

    def _key() -> str:
        import termios
        import tty

        terminal = sys.stdin.fileno()
        try:
            before = termios.tcgetattr(terminal)
            try:
                tty.setcbreak(terminal, termios.TCSADRAIN)  # not TCSAFLUSH: keys pressed ahead count
                return _bytes_of_key(terminal).decode(errors="replace")
            finally:
                termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        except (OSError, termios.error):  # the terminal has gone
            return ""

    def _bytes_of_key(terminal: int) -> bytes:
        """Read one key, however many bytes it sends: an arrow sends three, an umlaut two."""
        import select

        while not select.select([terminal], [], [], _LOOK_AGAIN)[0]:
            pass  # to wait in `read` would be to wait for another key where the signal came before
        key = os.read(terminal, 1)
        if key == b"\x1b":
            while select.select([terminal], [], [], 0.01)[0]:
                key += os.read(terminal, 1)
        elif key >= b"\xc0":
            key += os.read(terminal, 1 if key < b"\xe0" else 2 if key < b"\xf0" else 3)
        return key
