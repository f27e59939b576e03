"""The formula language: laws for every formula, and how long, deep or reserved one may be."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce.syntax.complaint import Spot
from deduce.syntax.formula.ast import (
    Amount,
    Binder,
    Expression,
    If,
    Listed,
    Name,
    Range,
    SyntaxPart,
    subparts,
)
from deduce.syntax.formula.errors import DEEPEST_FORMULA, LONGEST
from deduce.syntax.formula.lexer import RESERVED
from deduce.syntax.formula.parser import parse_domain, parse_formula, parse_term
from deduce.syntax.formula.printer import written
from formulas import conditionals, expressions, mutants, place, quoted, readings, sentences, vocabulary, words
from parsed import quoted_in, read, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def parts(tree: object) -> Iterator[object]:
    """Yield *tree* and everything in it."""
    if isinstance(tree, tuple):
        for each in tree:
            yield from parts(each)
    elif is_dataclass(tree) and not isinstance(tree, Amount | Spot):
        yield tree
        for each in fields(tree):
            yield from parts(getattr(tree, each.name))


def below(tree: object) -> Iterator[SyntaxPart]:
    """Yield *tree* and everything in it, by way of `subparts`."""
    assert isinstance(tree, SyntaxPart)
    yield tree
    for each in subparts(tree):
        yield from below(each)


# Laws ---------------------------------------------------------------------------------------------------------------


@given(expressions | conditionals)
def test_what_is_inside_is_everything_in_the_order_of_its_fields(formula: Expression) -> None:
    """The walk that knows each sort of part finds what one finds that looks at every field."""
    assert list(below(formula)) == list(parts(formula))


@given(sentences())
def test_what_is_inside_stands_in_the_order_in_which_it_is_written(sentence: list[str]) -> None:
    """Of two parts right inside of another, the one told first stands first."""
    text = " ".join(sentence)
    assume(refusal(text) is None)
    for each in below(read(text)):
        starts = [part.spot.column for part in subparts(each)]

        assert starts == sorted(starts)


@given(expressions | conditionals)
def test_what_is_written_reads_back(formula: Expression) -> None:
    """A formula printed and read again is the same."""
    assert formula == read(written(formula))


@given(sentences())
def test_what_is_read_can_be_written(sentence: list[str]) -> None:
    """A text read, printed and read again says the same, and is printed the same."""
    formula = read(" ".join(sentence))

    assert formula == read(written(formula))
    assert written(formula) == written(read(written(formula)))


@given(expressions | conditionals)
def test_no_parenthesis_too_many(formula: Expression) -> None:
    """Whoever takes a pair of parentheses out of a printed formula changes it, or breaks it."""
    text = written(formula)
    opened = []
    for at, character in enumerate(text):
        if character == "(":
            opened.append(at)
        if character == ")":
            start = opened.pop()
            without = f"{text[:start]} {text[start + 1 : at]} {text[at + 1 :]}"
            assert refusal(without) or read(without) != formula, without


@given(sentences())
def test_the_grammar_is_read(sentence: list[str]) -> None:
    """What `formula.ebnf` makes, and can be read in one way only, is read."""
    text = " ".join(sentence)

    assert (readings(text) == 1) is (refusal(text) is None)


@given(mutants() | st.lists(words, max_size=12))
def test_only_the_grammar_is_read(sentence: list[str]) -> None:
    """What `formula.ebnf` does not make, or can be read in two ways, is refused."""
    text = " ".join(sentence)

    assert (readings(text) == 1) is (refusal(text) is None)


@given(conditionals)
def test_an_else_with_two_homes_is_refused(formula: Expression) -> None:
    """Formulas stripped of their parentheses are read where the grammar has one reading, and only there."""
    text = re.sub("[()]", "", written(formula))

    assert (readings(text) == 1) is (refusal(text) is None)


_bits = st.sampled_from(
    [*vocabulary, *"\"'`“‘_;/&|!~%^#[]…−²\u200b\n\t ", "2nd", "1.5", "9:5", "==", "->", "Every", "é"]
)
_deep = st.builds(
    lambda bit, times, end: bit * times + end,
    st.sampled_from(["(", "not ", "-", "1+", "a and ", "a implies ", "f(", "abs(", "a<", "{", "exactly 1 of (", "if "])
    | st.sampled_from(["every s in 1..2, ", "if a then ", "(not ", "count(x in {", "x in {", "some a b where "]),
    st.integers(50, 3000),
    st.sampled_from(["", "a", ")"]),
)


@given(
    st.text(max_size=40)
    | st.lists(_bits, max_size=15).map(" ".join)
    | st.lists(_bits, max_size=15).map("".join)
    | _deep
)
@pytest.mark.parametrize("reader", [parse_formula, parse_term, parse_domain])
def test_nothing_but_complaints(reader: Callable[[str, Callable[[int, int], Spot]], object], text: str) -> None:
    """Whatever the text, the worst that happens is one complaint about a part of it, in plain words."""
    complaint = refusal(text, reader)

    if complaint is not None:
        assert complaint.spot is not None
        assert 0 < complaint.spot.column <= complaint.spot.end_column <= len(text) + 1
        assert quoted(text, complaint.spot) or not text.strip()
        assert complaint.code in {"bad-formula", "two-readings", "reserved-word", "formula-too-big"}
        assert complaint.message.endswith(".")
        assert not re.search(r"\b(tokens?|pars(e|er|ing)|invalid|syntax|operand|None)\b", complaint.message)


@given(mutants() | sentences())
def test_spots_quote_their_parts(sentence: list[str]) -> None:
    """What stands at the spot of a part, read by itself, is that part."""
    text = "  ".join(sentence)
    assume(refusal(text) is None)
    for part in parts(read(text)):
        if isinstance(part, get_args(Expression)):
            assert part == read(quoted(text, part.spot))
        elif isinstance(part, Range):
            assert part == parse_domain(quoted(text, part.spot), place)
        elif isinstance(part, Listed):
            assert part == read(f"x in {quoted(text, part.spot)}").domain  # type: ignore[union-attr]
        elif isinstance(part, Binder):
            assert (part,) == read(f"every {quoted(text, part.spot)}, x").binders  # type: ignore[union-attr]


_families = st.sampled_from(
    [["and", "or", "xor"], ["implies", "iff", "and"], ["=", "!=", "<", ">="], ["then if b then", "else"]]
)
_operands = st.permutations(["a", "f(b)", "(c or d)", "at(a, b)", "e"]).flatmap(
    lambda operands: st.integers(3, 5).map(lambda size: operands[:size])
)


@given(st.data())
def test_two_readings_are_two(data: st.DataObject) -> None:
    """Each of the two readings in a complaint is a formula, and they differ."""
    family, operands = data.draw(_families), data.draw(_operands)
    text = ("if " if "else" in family else "") + operands[0]
    text += "".join(f" {data.draw(st.sampled_from(family))} {operand}" for operand in operands[1:])
    complaint = refusal(text)
    assume(complaint is not None and complaint.code == "two-readings")
    assert complaint is not None
    one_way, other_way = quoted_in(complaint.message)

    assert read(one_way) != read(other_way)


def test_ifs_within_ifs() -> None:
    """However three conditionals stand in one another, they are written so that they read back."""
    name = Name("a")
    trees: list[Expression] = [name]
    for _ in range(3):
        trees = [name, *(If(name, then, otherwise) for then in trees for otherwise in (None, *trees))]

    assert trees == [read(written(each)) for each in trees]


@pytest.mark.parametrize("text", [
    "if a then (a implies some suspect s, if a then a) else a",
    "if a then a implies some suspect s, if a then a",
    "if a then a iff some suspect s, a else a",
    "if a then a iff (if a then a) else a",
])  # fmt: skip
def test_an_else_beyond_an_arrow(text: str) -> None:
    """What `then` says may end far to the right; parentheses stand where an `else` could be mistaken."""
    assert written(read(text)) == text


def test_reserved_words() -> None:
    """The words that cannot be names are the words that the grammar quotes."""
    assert {word for word in vocabulary if word.isalpha()} == RESERVED


@given(st.sampled_from(sorted(RESERVED)))
@pytest.mark.parametrize("text", ["{}", "every {} s, a", "every suspect {}, a", "colour.{}", "{}.red", "{}(a)"])
def test_reserved_words_are_no_names(text: str, word: str) -> None:
    """A reserved word is refused wherever a name is wanted, but for the numbers, which are numbers."""
    assume(not (text == "{}" and refusal("1 = " + word) is None))
    assume(text != "{}(a)" or word not in {"abs", "not"})

    assert refusal(text.format(word)) is not None


def test_a_tree_is_never_deeper_than_allowed() -> None:
    """A formula as deep as allowed is read and printed; one part deeper is a complaint."""
    for bit, end in ("not ", "a"), ("f(", "a" + ")" * (DEEPEST_FORMULA - 1)), ("a + ", "a"), ("-", "a"):
        text = bit * (DEEPEST_FORMULA - 1) + end
        assert read(text) == read(written(read(text)))
        complaint = refusal(bit + text + (")" if "(" in bit else ""))
        assert complaint is not None
        assert complaint.code == "formula-too-big"


def test_parentheses_that_say_nothing() -> None:
    """Parentheses around parentheses leave no trace, as many as are allowed."""
    assert read("(" * DEEPEST_FORMULA + "a" + ")" * DEEPEST_FORMULA) == Name("a")
    complaint = refusal("(" * (DEEPEST_FORMULA + 1) + "a" + ")" * (DEEPEST_FORMULA + 1))
    assert complaint is not None
    assert complaint.code == "formula-too-big"


def test_length() -> None:
    """A formula as long as allowed is read; one character more is a complaint about what is too much."""
    text = "a" + " " * (LONGEST - 2) + "a"
    assert refusal(text[: LONGEST - 1]) is None
    complaint = refusal(text + "b")
    assert complaint is not None
    assert (complaint.code, complaint.spot) == ("formula-too-big", place(LONGEST, LONGEST + 1))
