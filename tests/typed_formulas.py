"""Whole formulas by their types, of small cases in which much is partial: most of them fit, and each says something.

Trees are drawn and written here, in every spelling that there is; how `deduce` reads what is written is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from deduce.syntax.formula import ast as f

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

Tree: TypeAlias = "f.Expression"

CASE = """\
title: A random case
suspects: {{ada: {{is: [tall]}}, bea: {{}}}}
people: [vic]
places: [hall, yard]
items: [key]
times: {times}
map: {{hall: {{yard: {walk}}}}}
crime: {{victim: vic, place: {place}, time: {time}{needs}}}
culprits: {culprits}
honesty: {honesty}
kinds: {{house: 1..3, day: mon < tue < wed, slot: 23:30..0:30 step 30, colour: [red, green], wine: [red, white]}}
unknowns:
  rain: {{}}
  figure: {{is: suspect}}
  someone: {{is: person}}
  today: {{is: day}}
  when: {{is: slot}}
  tint: {{is: colour}}
  coins: {{of: suspect, is: 0..2}}
  debt: {{is: -1..1}}
  likes: {{of: [suspect, colour]}}
  seat: {{of: colour, is: house}}
  due: {{of: person, is: day}}
  opened: {{of: slot, is: place}}
clues:
  - {{id: word, by: ada, says: rain}}
  - {{id: reply, by: vic, says: not rain}}
"""
GRID = """\
title: A random street
kinds: {house: 1..3, day: mon < tue < wed, pet: [cat, dog, owl]}
grid: [house, day, pet]
unknowns: {rain: {}, coins: {of: pet, is: 0..2}, first: {is: pet}, today: {is: day}}
find: house(cat)
clues: [{id: nothing, text: It rains.}]
"""
TIMES = {  # as the file says it -> their names, in order
    "[23:45, 0:00, 0:15]": ("23:45", "00:00", "00:15"),
    "23:30..0:00 step 30": ("23:30", "00:00"),
    "20:00..20:30 step 15": ("20:00", "20:15", "20:30"),
    "[0:15, 12:00, 23:45]": ("00:15", "12:00", "23:45"),
    "[dusk, night]": ("dusk", "night"),
}
CONNECTIVES: tuple[Literal["implies", "iff", "xor"], ...] = ("implies", "iff", "xor")
COUNTED: tuple[Literal["exactly", "at least", "at most"], ...] = ("exactly", "at least", "at most")
PLAIN: tuple[Literal["every", "some", "no"], ...] = ("every", "some", "no")
EQUALITY: tuple[f.Comparator, ...] = ("=", "!=")
RISING: tuple[f.Comparator, ...] = ("<", "<=")
FALLING: tuple[f.Comparator, ...] = (">", ">=")
ORDERED = ("number", "time", "slot", "day")
BINDABLE = ("suspect", "person", "place", "time", "slot", "day", "house", "colour")
PLURALS = {"person": "people", "day": "days", "house": "houses"}
DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SPELLINGS = {
    "<": ("<", "before"),
    ">": (">", "after"),
    "<=": ("<=", "≤"),
    ">=": (">=", "≥"),
    "!=": ("!=", "≠"),
    "=": ("=",),
}


@dataclass(frozen=True)
class Frame:
    """A case file without formulas, and what its names are: by type those that are settled, and those that are not."""

    text: str
    settled: dict[str, tuple[Tree, ...]]  # one value each
    open: dict[str, tuple[Tree, ...]]  # any value of the type
    asked: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]  # type, or "" for yes and no -> functions, with arguments
    bound: tuple[str, ...]


def names(*written: str) -> tuple[Tree, ...]:
    """Return the trees of *written*, names and clock times."""
    return tuple(clock(each) if ":" in each else f.Name(each) for each in written)


def clock(written: str) -> f.Clock:
    """Return the tree of a clock time."""
    hours, minutes = written.split(":")
    return f.Clock(int(hours) * 60 + int(minutes))


def kiln(chance: Random) -> Frame:
    """Draw a case with suspects, places, clocks and orders."""
    said = chance.choice(list(TIMES))
    times = TIMES[said]
    one = chance.random() < 0.5
    places, moments = chance.choice(["hall", "[hall, yard]"]), chance.choice([times[-1], f"[{times[0]}, {times[-1]}]"])
    text = CASE.format(
        times=said,
        walk=chance.choice([0, 15, 20]),
        place=places,
        time=moments,
        needs=chance.choice(["", ", needs: key"]),
        culprits="1" if one else chance.choice(["any", "1..2"]),
        honesty=chance.choice(["unknown", "only culprits lie", "exactly 1 lies"]),
    )
    settled = {
        "suspect": names("ada", "bea"),
        "person": names("ada", "bea", "vic", "victim"),
        "place": names("hall", "yard", "elsewhere"),
        "time": names(*times),
        "slot": names("23:30", "00:00", "00:30"),
        "day": names("mon", "tue", "wed"),
        "colour": (f.Qualified("colour", "red"), f.Name("green")),
        "house": tuple(map(f.Number, (1, 2, 3))),
        "item": names("key"),
        "statement": names("word", "reply"),
    }
    unsure = {
        "suspect": names("figure", *(["culprit"] if one else [])),
        "person": names("someone"),
        "place": names(*(["crime_place"] if places != "hall" else [])),
        "time": names("crime_time"),
        "slot": names("when"),
        "day": names("today"),
        "colour": names("tint"),
        "number": names("debt"),
    }
    asked = {
        "place": (("at", ("person", "time")), ("opened", ("slot",))),
        "person": (("speaker", ("statement",)),),
        "day": (("due", ("person",)),),
        "house": (("seat", ("colour",)),),
        "number": (("coins", ("suspect",)), ("minutes", ("place", "place"))),
        "": (
            *((name, ("suspect",)) for name in ("culprit", "motive", "means", "opportunity")),
            *((name, ("person",)) for name in ("tall", "honest", "lied")),
            ("likes", ("suspect", "colour")),
            ("has", ("person", "item")),
            ("true", ("statement",)),
            ("rain", ()),
        ),
    }
    return Frame(text, settled, unsure, asked, BINDABLE)


def street(_chance: Random) -> Frame:
    """Return a case in a grid, one of whose kinds has an order."""
    settled = {
        "house": tuple(map(f.Number, (1, 2, 3))),
        "day": names("mon", "tue", "wed"),
        "pet": names("cat", "dog", "owl"),
    }
    unsure = {"pet": names("first"), "day": names("today")}
    asked = {
        "house": (("house", ("pet",)), ("house", ("day",)), ("house", ("house",))),
        "day": (("day", ("house",)), ("day", ("pet",))),
        "pet": (("pet", ("day",)), ("pet", ("house",))),
        "number": (("coins", ("pet",)),),
        "": (("rain", ()),),
    }
    return Frame(GRID, settled, unsure, asked, ("house", "day", "pet"))


class Author:
    """Draws formulas of one case by *chance*."""

    def __init__(self, frame: Frame, chance: Random) -> None:
        self.frame = frame
        self.chance = chance
        self.scope: dict[str, str] = {}  # bound names, with their types
        self.many = 1  # bindings around what is drawn

    def few(self, most: int) -> int:
        """Draw a number from 0 to *most*, small ones more often."""
        return min(self.chance.randint(0, most), self.chance.randint(0, most))

    # Terms.

    def term(self, kind: str, depth: int) -> Tree:
        """Draw a term of the type *kind*."""
        if kind == "number":
            return self.number(depth)
        ways: list[Callable[[], Tree]] = []
        bound = [f.Name(name) for name, each in self.scope.items() if each == kind]
        ways += [lambda: self.chance.choice(bound)] * (3 if bound else 0)
        ways += [lambda: self.chance.choice(self.frame.settled[kind])] if kind in self.frame.settled else []
        ways += [lambda: self.open(kind, depth)] * 2
        if kind in ("time", "slot", "day", "house") and depth:
            ways += [lambda: self.moved(kind, depth)] * 2
        if kind == "suspect" and depth:  # of whom that may be no suspect, it is asked all the same
            ways.append(lambda: self.term("person", depth - 1))
        return self.chance.choice(ways)()

    def open(self, kind: str, depth: int) -> Tree:
        """Draw a term of *kind* that may be any of its values, if there is one."""
        found: list[Callable[[], Tree]] = [lambda each=each: each for each in self.frame.open.get(kind, ())]  # type: ignore[misc]
        if depth:
            found += [
                lambda name=name, of=of: f.Apply(name, tuple(self.term(each, depth - 1) for each in of))  # type: ignore[misc]
                for name, of in self.frame.asked.get(kind, ())
            ]
        if found:
            return self.chance.choice(found)()
        return self.chance.choice(self.frame.settled[kind]) if kind in self.frame.settled else f.Number(1)

    def moved(self, kind: str, depth: int) -> Tree:
        """Draw a term of an ordered *kind* plus or minus a number."""
        steps = (15, 30, 60, 1440) if kind in ("time", "slot") else (1, 1, 2)
        number = f.Number(self.chance.choice(steps)) if self.chance.random() < 0.8 else self.number(depth - 1)
        base = self.term(kind, depth - 1)
        if self.chance.random() < 0.2:
            return f.Arithmetic("+", number, base)
        return f.Arithmetic(self.chance.choice(("+", "-")), base, number)

    def number(self, depth: int) -> Tree:
        """Draw a number."""
        chance = self.chance
        if not depth:
            return chance.choice([f.Number(self.few(3)), self.open("number", 0), self.open("house", 0)])
        match chance.randint(0, 9):
            case 0 | 1:
                return f.Arithmetic(chance.choice(("+", "-", "*")), self.number(depth - 1), self.number(depth - 1))
            case 2:
                return f.Minus(self.number(depth - 1))
            case 3:
                return f.Absolute(f.Arithmetic("-", self.number(depth - 1), self.number(depth - 1)))
            case 4 if len(self.scope) < 3:
                return self.quantifying(lambda binders, where: f.Tally("count", binders, where, None), depth)
            case 5 if len(self.scope) < 3:
                return self.quantifying(
                    lambda binders, where: f.Tally("sum", binders, where, self.number(depth - 1)), depth
                )
            case 6:
                kind = chance.choice([each for each in ("time", "slot", "day") if each in self.frame.settled])
                return f.Arithmetic("-", self.open(kind, depth - 1), self.term(kind, depth - 1))
            case 7:
                return self.term("house", depth - 1)
            case _:
                return self.open("number", depth)

    # Formulas.

    def formula(self, depth: int) -> Tree:
        """Draw a formula."""
        chance, frame = self.chance, self.frame
        inner = depth - 1
        if not depth:
            return self.atom(1)
        match chance.randint(0, 17):
            case 0 | 1:
                return f.Negation(self.formula(inner))
            case 2:
                return f.Conjunction(self.parts(2, inner))
            case 3:
                return f.Disjunction(self.parts(2, inner))
            case 4:
                return f.Connective(chance.choice(CONNECTIVES), self.formula(inner), self.formula(inner))
            case 5:
                other = self.formula(inner) if chance.random() < 0.6 else None
                return f.If(self.formula(inner), self.formula(inner), other)
            case 6:
                return f.Choice(self.amount(counted=True), self.parts(1, inner))
            case 7 | 8 | 9 if len(self.scope) < 3:
                amount = self.amount(counted=False)
                return self.quantifying(
                    lambda binders, where: f.Quantified(amount, binders, where, self.formula(inner)), depth
                )
            case 10 | 11:
                return self.member(depth)
            case 12:
                kind = chance.choice([each for each in ORDERED if each in (*frame.settled, "number")])
                return f.Between(self.term(kind, inner), self.term(kind, inner), self.term(kind, inner))
            case 13 if "time" in frame.settled:
                return self.counted()
        return self.compared(depth) if chance.random() < 0.6 else self.atom(depth)

    def parts(self, least: int, depth: int) -> tuple[Tree, ...]:
        """Draw so many formulas or one more."""
        return tuple(self.formula(depth) for _ in range(least + self.few(1)))

    def amount(self, *, counted: bool) -> f.Amount:
        """Draw an amount; with *counted* one with a number."""
        if counted or self.chance.random() < 0.4:
            return f.Amount(self.chance.choice(COUNTED), self.chance.randint(0, 3))
        return f.Amount(self.chance.choice(PLAIN))

    def atom(self, depth: int) -> Tree:
        """Draw a yes/no question."""
        chance = self.chance
        if chance.random() < 0.12:
            return f.Apply(chance.choice(("odd", "even")), (self.number(depth - 1),))
        if chance.random() < 0.12:
            kind = chance.choice([each for each in self.frame.bound if each != "slot"])
            terms = [self.open(kind, depth - 1), self.open(kind, depth - 1), self.term(kind, depth - 1)]
            return f.Apply("different", tuple(terms[: chance.randint(2, 3)]))
        name, of = chance.choice(self.frame.asked[""])
        return f.Apply(name, tuple(self.term(each, depth - 1) for each in of)) if of else f.Name(name)

    def compared(self, depth: int) -> Tree:
        """Draw a comparison: of what is or is not the same, or a chain of what comes in an order."""
        chance = self.chance
        if chance.random() < 0.5:
            kind = chance.choice([*self.frame.bound, "number"])
            operator = chance.choice(EQUALITY)
            left, right = self.open(kind, depth), self.term(kind, depth - 1)
            if kind == "number":
                left = f.Arithmetic("+", left, self.number(0))
            return f.Compare((operator,), (left, right) if chance.random() < 0.7 else (right, left))
        kind = chance.choice([each for each in ORDERED if each in (*self.frame.settled, "number")])
        operators = tuple(chance.choices(chance.choice((RISING, FALLING)), k=1 + self.few(2)))
        return f.Compare(operators, tuple(self.term(kind, depth - 1) for _ in range(len(operators) + 1)))

    def counted(self) -> Tree:
        """Draw a count compared with a number, at and beyond its ends."""
        kind = self.chance.choice(("suspect", "person", "day"))
        name = self.fresh()
        self.scope[name] = kind
        where = self.formula(0)
        del self.scope[name]
        count = f.Tally("count", (f.Binder(kind, name, None),), where, None)
        operator = self.chance.choice((*EQUALITY, *RISING, *FALLING))
        return f.Compare((operator,), (count, f.Number(self.chance.randint(0, 4))))

    def member(self, depth: int) -> Tree:
        """Draw a membership, in a list or a range."""
        chance = self.chance
        negated = chance.random() < 0.5
        if chance.random() < 0.5:
            kind = chance.choice([each for each in ORDERED if each in (*self.frame.settled, "number")])
            ends = self.term(kind, depth - 1), self.term(kind, depth - 1)
            return f.Member(self.term(kind, depth), f.Range(*ends), negated)
        kind = chance.choice(self.frame.bound)
        term = self.moved(kind, depth) if kind in ("day", "slot", "time") else self.open(kind, depth)
        listed = tuple(self.term(kind, self.few(1)) for _ in range(1 + self.few(2)))
        return f.Member(term, f.Listed(listed), negated)

    # Quantifiers.

    def quantifying(self, make: Callable[[tuple[f.Binder, ...], Tree | None], Tree], depth: int) -> Tree:
        """Return what *make* makes of one or two binders and a condition, with their names in scope."""
        before = dict(self.scope)
        binders = []
        for _ in range(1 + self.few(1) * (depth > 1 and not before)):
            binder, kind = self.binder()
            binders.append(binder)
            self.scope[binder.name] = kind
        where = self.formula(min(depth - 1, 1)) if self.chance.random() < 0.5 else None
        made = make(tuple(binders), where)
        self.scope = before
        return made

    def fresh(self) -> str:
        """Return a name that is not bound."""
        return next(name for name in ("p", "q", "r", "u", "v", "w") if name not in self.scope)

    def binder(self) -> tuple[f.Binder, str]:
        """Draw a binder, and the type of what it binds."""
        chance, name = self.chance, self.fresh()
        kind = chance.choice(self.frame.bound)
        domain: f.Domain | None = None
        settled = list(self.frame.settled[kind])
        how = chance.random()
        if how < 0.25:
            known = [*settled, *(self.frame.open.get(kind, ()))]
            domain = f.Listed(tuple(chance.sample(known, min(len(known), 1 + self.few(2)))))
        elif how < 0.5 and kind in ("time", "slot", "day", "house") and len(settled) > 1:
            first = chance.randrange(len(settled))
            domain = f.Range(settled[first], settled[chance.randrange(first, len(settled))])
        elif how < 0.6:
            low = chance.randint(0, 2)
            return f.Binder(None, name, f.Range(f.Number(low), f.Number(low + self.few(2)))), "number"
        named = kind if domain is None or kind == "slot" or chance.random() < 0.6 else None
        return f.Binder(named, name, domain), kind


# Writing ------------------------------------------------------------------------------------------------------------


class Writer:
    """Writes trees, each part that could be mistaken in parentheses, in spellings drawn by *chance*."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def number(self, value: int) -> str:
        """Return *value* in digits or in words."""
        return DIGIT_WORDS[value] if 0 < value <= 10 and self.chance.random() < 0.4 else str(value)

    def listed(self, parts: Sequence[Tree]) -> str:
        """Return *parts* with commas between them."""
        return ", ".join(map(self.text, parts))

    def inner(self, tree: Tree) -> str:
        """Return *tree* as a part of something."""
        plain = isinstance(tree, f.Number | f.Clock | f.Name | f.Qualified | f.Apply | f.Absolute | f.Tally)
        return self.text(tree) if plain else f"({self.text(tree)})"

    def text(self, tree: Tree) -> str:
        """Return *tree* as an author would write it, who likes parentheses."""
        match tree:
            case f.Number(value):
                return self.number(value)
            case f.Clock(minutes):
                hours = minutes // 60
                return f"{hours}:{minutes % 60:02}" if self.chance.random() < 0.5 else f"{hours:02}:{minutes % 60:02}"
            case f.Name(name):
                return name
            case f.Qualified(kind, name):
                return f"{kind}.{name}"
            case f.Apply(name, arguments):
                return f"{name}({self.listed(arguments)})"
            case f.Minus(operand):
                return f"-{self.inner(operand)}"
            case f.Absolute(operand):
                return f"abs({self.text(operand)})"
            case f.Arithmetic(operator, left, right):
                return f"{self.inner(left)} {operator} {self.inner(right)}"
            case f.Tally(what, binders, where, term):
                return f"{what}({self.head(binders, where)}{f', {self.inner(term)}' if term is not None else ''})"
            case f.Compare(operators, operands):
                rest = [
                    f" {self.chance.choice(SPELLINGS[operator])} {self.inner(each)}"
                    for operator, each in zip(operators, operands[1:], strict=True)
                ]
                return self.inner(operands[0]) + "".join(rest)
            case f.Member(term, domain, negated):
                return f"{self.inner(term)} {'not ' if negated else ''}in {self.domain(domain)}"
            case f.Between(term, low, high):
                return f"{self.inner(term)} between {self.inner(low)} and {self.inner(high)}"
            case _:
                return self.joined(tree)

    def joined(self, tree: Tree) -> str:
        """Return *tree*, which is made of formulas."""
        match tree:
            case f.Negation(part):
                return f"not {self.inner(part)}"
            case f.Conjunction(parts):
                return " and ".join(map(self.inner, parts))
            case f.Disjunction(parts):
                return " or ".join(map(self.inner, parts))
            case f.Connective(operator, left, right):
                return f"{self.inner(left)} {operator} {self.inner(right)}"
            case f.If(condition, then, otherwise):
                last = f" else {self.inner(otherwise)}" if otherwise is not None else ""
                return f"if {self.inner(condition)} then {self.inner(then)}{last}"
            case f.Quantified(amount, binders, where, body):
                return f"{self.amount(amount)} {self.head(binders, where)}{self.chance.choice(',:')} {self.text(body)}"
            case f.Choice(amount, parts):
                return f"{self.amount(amount)} of ({self.listed(parts)})"
        raise AssertionError(tree)

    def amount(self, amount: f.Amount) -> str:
        """Return an amount."""
        return amount.word if amount.number is None else f"{amount.word} {self.number(amount.number)}"

    def head(self, binders: tuple[f.Binder, ...], where: Tree | None) -> str:
        """Return what a quantifier binds."""
        bound = " and ".join(map(self.binder, binders))
        return bound if where is None else f"{bound} where {self.inner(where)}"

    def binder(self, binder: f.Binder) -> str:
        """Return one binder, its kind in the singular or plural."""
        kind = binder.kind or ""
        if kind and self.chance.random() < 0.4:
            kind = PLURALS.get(kind, f"{kind}s")
        inside = f" in {self.domain(binder.domain)}" if binder.domain is not None else ""
        return f"{kind} {binder.name}{inside}".strip()

    def domain(self, domain: f.Domain) -> str:
        """Return a list or a range."""
        if isinstance(domain, f.Listed):
            return f"{{{self.listed(domain.terms)}}}"
        return f"{self.inner(domain.low)}..{self.inner(domain.high)}"


def drawn(frame: Frame, chance: Random) -> tuple[Tree, str]:
    """Draw a formula of *frame*, and how it is written."""
    tree = Author(frame, chance).formula(chance.randint(1, 3))
    return tree, Writer(chance).text(tree)
