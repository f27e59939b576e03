"""Asking what may stop: the answer, or the end of a budget or of the time, as a value that can be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from deduce.logic.budget import BudgetSpentError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def attempt(ask: Callable[[], T]) -> T | BudgetSpentError:
    """Return what *ask* returns, or what it raises where its budget or its time ends."""
    try:
        return ask()
    except BudgetSpentError as error:
        return error
