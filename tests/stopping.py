"""Asking what may stop: the answer, or the end of a budget or of the time, as a value that can be looked at."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from unittest.mock import patch

from deduce.logic.budget import BudgetSpentError, Deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


@dataclass
class Clock:
    """A clock that is looked at: how many *looks* there were, and during which of them the time is *up*."""

    looks: int = 0
    up: range = range(0)


@contextmanager
def clock() -> Iterator[Clock]:
    """Let the time of whoever has a deadline be up during some looks, and not after these: one search is stopped."""
    kept = Clock()

    def over(deadline: Deadline) -> bool:
        if deadline.seconds is None:
            return False
        kept.looks += 1
        return kept.looks - 1 in kept.up

    with patch.object(Deadline, "over", property(over)):
        yield kept
