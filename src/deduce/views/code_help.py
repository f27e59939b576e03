"""What a code means, shown in a terminal: what its file says, without the marks of Markdown.

This module must never know which codes there are.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from deduce.deduction.results import FORMAT_VERSION
from deduce.views.terminal import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.syntax.catalogue import Explanation

CODE_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")

FAMILY_TITLES = {
    "form": "What cannot be read",
    "place": "Time and place",
    "contradiction": "Contradiction",
    "tests": "Your own tests",
    "fairness": "Fairness",
    "economy": "Economy",
}


def code_text(explanation: Explanation) -> str:
    """Return what there is to say of one code, its examples set in, and what is printed for them as wide as it is."""
    sheet = Sheet(sys.stdout)
    sheet.say((explanation.code, "bold"), f" ({FAMILY_TITLES.get(explanation.family, explanation.family).lower()})")
    sheet.leave()
    page, place = explanation.text, 0
    for block in CODE_BLOCK.finditer(page):
        _paragraphs(sheet, page[place : block.start()])
        for line in block[2].splitlines():
            sheet.keep(line, indent=0 if block[1] in {"text", "console"} else 4)
        sheet.leave()
        place = block.end()
    _paragraphs(sheet, page[place:])
    return sheet.text().rstrip("\n") + "\n"


def _paragraphs(sheet: Sheet, words: str) -> None:
    for paragraph in re.split(r"\n{2,}", LINK.sub(r"\1", words).strip()):
        if paragraph:
            sheet.say(" ".join(paragraph.split()))
            sheet.leave()


def code_list(explanations: Iterable[Explanation]) -> str:
    """Return the list of all codes, family by family, each with the first sentence about it."""
    sheet = Sheet(sys.stdout)
    family = ""
    for each in explanations:
        if each.family != family:
            if family:
                sheet.leave()
            family = each.family
            sheet.say((FAMILY_TITLES.get(family, family), "bold"), f" ({family})")
        first = first_sentence(each)
        sheet.say((each.code, "bold"), f": {first}", indent=2)
    return sheet.text()


def first_sentence(explanation: Explanation) -> str:
    """Return what is said first of a code."""
    return LINK.sub(r"\1", explanation.text.partition("\n")[0])


def code_json(explanations: Iterable[Explanation]) -> dict[str, object]:
    """Return explanations as data."""
    codes = [{"code": each.code, "family": each.family, "text": each.text} for each in explanations]
    return {"format_version": FORMAT_VERSION, "codes": codes}
