"""Data is frozen: what one function was given, no other one changes."""

from __future__ import annotations

import dataclasses
from importlib import import_module
from inspect import isclass
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import deduce

if TYPE_CHECKING:
    from collections.abc import Iterator

# What grows while something is read, asked or told, within one module.
GROWING = {"_Group", "_Open", "_Part", "_Question", "_Settled", "Declarations", "LosslessNode"}


def data() -> Iterator[type]:
    """Yield the dataclasses of the source, each once."""
    for module in walk_packages(deduce.__path__, "deduce."):
        if module.name != "deduce.__main__":
            for each in vars(import_module(module.name)).values():
                if isclass(each) and each.__module__ == module.name and dataclasses.is_dataclass(each):
                    yield each


def test_data_is_frozen() -> None:
    """No field of a dataclass can be given another value, but for those that say that they grow."""
    found = {each.__name__: each.__dataclass_params__.frozen for each in data()}  # type: ignore[attr-defined]  # not in typeshed

    assert len(found) > 50
    assert {name for name, frozen in found.items() if not frozen} == GROWING


def test_data_has_slots() -> None:
    """No dataclass takes a field that it does not name: a slip of the pen is an error at once."""
    assert {each.__name__ for each in data() if "__slots__" not in vars(each)} == {"Declarations"}
