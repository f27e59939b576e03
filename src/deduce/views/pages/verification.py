"""What came of checking a certificate, in sentences: whether it is accepted, what it shows, what is wrong with it.

This module must never know how a certificate is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.views.english.names import capital, names
from deduce.views.pages.page import Page, Passage, Section, page, passage
from deduce.views.pages.statements import settled, unsettled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case
    from deduce.certificate.format import Objection, Stands, Verification

MOST_OBJECTIONS = 20  # objections that are shown; one slip often brings many

SHOWN: tuple[tuple[Stands, str], ...] = (
    ("convicted", "did it"),
    ("cleared", "did not do it"),
    ("possible", "may have done it"),
)


def verification_page(case: Case, result: Verification) -> Page:
    """Return the page of `verify`: the outcome, what is shown by the certificate, and what there is against it."""
    sections = [Section("", tuple(_outcome(result)))]
    if result.accepted:
        sections.append(Section("What it proves", tuple(_shown(case, result))))
    for heading, objections in (
        ("What is wrong with it", result.refused),
        ("What was not checked", result.unchecked),
    ):
        if objections:
            sections.append(Section(heading, (Passage("", "", tuple(_worded(objections)), "wrong"),)))
    return page(case, sections)


def _outcome(result: Verification) -> Iterator[Passage]:
    if result.accepted:
        yield Passage("Accepted: everything in the certificate was checked, and it is right.", tone="verdict")
    elif result.refused:
        yield Passage("Refused: the certificate does not prove what it says.", tone="verdict")
    else:
        yield Passage("Not accepted: nothing was found wrong, but not everything could be checked.", tone="verdict")
    certificate = result.certificate
    worlds, steps = _counted(len(certificate.worlds), "world"), _counted(certificate.steps, "step")
    told = " ".join([f"{worlds} and {steps}.", *_episodes(certificate.after, result.episodes)])
    yield Passage(told, tone="quiet")


def _episodes(after: int, episodes: int) -> Iterator[str]:
    """Say to which episodes of a case a certificate speaks, where there are several."""
    if episodes > 1 and 1 <= after <= episodes:
        some = f"episodes 1 to {after} of {episodes}" if after > 1 else f"episode 1 of {episodes}"
        yield f"It speaks to all {episodes} episodes." if after == episodes else f"It speaks to {some}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shown(case: Case, result: Verification) -> Iterator[Passage]:
    """Yield what is proven of the suspects and of whatever else the case asks for."""
    certificate = result.certificate
    if certificate.verdict == "contradictory":
        yield Passage("The clues contradict each other.", tone="wrong")
        return
    for status, words in SHOWN:
        found = [str(each.about) for each in certificate.suspects if each.status == status]
        if found:
            yield Passage(capital(names(case, found)), f" {words}.")
    for term in certificate.terms:
        left = [each.about for each in term.values if each.status != "refuted"]
        certain = [each.about for each in term.values if each.status == "proven"]
        if left == certain:
            yield passage(settled(case, term.term, left, certificate.after))
        else:
            yield passage(unsettled(case, term.term, left, certificate.after, certain=certain))


def _worded(objections: tuple[Objection, ...]) -> Iterator[str]:
    yield from (each.message for each in objections[:MOST_OBJECTIONS])
    if len(objections) > MOST_OBJECTIONS:
        yield f"And {len(objections) - MOST_OBJECTIONS} more."
