"""Formulas for the tests: random syntax trees, and random sentences of `formula.ebnf` with a second reader of them.

This module must never know how `deduce.syntax.formula.parser` reads: the grammar here is taken from the page, by Lark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st
from lark import Lark, UnexpectedInput

from deduce.syntax.complaint import Spot
from deduce.syntax.formula import ast as tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRAMMAR = files("deduce").joinpath("syntax/formula/formula.ebnf").read_text(encoding="utf-8")


def place(start: int, end: int) -> Spot:
    """Return the spot of a stretch of a text that stands alone: its offsets, counted from 1."""
    return Spot(1, start + 1, 1, end + 1)


def quoted(text: str, spot: Spot) -> str:
    """Return what stands at *spot* in *text*."""
    return text[spot.column - 1 : spot.end_column - 1]


# Trees --------------------------------------------------------------------------------------------------------------

Trees: TypeAlias = st.SearchStrategy[tree.Expression]

names = st.sampled_from(["a", "b", "s", "bette", "at", "ball-room", "каюта", "x2", "least"])
kinds = st.sampled_from(["suspect", "people", "colour"])
numbers = st.integers(0, 12)
counts = st.builds(tree.Amount, st.sampled_from(["exactly", "at least", "at most"]), numbers)
amounts = counts | st.builds(tree.Amount, st.sampled_from(["every", "some", "no"]))
leaves: Trees = (
    st.builds(tree.Name, names)
    | st.builds(tree.Number, numbers)
    | st.builds(tree.Clock, st.integers(0, 24 * 60 - 1))
    | st.builds(tree.Qualified, kinds, names)
)
chains = (
    st.just(("!=",))
    | st.lists(st.sampled_from(["=", "<", "<="]), min_size=1, max_size=3).map(tuple)
    | st.lists(st.sampled_from(["=", ">", ">="]), min_size=1, max_size=3).map(tuple)
)


def _some(parts: Trees, least: int = 1) -> st.SearchStrategy[tuple[tree.Expression, ...]]:
    return st.lists(parts, min_size=least, max_size=3).map(tuple)


def _domains(parts: Trees) -> st.SearchStrategy[tree.Domain]:
    return st.builds(tree.Listed, _some(parts)) | st.builds(tree.Range, parts, parts)


def _binders(parts: Trees) -> st.SearchStrategy[tuple[tree.Binder, ...]]:
    of_kind = st.builds(tree.Binder, kinds, names, st.none() | _domains(parts))
    of_domain = st.builds(tree.Binder, st.none(), names, _domains(parts))
    return st.lists(of_kind | of_domain, min_size=1, max_size=2).map(tuple)


@st.composite
def _compares(draw: st.DrawFn, parts: Trees) -> tree.Compare:
    operators = draw(chains)
    size = len(operators) + 1
    operands = draw(st.lists(parts, min_size=size, max_size=size))
    return tree.Compare(operators, tuple(operands))  # type: ignore[arg-type]  # sampled strings are not literals


def _larger(parts: Trees) -> Trees:
    binders = _binders(parts)
    where = st.none() | parts
    return st.one_of(
        st.builds(tree.Apply, names, _some(parts)),
        st.builds(tree.Minus, parts),
        st.builds(tree.Arithmetic, st.sampled_from(["+", "-", "*"]), parts, parts),
        st.builds(tree.Absolute, parts),
        st.builds(tree.Tally, st.just("count"), binders, where, st.none()),
        st.builds(tree.Tally, st.just("sum"), binders, where, parts),
        _compares(parts),
        st.builds(tree.Member, parts, _domains(parts), st.booleans()),
        st.builds(tree.Between, parts, parts, parts),
        st.builds(tree.Negation, parts),
        st.builds(tree.Conjunction, _some(parts, 2)),
        st.builds(tree.Disjunction, _some(parts, 2)),
        st.builds(tree.Connective, st.sampled_from(["implies", "iff", "xor"]), parts, parts),
        st.builds(tree.If, parts, parts, st.none() | parts),
        st.builds(tree.Quantified, amounts, binders, where, parts),
        st.builds(tree.Choice, counts, _some(parts)),
    )


expressions: Trees = st.recursive(leaves, _larger, max_leaves=16)
conditionals: Trees = st.recursive(  # what clings to its right-hand side: the printer's hard cases
    st.builds(tree.Name, names),
    lambda parts: st.one_of(
        st.builds(tree.Negation, parts),
        st.builds(tree.Conjunction, _some(parts, 2)),
        st.builds(tree.Connective, st.sampled_from(["implies", "xor"]), parts, parts),
        st.builds(tree.If, parts, parts, st.none() | parts),
        st.builds(tree.Quantified, amounts, st.just((tree.Binder("suspect", "s", None),)), st.none() | parts, parts),
    ),
    max_leaves=9,
)


# The grammar --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Something in quotes."""

    text: str


@dataclass(frozen=True)
class Rule:
    """The name of a production."""

    name: str


@dataclass(frozen=True)
class Sequence:
    """One thing after another."""

    parts: tuple[Production, ...]


@dataclass(frozen=True)
class Alternatives:
    """One thing or another."""

    parts: tuple[Production, ...]


@dataclass(frozen=True)
class Maybe:
    """`[ x ]`."""

    part: Production


@dataclass(frozen=True)
class Many:
    """`{ x }`."""

    part: Production


Production: TypeAlias = Text | Rule | Sequence | Alternatives | Maybe | Many

_SPELLINGS = {  # the productions in capitals, as regular expressions
    "NAME": r"[^\W\d_]\w*(-\w+)*",
    "KIND": r"[^\W\d_]\w*(-\w+)*",
    "CLOCK": r"([01]?[0-9]|2[0-3]):[0-5][0-9]",
    "DIGITS": r"[0-9]{1,9}",
}
_SAMPLES = {
    "NAME": ["a", "b", "s", "at", "ball-room"],
    "KIND": ["suspect", "people"],
    "CLOCK": ["21:15", "0:05"],
    "DIGITS": ["0", "3", "12"],
}


@cache
def productions() -> dict[str, Production]:
    """Return the productions of `formula.ebnf` in small letters, by name."""
    page = re.sub(r"\(\*.*?\*\)", "", GRAMMAR, flags=re.DOTALL)
    signs = iter([*re.findall(r'"[^"]*"|\w+|\?[^?]*\?|[=|;(){}\[\]]', page), ""])
    found = {}
    for name in iter(lambda: next(signs), ""):
        next(signs)  # the equals sign
        found[name] = _alternatives(signs, ";")
    return {name: production for name, production in found.items() if name.islower()}


def _alternatives(signs: Iterator[str], end: str) -> Production:
    alternatives: list[list[Production]] = [[]]
    for sign in iter(lambda: next(signs), end):
        match sign:
            case "|":
                alternatives.append([])
            case "(":
                alternatives[-1].append(_alternatives(signs, ")"))
            case "[":
                alternatives[-1].append(Maybe(_alternatives(signs, "]")))
            case "{":
                alternatives[-1].append(Many(_alternatives(signs, "}")))
            case _:
                alternatives[-1].append(Text(sign[1:-1]) if sign[0] == '"' else Rule(sign))
    parts = tuple(Sequence(tuple(each)) if len(each) > 1 else each[0] for each in alternatives)
    return Alternatives(parts) if len(parts) > 1 else parts[0]


def texts(production: Production) -> Iterator[str]:
    """Yield everything that *production* quotes."""
    match production:
        case Text(text):
            yield text
        case Sequence(parts) | Alternatives(parts):
            for part in parts:
                yield from texts(part)
        case Maybe(part) | Many(part):
            yield from texts(part)


vocabulary = sorted({text for each in productions().values() for text in texts(each)})


# The second reader --------------------------------------------------------------------------------------------------


@cache
def lark() -> Lark:
    """Return the reader that Lark makes of `formula.ebnf`; it finds every reading there is."""
    lines = [f"{name}: {_lark(production)}" for name, production in productions().items()]
    lines += [f"CLOCK.2: /{_SPELLINGS['CLOCK']}/", f"DIGITS: /{_SPELLINGS['DIGITS']}/", f"NAME: /{_SPELLINGS['NAME']}/"]
    lines += [f"{_constant(text)}.2: /{text}/" for text in vocabulary if " " in text]  # two words, one token
    lines += ["%ignore /\\s+/", ""]
    return Lark("\n".join(lines), start="formula", lexer="basic", ambiguity="explicit")


def _lark(production: Production) -> str:
    match production:
        case Text(text):
            return _constant(text) if " " in text else f'"{text}"'
        case Rule(name):
            return "NAME" if name == "KIND" else name
        case Sequence(parts):
            return " ".join(map(_lark, parts))
        case Alternatives(parts):
            return f"({' | '.join(map(_lark, parts))})"
        case Maybe(part):
            return f"({_lark(part)})?"
        case Many(part):
            return f"({_lark(part)})*"


def _constant(text: str) -> str:
    return text.upper().replace(" ", "_")


def readings(sentence: str) -> int:
    """Return how many readings the grammar has of *sentence*: 0, 1 or 2, which is several."""
    try:
        forest = lark().parse(sentence)
    except UnexpectedInput:
        return 0
    return 2 if any(True for _ in forest.find_data("_ambig")) else 1


# Sentences ----------------------------------------------------------------------------------------------------------


@cache
def _costs() -> dict[str, int]:
    """Return how many words each production takes at least."""
    costs = dict.fromkeys(productions(), 1_000) | dict.fromkeys(_SAMPLES, 1)
    for _ in productions():
        costs |= {name: _cost(production, costs) for name, production in productions().items()}
    return costs


def _cost(production: Production, costs: dict[str, int]) -> int:
    match production:
        case Text():
            return 1
        case Maybe() | Many():
            return 0
        case Rule(name):
            return costs[name]
        case Sequence(parts):
            return sum(_cost(part, costs) for part in parts)
        case Alternatives(parts):
            return min(_cost(part, costs) for part in parts)


@cache
def cheapest(parts: tuple[Production, ...]) -> tuple[Production, ...]:
    """Return those of *parts* that take the fewest words."""
    least = min(_cost(part, _costs()) for part in parts)
    return tuple(part for part in parts if _cost(part, _costs()) == least)


def _spell(draw: st.DrawFn, production: Production, sentence: list[str], length: int) -> None:
    """Add words of *production* to *sentence*, and no more than needed once it has *length*."""
    more = len(sentence) < length
    match production:
        case Text(text):
            sentence.append(text)
        case Rule(name) if name in _SAMPLES:
            sentence.append(draw(st.sampled_from(_SAMPLES[name])))
        case Rule(name):
            _spell(draw, productions()[name], sentence, length)
        case Sequence(parts):
            for part in parts:
                _spell(draw, part, sentence, length)
        case Alternatives(parts):
            _spell(draw, draw(st.sampled_from(parts if more else cheapest(parts))), sentence, length)
        case Maybe(part) | Many(part):
            while more and draw(st.integers(0, 3)) == 0:
                _spell(draw, part, sentence, length)
                more = isinstance(production, Many) and len(sentence) < length


@st.composite
def sentences(draw: st.DrawFn) -> list[str]:
    """Draw a sentence that `formula.ebnf` makes, as a list of words and signs."""
    sentence: list[str] = []
    _spell(draw, Rule("formula"), sentence, draw(st.integers(1, 14)))
    return sentence


words = st.sampled_from([*vocabulary, *(each for samples in _SAMPLES.values() for each in samples)])


def _mutate(at: int, word: str, how: Callable[[list[str], int, str], list[str]], sentence: list[str]) -> list[str]:
    return how(sentence, at % (len(sentence) + 1), word)


_MUTATIONS: list[Callable[[list[str], int, str], list[str]]] = [
    lambda sentence, at, _word: sentence[:at] + sentence[at + 1 :],
    lambda sentence, at, word: [*sentence[:at], word, *sentence[at:]],
    lambda sentence, at, word: [*sentence[:at], word, *sentence[at + 1 :]],
    lambda sentence, at, _word: sentence[:at] + sentence[at + 1 : at + 2] + sentence[at : at + 1] + sentence[at + 2 :],
]


@st.composite
def mutants(draw: st.DrawFn) -> list[str]:
    """Draw a sentence of the grammar with one or two words taken out, put in, replaced or swapped."""
    sentence = draw(sentences())
    for _ in range(draw(st.integers(1, 2))):
        sentence = _mutate(draw(st.integers(0, 200)), draw(words), draw(st.sampled_from(_MUTATIONS)), sentence)
    return sentence
