"""The forms of words that pages have: which state nothing, which are read back, and how a sentence has to look.

It must never know a case, nor how a page is made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from deduce.views.pages.page import Page, Passage, Section

# What carries no formula, since it says nothing of what was the case: how it was checked, what else can be done.
_SILENT = (
    r"Nothing was changed: name clues to leave out with --without, or formulas with --assume\.",
    r"Unknown: the search was stopped after [\d.,]+ \w+ before (?:it could tell|there was an answer)\.",
    r"Nothing was double-checked\.",
    r"Nothing is known yet: the search was stopped before it found one way it could have been\.",
    r"Whom the trusting suspect was not found before the search was stopped\.",
    r"What is different(?: in episodes? [\d, and]+)? is not known, for the search was stopped\.",
    r"(?:\(\d+\) )?Take these together:",  # what follows from them stands in the next passage
    (
        r"There is no whole answer to prove yet\. (?:Name a suspect, or a|A)sk about a formula: "
        r"that may be proven already, or is told both ways\."
    ),
    r"Instead of leaving a clue out, what it says may be made a claim\.",
    # Told in the passages below:
    r"(?:Any one of these groups|These), left out, lets? the rest(?: up to episode \d+)? fit together again:",
    (
        r"The search for (?:steps|a reason) was stopped(?: after [\d.,]+ \w+)?\."
        r"(?: Ask about one suspect or one formula alone: that may take less\."
        r"| With a longer `--timeout` it may come to its end\.)?"
    ),
)
# What carries no formula either, and names something: what is quoted, who there is, what was asked. It is read back.
_NAMED = (
    r"Asked: .+",
    r"(?:Left out(?: \(that something was said, true or not, still counts\))?|Assumed):",
    r"Revealed:",
    r"Nothing new is revealed\.",
    r"(?:Suspects|Who there is): .+\.",
    r"As .+ knows it\.",
    r"No crime is told of, so .+",
)
_CHECKS = (  # how it was checked, and what is left aside: read back as well, where there is something to read
    r"(?:Proven in episode \d+\. )?(?:Not double-checked(?: by a second engine)?\."
    r"|Double-checked: a second engine agrees(, if not about every step)?\."
    r"|Each way it could have been was checked against every clue(?: that (?P<who>.+) knows)? and every rule\."
    r"|The search for a story to show was stopped(?: after [\d.,]+ \w+)?\."
    r"|(?:The|Each) story below was held against every clue and every rule(?: up to episode (?P<far>\d+))?\.)"
    r"(?: What it rests on is perhaps not the fewest that would do\.)?"
    r"(?P<aside> What comes after episode \d+ is left aside\.)?"
)
_HUSHED = {"Of whom nothing can be said", "Of whom nothing was found out"}  # headings over names alone


def silent(passage: Passage, heading: str = "") -> bool:
    """Say whether *passage* is one of those that need not state anything, as it stands under that *heading*."""
    lead = _unquoted(lines_of(passage)[0])
    named = heading in _HUSHED or any(re.fullmatch(each, lead) for each in (*_SILENT, *_NAMED, _CHECKS))
    return named and not passage.tables


def _unheard(section: Section, read: Collection[str]) -> Iterator[str]:
    """Yield what is named in *section* without a formula, and was not *read* back."""
    for passage in section.passages:
        lead, *items = lines_of(passage)
        checks = re.fullmatch(_CHECKS, lead)
        if checks and any(checks.groupdict().values()) and lead not in read:
            yield lead
        if section.heading in _HUSHED or any(re.fullmatch(each, _unquoted(lead)) for each in _NAMED):
            announced = [lead] if lead.endswith(":") and not lead.startswith("Asked") else []
            yield from (each for each in (lead, *items) if each not in (*read, *announced))


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”", "“”", text)


# What states something and is not read back, on the pages whose forms of words are few.
_UNREAD = (
    r"The contradiction stands\.",
    # What is exposed is held to the words of the clue, and of the claim; here, to how the sentence goes on.
    (
        r"(?:Exposed as untrue|Not so|(?:No longer|Wrongly) suspected)(?:, for the same reasons?:"
        r"|: [^.]+(?:, because(?: \(perhaps not the fewest\))?:|, by the case itself\."
        r"|\.(?: That is proven, but no reason was found in the time given\.)?))"
    ),
    _CHECKS,
    # Their items are read.
    r"On the way:",
    r"Where .+ was misled:",
    r"Any one of these would be enough, if it were a fact:",
    r"(?:Any one of these|This), left out, lets the rest(?: up to episode \d+)? fit together again:",
    r"\d+\. (?:This|These)(?: \w+)* cannot (?:(?:all|both) )?hold(?:[^.:]*):",
    r"\d+\. (?:What .+ said can be neither|Whichever of these statements are true, this cannot be)[^.:]*:",
)
# What may stand behind another sentence of a passage, whose reader looks at what that one says.
_FURTHER = (
    r"It was [^.:]+\.",
    r"Nobody did it\.",
    r"(?:Still|Also) open: .+\.",
    r"[^.:]+: [^.:]+\.",  # what was asked for, and what it is
    r"One way it could have been:",
    r"The first \d+:",
    r"Solved in episode \d+\.",
    (
        r"Proven(?: in episode \d+)?, (?:because(?: \(perhaps not the fewest\))?:|for the same reasons?\."
        r"|by the case itself\.|but no reason was found in time\.)"
    ),
    r"That is proven, but no reason was found in the time given\.",
    r"There are more; these are the first that were found\.",
    r"The search for more was stopped(?: after [\d.,]+ \w+)?\.",
)
_ITEMS_READ = r"On the way:|Where .+ was misled:"  # each in the line under it
FREE = ("The proof", "The steps so far", "What shows it", "What cannot all be true")  # headings over what cases say


def unread(page: Page, read: Collection[str]) -> Iterator[str]:
    """Yield what is said on a page, was not *read* back and has none of the forms of words that need not be."""
    for section in page.sections:
        yield from _unheard(section, read)
        for passage in section.passages if section.heading not in FREE else ():
            lead = lines_of(passage)[0]
            if passage.states and lead and lead not in read and not _let_pass(lead):
                yield whole(passage)
            if lead and not silent(passage, section.heading) and not re.fullmatch(_CHECKS, lead):
                yield from _added(lead)
            if re.fullmatch(_ITEMS_READ, lead):
                yield from (each for each in lines_of(passage)[1:] if each not in read)


def _let_pass(lead: str) -> bool:
    return any(re.fullmatch(each, _unquoted(lead)) for each in _UNREAD)


def _added(lead: str) -> Iterator[str]:
    """Yield the sentences behind the first one of *lead* that have none of the forms of words that may stand there."""
    for said in re.split(r"(?<=\.)\s+", re.sub(r"^\d+\. ", "", _unquoted(lead)))[1:]:
        if not any(re.fullmatch(each, said) for each in _FURTHER):
            yield said


def whole(passage: Passage) -> str:
    """Return all the lines of *passage* as one."""
    return " / ".join(lines_of(passage))


def lines_of(passage: Passage) -> list[str]:
    """Return the lines of *passage* as they are printed: what it announces first."""
    lines = [" ".join((passage.about + passage.rest).split()), *(" ".join(each.split()) for each in passage.items)]
    return lines + [" ".join(" ".join(row).split()) for table in passage.tables for row in (table.heads, *table.rows)]


def malformed(page: Page) -> Iterator[str]:
    """Yield what is wrong with the form of *page*: empty headings, sentences that begin or end wrongly."""
    for section in page.sections:
        said = [line for passage in section.passages for line in lines_of(passage) if line]
        if not said:
            yield f"nothing stands under {section.heading!r}"
        for passage in section.passages:
            lead = (passage.about + passage.rest).rstrip()
            last = passage is page.sections[-1].passages[-1]  # it may announce what stands apart from it
            if lead.endswith(":") and not (passage.items or passage.tables) and last:
                yield f"nothing is announced by {lead!r}"
            for line in (passage.about + passage.rest, *passage.items):
                plain = re.sub(r"“[^”]*”", "“”", line)
                for what, pattern in _WRONG.items():
                    if re.search(pattern, plain):
                        yield f"{what}: {line!r}"


_WRONG = {
    "a small letter begins a sentence": r"[a-z)”]\. [a-z]|^(?!that )[a-z].*[.:]$",  # a name in a list is none
    "doubled spaces": r"\S  ",
    "doubled periods": r"\.\.|\.,|,\.|:\.|\?\.",
    "a space before a period": r" [.,;:]",
}
