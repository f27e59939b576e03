"""Budget and Deadline: how much work a search or a run may do, how long somebody waits, and the end of either.

This module must never know what is searched for. Without a limit nothing looks at a clock.
"""

from __future__ import annotations

import time

# What is counted is the time of a literal that PySAT propagates, some fifth of a microsecond, whatever is done in it.
MOST_WORK = 80_000_000  # of one run: some ten seconds; the hardest proof of a case that we ship takes 57 million
A_QUESTION = 500  # put into words, answered, and its world judged


class Deadline:
    """How long a whole run may take: a number of *seconds* from now on, else so much *work*; None is without end.

    Of all that is here the seconds alone vary: the same run does the same work each time. Each search has bounds of
    its own beside it.
    """

    def __init__(self, seconds: float | None, work: int | None = MOST_WORK) -> None:
        """Start the clock, with nothing done."""
        self.seconds = seconds
        self.done = 0  # work so far
        self._most = work if seconds is None else None
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Say whether the time is up, or the work done."""
        done = self._most is not None and self.done >= self._most
        return done or (self._end is not None and time.monotonic() >= self._end)

    def work(self, amount: int) -> None:
        """Count *amount* of work more. Raises BudgetSpentError where that was the last, or the time is up."""
        self.done += amount
        if self.over:
            raise BudgetSpentError(self.done, late=True)


NO_DEADLINE = Deadline(None, None)


class BudgetSpentError(Exception):
    """A search came to the end of its budget, or of the time given (*late*), after *effort* steps, without an answer.

    Late is also what comes after all the work that a run may do: nothing more will be answered in it, either.

    It is the only way in which a search stops: raised by a `Budget` or a `Deadline`, or where it has gone too deep, and
    caught where a verdict is made of it, or where what was asked for can be done without.
    """

    def __init__(self, effort: int, *, late: bool) -> None:
        """Remember the *effort* made, in steps of the budget that ended, and whether it was *late*."""
        self.effort = effort
        self.late = late
        super().__init__(effort, late)


class Budget:
    """So many *steps* of work, as long as *deadline* is not over. The same search takes the same steps each time.

    What a step is:

    * of a question to `SatEngine`, a conflict, or a propagated literal: whichever of its two limits ends it;
    * of a proof by `SatMasks`, a question or a conflict;
    * of a question to `CspEngine`, a constraint looked at: by its table, or ten parts of a formula (three, where it is
      made anew about fewer unknowns; two, where it is taken apart in the first place), of a table that is made ten
      parts for each thousand of its rows, or of a diagram that is made twenty values;
    * of the search for one reason, `mus.cheapest_reason`: eighty propagated literals, or fifty checks,
      `mus.QUESTION` for each question beside these, ten parts of long formulas looked at in its world, and what
      `HittingSets` takes: a node, and one more for so many sets looked at in it;
    * of `LimitedHits`, a node of the search;
    * of `number_of_worlds`, a part of a formula looked at;
    * of what has to stay where something idle goes (`lint/together.py`), a question, and each clue told for it;
    * of the certificate's DPLL, a statement looked at.

    Each is so much *work* of the run, none where that is counted elsewhere.
    """

    __slots__ = ("_work", "deadline", "spent", "steps")

    def __init__(self, steps: int, deadline: Deadline = NO_DEADLINE, *, work: int = 0) -> None:
        """Begin with nothing spent."""
        self.steps = steps
        self.deadline = deadline
        self.spent = 0
        self._work = work

    @property
    def left(self) -> int:
        """Return how many steps are left; negative where the last ones were too many."""
        return self.steps - self.spent

    def renew(self) -> None:
        """Begin anew: the next question has all the steps, but no more time."""
        self.spent = 0

    def spend(self, steps: int = 1) -> None:
        """Pay for *steps* before they are taken.

        Raises BudgetSpentError where fewer were left, or the time is up.
        """
        self._pay(steps)
        if self.spent > self.steps or self.deadline.over:
            raise BudgetSpentError(self.spent, late=self.deadline.over)

    def charge(self, steps: int) -> None:
        """Pay for *steps* that were taken, by a solver that says afterwards how many; there have to be some left.

        Raises BudgetSpentError where none is left, or the time is up.
        """
        self._pay(steps)
        if self.spent >= self.steps or self.deadline.over:
            raise BudgetSpentError(self.spent, late=self.deadline.over)

    def _pay(self, steps: int) -> None:
        self.spent += steps
        self.deadline.done += self._work * steps
