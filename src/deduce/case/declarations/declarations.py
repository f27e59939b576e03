"""Declarations: what a case declares, as far as the passes have come; every name is entered here.

This module must never know in which order the lists are read, nor a formula's meaning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from deduce.case.case import Crime
from deduce.case.vocabulary import Vocabulary
from deduce.syntax.clocks import CLOCK
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.lexer import IDENTIFIER, RESERVED
from deduce.syntax.spelling import LONGEST_NAME
from deduce.syntax.yaml.tree import FREE, Mapping, Scalar, walk

if TYPE_CHECKING:
    from deduce.case.case import Entity
    from deduce.case.file_models import CaseFile
    from deduce.case.vocabulary import Function, Kind
    from deduce.syntax.complaint import Complaints, Spot
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import SourceMap

CORE = frozenset({"culprit", "victim", "crime_place", "crime_time", "everyone", "everybody", "nobody", "elsewhere"})
ODD_PLURALS = {"people": "person", "persons": "person"}


@dataclass
class Declarations:
    """What *case_file* declares so far; *complaints* are noted, and what they concern is let pass afterwards."""

    case_file: CaseFile
    source_map: SourceMap
    complaints: Complaints
    kinds: dict[str, Kind] = field(default_factory=dict)
    made_of: dict[str, tuple[str, ...]] = field(default_factory=dict)  # a kind made of others -> those
    functions: dict[str, Function] = field(default_factory=dict)
    homes: dict[str, list[str]] = field(default_factory=dict)  # a name -> the kinds that list it
    labels: dict[str, str] = field(default_factory=dict)
    own_labels: dict[tuple[str, str], str] = field(default_factory=dict)  # of a kind's member: several may share it
    namesakes: dict[str, str] = field(default_factory=dict)  # a value -> the first that readers call the same
    first: dict[str, Spot] = field(default_factory=dict)  # where each name is declared first
    broken: set[str] = field(default_factory=set)
    entities: dict[str, tuple[Entity, ...]] = field(default_factory=dict)  # "suspects" -> those listed there
    traits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    crime: Crime = field(default_factory=Crime)
    statements: dict[str, str] = field(default_factory=dict)  # clue -> who says it
    culprits: tuple[int, int] = (1, 1)  # fewest, most
    minutes: dict[tuple[str, str], int] = field(default_factory=dict)  # between places on foot
    past: dict[tuple[str, str], str] = field(default_factory=dict)  # and past which place they end, if any

    @property
    def own(self) -> set[str]:
        """What the author declared; where it has the name of something built in, it stands in its place."""
        return set(self.case_file.unknowns) | set(self.case_file.kinds)

    @cached_property
    def suspects(self) -> tuple[str, ...]:
        """The ids of the suspects, in file order; to be asked for when every pass is done."""
        return tuple(entity.id for entity in self.entities["suspects"])

    @cached_property
    def grid(self) -> tuple[str, ...]:
        """The kinds of the grid, each in the singular; to be asked for when all kinds are known."""
        return tuple(map(self.singular, self.case_file.grid))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What every name means; to be asked for when every pass is done."""
        return Vocabulary(
            kinds=self.kinds,
            functions=self.functions,
            traits=self.traits,
            homes={name: tuple(homes) for name, homes in self.homes.items()},
            plurals=self.plurals(),
            labels=self.labels,
            namesakes=self.namesakes,
            grid=self.grid,
            own=frozenset(self.own),
            broken=frozenset(self.broken),
        )

    @cached_property
    def _values(self) -> dict[str, list[Spot]]:
        """Where each text stands that is no key, nor written for readers."""
        root = self.source_map.root
        keys = {key.spot for each in walk(root) if isinstance(each, Mapping) for key, _ in each.entries}
        found: dict[str, list[Spot]] = {}
        for each in walk(root, without=FREE):
            if isinstance(each, Scalar) and each.spot not in keys:
                found.setdefault(each.text, []).append(each.spot)
        return found

    def plurals(self) -> dict[str, str]:
        """Return what several of a kind are called -> the kind: `suspects` -> `suspect`."""
        found: dict[str, str] = {}
        for name in self.kinds:
            for plural in (f"{name}s", f"{name}es", f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"):
                if plural not in self.kinds:
                    found[plural] = name
        if "person" in self.kinds:
            found.update(ODD_PLURALS)
        return found

    def singular(self, word: str) -> str:
        """Return the kind of which several are called *word*; else that itself."""
        if word in self.kinds:
            return word
        ways = (word.removesuffix("s"), word.removesuffix("es"), f"{word[:-3]}y" if word.endswith("ies") else word)
        odd = ODD_PLURALS.get(word, "")
        return next((each for each in (odd, *ways) if each != word and each in self.kinds), word)

    def named(self, name: str, spot: Spot, *, clocks: bool = False, label: str = "") -> bool:
        """Say whether *name*, at *spot*, can be written in a formula; complain of one that cannot.

        With *clocks* a time of day is a name, too. Readers see *label*, if that is another.
        """
        if len(name) > LONGEST_NAME:
            message = f"`{name}` cannot be a name: it has {len(name):,} letters, and a name has {LONGEST_NAME} at most."
            self.complaints.add("bad-name", message, spot, "What readers see may be longer, and stands beside it.")
        elif name in CORE:
            last = re.findall(r"[^\W\d_]+", label.lower())[-1:]
            better = last[0] if last and last[0] not in CORE and last[0] not in RESERVED else f"the_{name}"
            message = f"`{name}` already means something in every case."
            self._refuse(name, message, spot, better)
        elif name.lower() in RESERVED:
            message = f"`{name}` is a word of the formula language, so nothing can be called that."
            self._refuse(name, message, spot, f"the_{name.lower()}")
        elif IDENTIFIER.fullmatch(name) or (clocks and re.fullmatch(CLOCK, name)):
            return True
        else:
            better = re.sub(r"\W+", "_", name).strip("_").lower() or "a_name"
            better = better if IDENTIFIER.fullmatch(better) else f"the_{better}"
            message = f"`{name}` cannot be a name: names are one word of letters, digits, `_` and `-`."
            repair: tuple[Edit, ...] = ((spot, better),) if label else ()
            hidden = [each for each in name if each != " " and unicodedata.category(each) in {"Cf", "Zs"}]
            if hidden:
                message = f"A sign that cannot be seen (U+{ord(hidden[0]):04X}) stands here, and no name can hold one."
            seen = "".join(each for each in name if unicodedata.category(each) != "Cf")
            parts = [each.strip() for each in re.split("[;,|]", seen.strip().rstrip(",;"))]  # - ada,
            if all(map(IDENTIFIER.fullmatch, parts)):
                hint, repair = f"Write `{', '.join(parts)}`.", ((spot, ", ".join(parts)),)
            elif label:  # what stands here is one already, and what readers see stands beside it
                hint = f"Write `{better}: {label}`."
            else:
                hint = f"Write `{better}: {name}`: the first is the name in the file, the second what readers see."
            self.complaints.once(Complaint("bad-name", message, spot, hint, repair=repair))
        self.broken.add(name)
        return False

    def _refuse(self, name: str, message: str, spot: Spot, better: str) -> None:
        """Complain that *name*, at *spot*, means something already, and propose another wherever it stands."""
        places = [each for each in self._values.get(name, ()) if each != spot]
        repair = ((spot, better), *((each, better) for each in places))
        self.complaints.once(Complaint("reserved-name", message, spot, f"Perhaps `{better}`?", repair=repair))

    def twice(self, name: str, spot: Spot) -> None:
        """Complain that *name* is declared once more at *spot*."""
        line = self.first[name].line if name in self.first else 0
        self.complaints.add(
            "duplicate-name",
            f"`{name}` is declared twice; first on line {line}.",
            spot,
            "Take one of the two away, or give it another name.",
            first=self.first.get(name),
        )
