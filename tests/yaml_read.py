"""YAML texts read for short: as plain data, as texts with their places, as what is complained of.

This module must never know which texts are good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from deduce.syntax.complaint import CaseError, Complaint
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import read_text
from deduce.syntax.yaml.tree import Mapping, Node, Nothing, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


def as_plain(node: Node) -> Plain:
    """Return *node* without its spots."""
    match node:
        case Scalar():
            return node.text
        case Nothing():
            return None
        case Sequence():
            return [as_plain(item) for item in node.items]
        case Mapping():
            return {key.text: as_plain(value) for key, value in node.entries}


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield all texts in *node*."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from scalars(value)


def read(text: str) -> Plain:
    """Return what *text* reads as, by way of bytes."""
    return as_plain(read_document(read_text(text.encode())))


def complaints(source: str | bytes) -> tuple[Complaint, ...]:
    """Return what there is to complain of in *source*, which must be something."""
    raw = source.encode() if isinstance(source, str) else source
    with pytest.raises(CaseError) as error:
        read_document(read_text(raw))
    return error.value.complaints


def codes(source: str | bytes) -> list[str]:
    """Return the codes of the complaints about *source*."""
    return [each.code for each in complaints(source)]


def one(source: str | bytes) -> Complaint:
    """Return the only complaint about *source*."""
    (only,) = complaints(source)
    return only


def place(complaint: Complaint) -> tuple[int, int]:
    """Return line and column."""
    assert complaint.spot
    return complaint.spot.line, complaint.spot.column


def scalar(text: str) -> Scalar:
    """Return the value of the first key of *text*."""
    document = read_document(text)
    assert isinstance(document, Mapping)
    value = document.entries[0][1]
    assert isinstance(value, Scalar)
    return value
