"""How long somebody wants to wait: the clock of a search, the one thing here that is not the same twice.

This module must never know what is searched for. Without a limit nothing looks at a clock.
"""

from __future__ import annotations

import time


class Deadline:
    """A number of *seconds* from now on; None waits as long as it takes."""

    def __init__(self, seconds: float | None) -> None:
        """Start the clock."""
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Say whether the time is up."""
        return self._end is not None and time.monotonic() >= self._end


NO_DEADLINE = Deadline(None)


class BudgetSpentError(Exception):
    """An engine came to the end of its budget, or of the time given (*late*), before it had an answer."""

    def __init__(self, effort: int, *, late: bool) -> None:
        """Remember the *effort* made."""
        self.effort = effort
        self.late = late
        super().__init__(effort, late)
