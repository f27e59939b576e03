"""Mask, Bit: sets of numbered things as Python integers, which are fast to compare, to join and to count.

This module must never know what is numbered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Mask: TypeAlias = int  # a set of numbered things: bit i is 1 where the i-th of them is in it
Bit: TypeAlias = int  # a mask with a single 1: one of the things


def bits(mask: Mask) -> Iterator[Bit]:
    """Yield the bits of *mask*, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest
