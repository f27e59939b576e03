"""Attempt: a case, perhaps a certificate, and command lines about them, all made from a seed.

This module must never know what comes of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from fuzzing import lines
from fuzzing.forged import forged
from fuzzing.nodes import base_texts
from fuzzing.planted import planted
from fuzzing.sentences import reformulated
from fuzzing.sizes import blown_up
from fuzzing.structure import restructured
from mutations import damaged, mutated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fuzzing.lines import Line

LINES = 3  # to each case


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the command *lines* are typed about: the files `case.yaml` and, where there is one, `case.json`."""

    seed: str
    source: bytes
    certificate: bytes
    lines: tuple[Line, ...]

    def put(self, folder: Path) -> None:
        """Write its files into *folder*."""
        (folder / "case.yaml").write_bytes(self.source)
        if self.certificate:
            (folder / "case.json").write_bytes(self.certificate)


def _slip(random: Random) -> str:
    return mutated(random, random.choice(base_texts()))


KINDS: dict[str, Callable[[Random], str]] = {
    "slips": _slip,  # of an author
    "structure": restructured,
    "formulas": reformulated,
    "sizes": blown_up,
    "planted": planted,
}
OTHERS = ("bytes", "certificates", "lines")


def attempt(seed: str) -> Attempt:
    """Return what *seed* makes, which begins with its kind and a dash."""
    random = Random(seed)
    kind = seed.partition("-")[0]
    if kind == "certificates":
        text, certificate = forged(random)
        return Attempt(seed, text.encode(), certificate, (random.choice(lines.VERIFYING),))
    if kind == "bytes":
        source = damaged(random, random.choice(base_texts()).encode())
    elif kind == "lines":
        source = random.choice(base_texts()).encode()
    else:
        source = KINDS[kind](random).encode(errors="surrogatepass")
    text = source.decode(errors="replace")
    chosen = (lines.odd if kind == "lines" else lines.usual)(random, text, LINES)
    return Attempt(seed, source, b"", chosen)
