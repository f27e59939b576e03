"""Asking what may stop: the answer, or the end of a budget or of the time, as a value that can be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from deduce.logic.budget import BudgetSpentError, Deadline

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

T = TypeVar("T")


def attempt(ask: Callable[[], T]) -> T | BudgetSpentError:
    """Return what *ask* returns, or what it raises where its budget or its time ends."""
    try:
        return ask()
    except BudgetSpentError as error:
        return error


def strike_after(looks: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let the time of whoever has a deadline be up after so many *looks* at it; return how many are left, to be set."""
    left = [looks]

    def over(deadline: Deadline) -> bool:
        left[0] -= deadline.seconds is not None
        return left[0] < 0

    monkeypatch.setattr(Deadline, "over", property(over))
    return left
