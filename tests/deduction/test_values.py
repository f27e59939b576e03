"""What is found is a value: nobody who is handed one can change it or hang something else on it."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

PACKAGES = ("deduction", "certificate", "lint")
MODULES = [
    f"deduce.{package}.{each.name}"
    for package in PACKAGES
    for each in iter_modules(import_module(f"deduce.{package}").__path__)
]
AT_WORK = {"_Part", "_Question", "_Settled"}  # nobody else sees these, and they learn
RECORDS = [
    each
    for name in MODULES
    for _, each in inspect.getmembers(import_module(name), inspect.isclass)
    if is_dataclass(each) and each.__module__ == name
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_what_is_handed_out_cannot_be_changed(record: type) -> None:
    """Its fields are set once, and it has no others."""
    made: object = object.__new__(record)

    assert not hasattr(made, "__dict__")
    if record.__name__ not in AT_WORK:
        with pytest.raises(FrozenInstanceError):
            setattr(made, fields(record)[0].name, None)


def test_there_is_something_to_be_handed_out() -> None:
    """Each package has values of its own."""
    assert {each.__module__.split(".")[1] for each in RECORDS} == {*PACKAGES}
    assert len(RECORDS) > 20
