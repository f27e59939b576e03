"""What can be wrong with a case file: Spot, Complaint and CaseError.

This module must never know YAML, pydantic, formulas or a terminal: a complaint is data, and its words
are complete sentences that any view can show. Whoever acts on a complaint reads its data, never its words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from deduce.syntax.spelling import guess_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LONGEST_SENTENCE = 2_000  # characters of a message or a hint: of a longer one its beginning and its end are shown
MOST_SHOWN = 20  # complaints with one code: of the others is said how many they are

Severity: TypeAlias = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A stretch of the case file; lines and columns count from 1, the end column is the first one after it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong: what (*code*), where (*spot*), one sentence of fact, and at most one guess."""

    code: str  # kebab-case, stable: "unknown-name"
    message: str  # one or two sentences of fact
    spot: Spot | None = None  # None where the file as a whole is meant: no such file, not text
    hint: str = ""  # one guess at the repair, or nothing
    severity: Severity = "error"
    also: tuple[tuple[Spot, str], ...] = ()  # other places that belong to it, each with what is there
    repair: tuple[tuple[Spot, str], ...] = ()  # what would mend it: stretches of the file, each with its new text
    name: str = ""  # the name it speaks of, where that means nothing
    guesses: tuple[str, ...] = ()  # which names were probably meant instead; the hint asks for them
    listing: str = ""  # the list of the case that the name would be added to, if it is no slip
    declared_as: str = ""  # and what would stand behind it there
    more: int = 0  # of how many like it this says no more than that they are there; 0 where it is about itself
    wording: str = field(default="", compare=False, repr=False)  # the message with {} in place of the name
    ask: Callable[[], tuple[str, ...]] | None = field(default=None, compare=False, repr=False)  # finds the guesses

    @property
    def guess(self) -> str:
        """The one name that was meant; nothing where it could be another, or none."""
        return self.guesses[0] if len(self.guesses) == 1 else ""

    def with_guesses(self) -> Complaint:
        """Return the complaint with its guesses looked for, which costs much, and is done for what is shown alone."""
        if self.ask is None:
            return self
        guesses = self.ask()
        return replace(self, guesses=guesses, hint=guess_at(guesses) or self.hint, ask=None)

    def counted(self, uses: int) -> Complaint:
        """Return the complaint about all *uses* of its name: where there are several, it says how many."""
        return self if uses == 1 else replace(self, message=_worded(self.wording, f"`{self.name}` ({uses} uses)"))


def unknown(
    code: str,
    wording: str,
    name: str,
    spot: Spot | None,
    guesses: tuple[str, ...] | Callable[[], tuple[str, ...]] = (),
    otherwise: str = "",
) -> Complaint:
    """Return the complaint that *name* means nothing: *wording* is the sentence, with {} in place of the name.

    Its hint asks for the *guesses*, which may be looked for only later; where there are none, it is *otherwise*.
    """
    message = _worded(wording, f"`{name}`")
    if callable(guesses):
        return Complaint(code, message, spot, otherwise, name=name, wording=wording, ask=guesses)
    hint = guess_at(guesses) or otherwise
    return Complaint(code, message, spot, hint, name=name, guesses=guesses, wording=wording)


def _worded(wording: str, shown: str) -> str:
    before, place, after = wording.rpartition("{}")
    assert place, f"no place for a name: {wording}"
    return before + shown + after


class Complaints:
    """What there is to complain of in one file, in the order in which it is noticed."""

    def __init__(self) -> None:
        """Start without any."""
        self._noted: list[Complaint] = []
        self._known: set[Complaint] = set()  # the same, to be looked up in
        self._lines: list[int] = []  # where they stand, in order
        self._mended: set[tuple[str, tuple[tuple[Spot, str], ...]]] = set()  # the code of each, and what would mend it

    def __iter__(self) -> Iterator[Complaint]:
        """Go through the complaints so far."""
        return iter(self._noted)

    def __len__(self) -> int:
        """Return how many there are so far."""
        return len(self._noted)

    def append(self, complaint: Complaint) -> None:
        """Note *complaint*, even where the same is noted already."""
        self._noted.append(complaint)
        self._known.add(complaint)
        if complaint.spot is not None:
            insort(self._lines, complaint.spot.line)
        if complaint.repair:
            self._mended.add((complaint.code, complaint.repair))

    def any_in(self, whole: Spot) -> bool:
        """Say whether there is anything to complain of in the lines of *whole*."""
        return bisect_left(self._lines, whole.line) < bisect_right(self._lines, whole.end_line)

    def once(self, complaint: Complaint) -> None:
        """Note *complaint*, unless the same is noted already, or one that is mended by the same."""
        if complaint not in self._known and (complaint.code, complaint.repair) not in self._mended:
            self.append(complaint)

    def add(self, code: str, message: str, spot: Spot | None, hint: str = "", *, first: Spot | None = None) -> None:
        """Note one complaint, with where its name stands *first*; the same one at the same spot is noted once."""
        also = ((first, "First defined here."),) if first is not None else ()
        self.once(Complaint(code, message, spot, hint, also=also))


def hindrance(found: Sequence[Complaint]) -> tuple[int, int]:
    """Return how many of what was *found* keep the rest from being read, and how many there are: less is better."""
    halts = sum(each.more or 1 for each in found if each.code.startswith(("yaml-", "not-yaml")))
    return halts, sum(each.more or 1 for each in found)


def asked(found: Sequence[Complaint]) -> list[Complaint]:
    """Return what was *found*, with the guesses looked for at those that may be shown, and at one more of each kind."""
    count: Counter[str] = Counter()
    chosen: set[int] = set()
    for at in sorted(range(len(found)), key=lambda at: _place(found[at])):
        count[found[at].code] += 1
        if count[found[at].code] <= MOST_SHOWN + 1:
            chosen.add(at)
    return [each.with_guesses() if at in chosen else each for at, each in enumerate(found)]


def first_of_each_kind(found: Iterable[Complaint]) -> list[Complaint]:
    """Return what was *found* in file order: of those with one code the first twenty, then how many more there are."""
    shown: list[Complaint] = []
    count: Counter[str] = Counter()
    others: dict[str, list[Complaint]] = {}
    for each in sorted(found, key=_place):
        count[each.code] += not each.more
        if each.more or count[each.code] > MOST_SHOWN:
            others.setdefault(each.code, []).append(each)
        else:
            told = each.with_guesses()
            long = max(len(told.message), len(told.hint)) > LONGEST_SENTENCE
            shown.append(replace(told, message=_in_short(told.message), hint=_in_short(told.hint)) if long else told)
    for code, left in others.items():
        number = sum(max(each.more, 1) for each in left)
        message = f"And {number:,} more like this, of which the first is here."
        hint = "What is not shown now will be when what is shown is mended."
        shown.append(Complaint(code, message, left[0].spot, hint, left[0].severity, more=number))
    return sorted(shown, key=_place)


class CaseError(Exception):
    """A case file that cannot be used; carries what is to be shown of it, and all that was found, in file order."""

    def __init__(self, complaints: Iterable[Complaint], *, file: str = "", text: str = "") -> None:
        """Keep the *complaints* in file order, with the *file*'s name and its *text* for quoting lines."""
        self.found = tuple(sorted(complaints, key=_place))
        self.complaints = tuple(first_of_each_kind(self.found))
        self.file = file
        self.text = text
        super().__init__("; ".join(each.message for each in self.complaints))


def _in_short(sentence: str) -> str:
    half = LONGEST_SENTENCE // 2
    return sentence if len(sentence) <= LONGEST_SENTENCE else f"{sentence[:half]} ... {sentence[-half:]}"


def _place(complaint: Complaint) -> tuple[int, int]:
    return (complaint.spot.line, complaint.spot.column) if complaint.spot else (0, 0)
