"""What a case declares: reads the lists of suspects, places, kinds and unknowns into a Vocabulary.

This module must never know a clue or a formula's meaning; of everything declared it asks only what it is called
and what kind of thing it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.case import Crime, Entity
from deduce.case.file_models import CONTENT_KEYS, EntityEntry
from deduce.case.prelude import BUILT_IN, builtin_functions
from deduce.case.vocabulary import MOST_VALUES, Function, Kind, Vocabulary, clock
from deduce.syntax.complaint import did_you_mean
from deduce.syntax.formula.lexer import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deduce.case.file_models import CaseFile, ClueEntry
    from deduce.logic.formula import Value
    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source_map import NodePath, SourceMap

IDENTIFIER = re.compile(r"[^\W\d]\w*(?:-\w+)*")
CLOCK = r"(\d{1,2}):(\d\d)"
INSTANTS = re.compile(rf"{CLOCK}\s*\.\.\s*{CLOCK}(?:\s+step\s+(\d+))?")
NUMBER_RANGE = re.compile(r"(-?\d+)\s*\.\.\s*(-?\d+)(?:\s+step\s+(\d+))?")
UNION = re.compile(r"\s+or\s+|\s*,\s*")
SINGLE = {"suspects": "suspect", "people": "people", "places": "place", "items": "item", "times": "time"}
UNIQUE_LISTS = frozenset(SINGLE.values())  # their members are known by their name alone: it may stand in no other list
CORE = frozenset({"culprit", "victim", "crime_place", "crime_time", "everyone", "everybody", "nobody", "elsewhere"})
ODD_PLURALS = {"people": "person", "persons": "person"}


class Declarations:
    """Gathers what a case declares; complaints go to the page, and what they concern is let pass afterwards."""

    def __init__(self, case_file: CaseFile, page: SourceMap) -> None:
        """Read every declaration of *case_file*."""
        self.case_file = case_file
        self.page = page
        self.kinds: dict[str, Kind] = {}
        self.made_of: dict[str, tuple[str, ...]] = {}  # a kind made of others -> those
        self.functions: dict[str, Function] = {}
        self.homes: dict[str, list[str]] = {}
        self.labels: dict[str, str] = {}
        self.own_labels: dict[tuple[str, str], str] = {}  # of a kind's member: several kinds may share its name
        self.first: dict[str, Spot] = {}
        self.broken: set[str] = set()
        self.entities: dict[str, tuple[Entity, ...]] = {}
        self._lists()
        self._kinds()
        self.traits = self._traits()
        self.crime = self._crime()
        self.statements = self._statements()
        self.culprits = self._culprits()
        self._settle()
        self._unknowns()
        self._grid()
        self.minutes = self._minutes()
        for function in builtin_functions(self):
            if function.name not in self.functions and function.name not in self.case_file.kinds:
                self.functions[function.name] = function
        self._clashes()

    @property
    def own(self) -> set[str]:
        """What the author declared; where it has the name of something built in, it stands in its place."""
        return set(self.case_file.unknowns) | set(self.case_file.kinds)

    def vocabulary(self) -> Vocabulary:
        """Return what was gathered."""
        return Vocabulary(
            kinds=self.kinds,
            functions=self.functions,
            traits=self.traits,
            homes={name: tuple(homes) for name, homes in self.homes.items()},
            plurals=self._plurals(),
            labels=self.labels,
            grid=self.case_file.grid,
            broken=frozenset(self.broken),
        )

    # The lists: suspects, people, places, items, times.

    def _lists(self) -> None:
        for key, kind in SINGLE.items():
            if key == "times":
                continue
            self.entities[key] = self._members(kind, getattr(self.case_file, key), (key,))
            names = tuple(entity.id for entity in self.entities[key])
            if names or kind in {"suspect", "place"}:
                self.kinds[kind] = Kind(kind, names)
        self._times()

    def _members(self, kind: str, members: Mapping[str, EntityEntry], path: NodePath) -> tuple[Entity, ...]:
        """Declare the *members* of the base *kind* that stand at *path*."""
        found: dict[str, Entity] = {}
        for scalar, _ in self.page.names(path):
            name = scalar.text
            if self._named(name, scalar.spot, clocks=kind == "time"):
                homes = self.homes.get(name, [])
                if kind in homes or (homes and (kind in UNIQUE_LISTS or not UNIQUE_LISTS.isdisjoint(homes))):
                    self._twice(name, scalar.spot)
                    continue
                self.homes.setdefault(name, []).append(kind)
                self.first.setdefault(name, scalar.spot)
            said = members.get(name) or EntityEntry.model_validate({})  # what was said of it may have been left out
            found[name] = Entity(name, said.name or name, scalar.spot, said.is_, said.note, said.private)
            if said.name:
                self.labels.setdefault(name, said.name)
                self.own_labels[kind, name] = said.name
        return tuple(found.values())

    def _named(self, name: str, spot: Spot, *, clocks: bool = False) -> bool:
        """Complain of a name that could not be written in a formula."""
        if name in CORE:
            self.page.complain(
                "reserved-name", f"`{name}` already means something in every case.", spot, "Choose another name."
            )
        elif name.lower() in RESERVED:
            self.page.complain(
                "reserved-name",
                f"`{name}` is a word of the formula language, so nothing can be called that.",
                spot,
                f"Perhaps `the_{name}`, with `name: {name}` for the reader?",
            )
        elif IDENTIFIER.fullmatch(name) or (clocks and re.fullmatch(CLOCK, name)):
            return True
        else:
            better = re.sub(r"\W+", "_", name).strip("_").lower() or "a_name"
            better = better if IDENTIFIER.fullmatch(better) else f"the_{better}"
            self.page.complain(
                "bad-name",
                f"`{name}` cannot be a name: names are one word of letters, digits, `_` and `-`.",
                spot,
                f"Write `{better}: {name}`: the first is the name in the file, the second what readers see.",
            )
        self.broken.add(name)
        return False

    def _twice(self, name: str, spot: Spot) -> None:
        line = self.first[name].line if name in self.first else 0
        self.page.complain(
            "duplicate-name",
            f"`{name}` is declared twice; first on line {line}.",
            spot,
            "Take one of the two away, or give it another name.",
            first=self.first.get(name),
        )

    def _times(self) -> None:
        times = self.case_file.times
        self.entities["times"] = ()
        if times.text is not None:
            kind = self._kind_from_text("time", times.text, self.page.spot(("times",)))
            if kind is not None:
                self.kinds["time"] = kind
                names = tuple(str(value) for value in kind.values)
                spot = self.page.spot(("times",))
                self.entities["times"] = tuple(Entity(name, name, spot) for name in names)
                if kind.scale == "clock":
                    self.homes.update((name, ["time"]) for name in names)
            return
        self.entities["times"] = self._members("time", times.members, ("times",))
        names = tuple(entity.id for entity in self.entities["times"])
        if names and all(re.fullmatch(CLOCK, name) for name in names):
            self.kinds["time"] = _clocks("time", [_minutes(*name.split(":")) for name in names])
        elif names:
            self.kinds["time"] = Kind("time", names, "order", tuple(range(len(names))))

    # Kinds of the author's own.

    def _kinds(self) -> None:
        waiting: list[tuple[str, str]] = []
        for name, said in self.case_file.kinds.items():
            path: NodePath = ("kinds", name)
            if not self._named(name, self.page.key_spot(path)):
                continue
            if said.text is None:
                members = self._members(name, said.members, path)
                self.kinds[name] = Kind(name, tuple(member.id for member in members))
                if not members:
                    self.page.complain("empty-kind", f"`{name}` has no members.", self.page.key_spot(path))
            else:
                waiting.append((name, said.text))
        self._person()
        for name, text in sorted(waiting, key=lambda each: " or " in each[1]):
            kind = self._kind_from_text(name, text, self.page.spot(("kinds", name)))
            if kind is None:
                self.broken.add(name)
                continue
            self.kinds[name] = kind
            if parts := self._parts(text):
                self.made_of[name] = parts

    def _person(self) -> None:
        people = [entity.id for key in ("suspects", "people") for entity in self.entities[key]]
        if people and "person" not in self.kinds:
            self.kinds["person"] = Kind("person", tuple(people))

    def _kind_from_text(self, name: str, text: str, spot: Spot) -> Kind | None:
        """Return the kind that *text* describes: a range, an order, a union of kinds."""
        text = text.strip()
        if numbers := NUMBER_RANGE.fullmatch(text):
            low, high, step = int(numbers[1]), int(numbers[2]), int(numbers[3] or 1)
            return self._ranged(name, range(low, high + 1, step) if step else range(0), spot)
        if instants := INSTANTS.fullmatch(text):
            start, end, step = _minutes(*instants.group(1, 2)), _minutes(*instants.group(3, 4)), int(instants[5] or 1)
            end += 24 * 60 if end < start else 0
            minutes = range(start, end + 1, step) if step else range(0)
            kind = self._ranged(name, minutes, spot)
            return kind and _clocks(name, list(minutes))
        if "<" in text:
            return self._ordered(name, [part.strip() for part in text.split("<")], spot)
        return self._union(name, UNION.split(text), spot)

    def _parts(self, text: str) -> tuple[str, ...]:
        """Return the kinds that *text* names, if it is made of kinds."""
        plurals = self._plurals()
        parts = tuple(plurals.get(part, part) for part in UNION.split(text.strip()))
        return parts if all(part in self.kinds for part in parts) else ()

    def _ranged(self, name: str, numbers: range, spot: Spot) -> Kind | None:
        if not 0 < len(numbers) <= MOST_VALUES:
            fact = "is empty: it ends before it begins" if not numbers else f"has {len(numbers):,} values"
            self.page.complain(
                "bad-range", f"This range {fact}.", spot, f"A range has 1 to {MOST_VALUES:,} values, such as `1..5`."
            )
            return None
        return Kind(name, tuple(numbers), "number", tuple(numbers))

    def _ordered(self, name: str, parts: list[str], spot: Spot) -> Kind | None:
        if not all([self._named(part, spot) for part in parts]):  # noqa: C419 -- every bad name is told
            return None
        if len(set(parts)) < len(parts):
            twice = next(part for part in parts if parts.count(part) > 1)
            self.page.complain("duplicate-name", f"`{twice}` stands twice in this order.", spot)
            self.broken.update(parts)  # their uses are no mistakes of their own
            return None
        for part in parts:
            self.homes.setdefault(part, []).append(name)
            self.first.setdefault(part, spot)
        return Kind(name, tuple(parts), "order", tuple(range(len(parts))))

    def _union(self, name: str, parts: Iterable[str], spot: Spot) -> Kind | None:
        values: dict[Value, None] = {}
        kinds: list[Kind] = []
        plurals = self._plurals()
        for part in parts:
            kind = self.kinds.get(plurals.get(part, part))
            if kind is None:
                if part not in self.broken:
                    self.page.complain(
                        "unknown-kind",
                        f"No kind of thing is called `{part}`.",
                        spot,
                        did_you_mean(part, self.kinds)
                        or did_you_mean(part, plurals)
                        or f"Known here: {', '.join(self.kinds)}; or a range such as `1..5`; or a list of names.",
                    )
                return None
            kinds.append(kind)
            values.update(dict.fromkeys(kind.values))
        if len(kinds) == 1:
            return replace(kinds[0], name=name)
        return Kind(name, tuple(values))

    # What people are, the crime, the statements, the number of culprits.

    def _traits(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key in ("suspects", "people"):
            for entity in self.entities[key]:
                for position, trait in enumerate(entity.traits):
                    spot = self.page.spot((key, entity.id, "is", position))
                    if trait in BUILT_IN:
                        fact = f"`{trait}` already means something in every case."
                        self.page.complain("reserved-name", fact, spot, "Find another word for it.")
                    elif trait in found or self._named(trait, spot):
                        self.first.setdefault(trait, spot)
                        found.setdefault(trait, []).append(entity.id)
        for key in ("places", "items", "times"):
            for entity in self.entities.get(key, ()):
                if entity.traits:
                    self.page.complain(
                        "wrong-shape",
                        "Only suspects and people have traits.",
                        self.page.key_spot((key, entity.id, "is")),
                        "Declare a yes/no unknown, or a kind of its own.",
                    )
        for trait, holders in found.items():
            self.functions[trait] = Function(
                trait, (self.kinds["person"],), None, given={(name,): True for name in holders}
            )
        return {trait: tuple(holders) for trait, holders in found.items()}

    def _crime(self) -> Crime:
        said = self.case_file.crime
        places = self._among("place", said.place, ("crime", "place"))
        times = self._among("time", said.time, ("crime", "time"))
        needs = self._among("item", said.needs, ("crime", "needs"))
        victim = self._among("person", (said.victim,) if said.victim else (), ("crime", "victim"))
        return Crime(victim[0] if victim else None, places, times, needs)

    def _among(self, kind: str, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
        """Return the *names* at *path* that are members of *kind*, a window `a..b` spelt out."""
        known = [str(value) for value in self.kinds[kind].values] if kind in self.kinds else []
        known = [name for name in known if name not in self.broken]
        known += ["elsewhere"] if kind == "place" else []
        found: list[str] = []
        for position, text in enumerate(names):
            spot = self.page.spot((*path, position))
            said = [end.strip() for end in text.split("..")]
            ends = [_tidy_clock(end) for end in said] if kind == "time" else said
            missing = [written for end, written in zip(ends, said, strict=True) if end not in known]
            for end in missing:
                if end not in self.broken:
                    word = {"person": "suspect or person", "place": "place", "time": "time"}.get(kind, kind)
                    self.page.complain("unknown-name", f"No {word} is called `{end}`.", spot, did_you_mean(end, known))
            if missing:
                continue
            first, last = known.index(ends[0]), known.index(ends[-1])
            if last < first:
                self.page.complain("bad-range", "This window ends before it begins.", spot)
            found.extend(known[first : last + 1])
        return tuple(dict.fromkeys(found))

    def _all_clues(self) -> Iterable[ClueEntry]:
        yield from self.case_file.clues or ()
        for episode in self.case_file.episodes or ():
            yield from episode.clues

    def _statements(self) -> dict[str, str]:
        """Return who makes each statement."""
        found: dict[str, str] = {}
        for clue in self._all_clues():
            if clue.by and any(getattr(clue, key) is not None for key in (*CONTENT_KEYS, "claim")):
                found[clue.id] = clue.by
                self.homes.setdefault(clue.id, []).append("statement")
        self.kinds["statement"] = Kind("statement", tuple(found))
        return found

    def _culprits(self) -> tuple[int, int]:
        text, most = self.case_file.culprits.strip(), len(self.entities["suspects"])
        spot = self.page.spot(("culprits",))
        if text == "any":
            return 1, max(most, 1)
        span = re.fullmatch(r"(\d+)(?:\s*\.\.\s*(\d+))?", text)
        if not span:
            self.page.complain(
                "bad-culprits", f"`{text}` is not a number of culprits.", spot, "Write 1, 2, 1..3, any, or 0..1."
            )
            return 1, 1
        low, high = int(span[1]), int(span[2] or span[1])
        if high < low or (most and (high > most or high == 0)):
            fact = f"there are {most} suspects" if high > most else "that leaves nobody who could have done it"
            fact = "that ends before it begins" if high < low else fact
            self.page.complain("bad-culprits", f"The number of culprits is `{text}`, but {fact}.", spot)
            return 1, 1
        return low, high

    # Values get their final names once every list is known; then what is made of them.

    def _settle(self) -> None:
        """Qualify the values that several kinds share by name, and put `elsewhere` at the end of the places."""
        shared = {name for name, homes in self.homes.items() if len([h for h in homes if h != "statement"]) > 1}
        if shared:
            base = {name: kind for name, kind in self.kinds.items() if name not in {"person", "statement"}}
            renamed = {(kind, name): f"{kind}.{name}" for name in shared for kind in self.homes[name] if kind in base}
            for name, kind in base.items():
                values = tuple(renamed.get((name, str(value)), value) for value in kind.values)
                self.kinds[name] = replace(kind, values=values)
            for home, value in renamed.items():
                self.labels.setdefault(value, self.own_labels.get(home, home[1]))
            self._person_again(renamed)
            for name, parts in self.made_of.items():
                values = tuple(dict.fromkeys(value for part in parts for value in self.kinds[part].values))
                self.kinds[name] = replace(self.kinds[name], values=values)
        place = self.kinds["place"]
        self.kinds["place"] = replace(place, values=(*place.values, "elsewhere"))
        self.homes["elsewhere"] = ["place"]

    def _person_again(self, renamed: Mapping[tuple[str, str], str]) -> None:
        if "person" in self.kinds and "person" not in self.case_file.kinds:
            people = [
                renamed.get((kind, entity.id), entity.id)
                for key, kind in (("suspects", "suspect"), ("people", "people"))
                for entity in self.entities[key]
            ]
            self.kinds["person"] = Kind("person", tuple(people))

    def _unknowns(self) -> None:
        for name, said in self.case_file.unknowns.items():
            path: NodePath = ("unknowns", name)
            if not self._named(name, self.page.key_spot(path)):
                continue
            arguments = [
                self._kind_from_text(part, part, self.page.spot((*path, "of", position)))
                for position, part in enumerate(said.of)
            ]
            result = self._result(name, said.is_, path) if said.is_ else None
            if said.name:
                self.labels.setdefault(name, said.name)
            self.first.setdefault(name, self.page.key_spot(path))
            if None in arguments or (said.is_ and result is None):
                self.broken.add(name)
                continue
            known = tuple(kind for kind in arguments if kind)
            self.functions[name] = Function(name, known, result, one_to_one=said.one_to_one)

    def _result(self, name: str, said: tuple[str, ...], path: NodePath) -> Kind | None:
        """Return what an unknown can be: a kind, a range, or the names listed (known ones, or new ones)."""
        spot = self.page.spot((*path, "is"))
        if len(said) == 1 and said[0] not in self.homes:
            return self._kind_from_text(said[0] if IDENTIFIER.fullmatch(said[0]) else name, said[0], spot)
        known = [each for each in said if each in self.homes]
        if known:
            for each in said:
                if each not in self.homes:
                    hint = did_you_mean(each, self.homes)
                    self.page.complain("unknown-name", f"Nothing is called `{each}`.", spot, hint)
            return Kind(name, tuple(dict.fromkeys(known))) if len(known) == len(said) else None
        if not all([self._named(each, spot) for each in said]):  # noqa: C419 -- every bad name is told
            return None
        for each in said:
            self.homes.setdefault(each, []).append(name)
        self.kinds.setdefault(name, Kind(name, tuple(dict.fromkeys(said))))
        return self.kinds[name]

    def _grid(self) -> None:
        grid: list[Kind] = []
        for position, name in enumerate(self.case_file.grid):
            spot = self.page.spot(("grid", position))
            kind = self._kind_from_text(name, name, spot)
            if kind is not None:
                kind = replace(kind, values=tuple(value for value in kind.values if value != "elsewhere"))
                grid.append(kind)
                if len(kind.values) != len(grid[0].values):
                    self.page.complain(
                        "uneven-grid",
                        f"A grid goes one-to-one, but there are {len(grid[0].values)} of `{grid[0].name}` "
                        f"and {len(kind.values)} of `{kind.name}`.",
                        spot,
                    )
        seen: dict[Value, str] = {}
        for kind in grid:
            for value in kind.values:
                if seen.setdefault(value, kind.name) != kind.name:
                    self.page.complain(
                        "shared-value",
                        f"`{seen[value]}` and `{kind.name}` share `{value}`, which could mean either in the grid.",
                        self.page.spot(("grid",)),
                        "Give the members of one of the two names of their own.",
                    )
                    return
        for kind in grid:
            others = tuple(value for other in grid if other is not kind for value in other.values)
            domain = Kind(" or ".join(other.name for other in grid if other is not kind), others)
            self.functions[kind.name] = Function(kind.name, (domain,), kind, grid=True)

    def _minutes(self) -> dict[tuple[str, str], int]:
        """Return the shortest ways on foot between the places of the map (Floyd 1962, Warshall 1962)."""
        known = [entity.id for entity in self.entities["places"]]
        way: dict[tuple[str, str], int] = {}
        for start, ends in self.case_file.map.items():
            for end, minutes in ends.items():
                for name, spot in (
                    (start, self.page.key_spot(("map", start))),
                    (end, self.page.key_spot(("map", start, end))),
                ):
                    if name not in known and name not in self.broken:
                        self.page.complain(
                            "unknown-name", f"No place is called `{name}`.", spot, did_you_mean(name, known)
                        )
                for pair in ((start, end), (end, start)):
                    way[pair] = min(minutes, way.get(pair, minutes))
        joined = [name for name in known if any(name in pair for pair in way)]
        for middle in joined:
            for start in joined:
                for end in joined:
                    if (start, middle) in way and (middle, end) in way and start != end:
                        longer = way[start, middle] + way[middle, end]
                        way[start, end] = min(longer, way.get((start, end), longer))
        return {pair: minutes for pair, minutes in way.items() if pair[0] != pair[1]}

    def _plurals(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self.kinds:
            for plural in (f"{name}s", f"{name}es", f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"):
                if plural not in self.kinds:
                    found[plural] = name
        if "person" in self.kinds:
            found.update(ODD_PLURALS)
        return found

    def _clashes(self) -> None:
        """Complain of names that would mean two things in a formula."""
        for name, said in self.case_file.unknowns.items():
            spot = self.page.key_spot(("unknowns", name))
            if any(home != "statement" for home in self.homes.get(name, ())) or name in self.traits:
                self._twice(name, spot)
            del said
        for trait in self.traits:
            if any(home != "statement" for home in self.homes.get(trait, ())):
                self._twice(trait, self.first[trait])


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)


def _tidy_clock(text: str) -> str:
    """Return `9:05` as `09:05`."""
    return text.zfill(5) if re.fullmatch(CLOCK, text) else text


def _clocks(name: str, minutes: list[int]) -> Kind:
    """Return a kind of clock times in their order; a time before the one before it is past midnight."""
    ordered: list[int] = []
    for each in minutes:
        while ordered and each <= ordered[-1]:
            each += 24 * 60  # noqa: PLW2901 -- the next day
        ordered.append(each)
    return Kind(name, tuple(clock(each) for each in ordered), "clock", tuple(ordered))
