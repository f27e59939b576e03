"""The formula language: laws for every formula first, then the examples of the page, then what is refused and how."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.formula.ast import (
    Absolute,
    Amount,
    Apply,
    Arithmetic,
    Between,
    Binder,
    Choice,
    Clock,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    Expression,
    If,
    Listed,
    Member,
    Minus,
    Name,
    Negation,
    Number,
    Qualified,
    Quantified,
    Range,
    SyntaxPart,
    Tally,
    subparts,
)
from deduce.syntax.formula.errors import DEEPEST_FORMULA, LONGEST, FormulaError
from deduce.syntax.formula.lexer import RESERVED
from deduce.syntax.formula.parser import parse_domain, parse_formula, parse_term
from deduce.syntax.formula.printer import written
from formulas import conditionals, expressions, mutants, place, quoted, readings, sentences, vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def read(text: str) -> Expression:
    """Return the formula that *text* says."""
    return parse_formula(text, place)


def refusal(text: str, reader: Callable[[str, Callable[[int, int], Spot]], object] = parse_formula) -> Complaint | None:
    """Return why *text* is refused, or nothing."""
    try:
        reader(text, place)
    except FormulaError as error:
        return error.complaint
    return None


def quoted_in(message: str) -> list[str]:
    """Return what stands between backquotes in *message*."""
    return re.findall("`(.*?)`", message)


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


# Examples -----------------------------------------------------------------------------------------------------------

a, b, c, d, p, s, t, u = map(Name, "abcdpstu")
A, B, C, D = map(Name, "ABCD")


def of(function: str, *arguments: Expression) -> Apply:
    """Return *function* of *arguments*."""
    return Apply(function, arguments)


def house(name: str) -> Apply:
    """Return the house of *name*."""
    return of("house", Name(name))


def is_(left: Expression, right: Expression) -> Compare:
    """Return that *left* is *right*."""
    return Compare(("=",), (left, right))


def plus(left: Expression, right: Expression) -> Arithmetic:
    """Return *left* and *right*, added."""
    return Arithmetic("+", left, right)


def minus(left: Expression, right: Expression) -> Arithmetic:
    """Return *left* less *right*."""
    return Arithmetic("-", left, right)


apart = Absolute(minus(house("a"), house("b")))
one = Number(1)
every, exactly_one = Amount("every"), Amount("exactly", 1)
suspect_s, person_p, statement_c = (
    Binder("suspect", "s", None),
    Binder("person", "p", None),
    Binder("statement", "c", None),
)
lied, culprit_s = of("lied", p), of("culprit", s)

SAID = [  # the table of the page, row by row
    ("house(green) = house(ivory) - 1", is_(house("green"), minus(house("ivory"), one))),
    ("house(green) = house(ivory) + 1", is_(house("green"), plus(house("ivory"), one))),
    ("house(a) < house(b)", Compare(("<",), (house("a"), house("b")))),
    ("house(a) + 1 < house(b)", Compare(("<",), (plus(house("a"), one), house("b")))),
    ("abs(house(a) - house(b)) = 1", is_(apart, one)),
    ("abs(house(a) - house(b)) = n", is_(apart, Name("n"))),
    ("house(a) between house(b) and house(c)", Between(house("a"), house("b"), house("c"))),
    ("odd(house(a))", of("odd", house("a"))),
    ("house(a) in {1, 5}", Member(house("a"), Listed((one, Number(5))), negated=False)),
    ("A xor B", Connective("xor", A, B)),
    ("exactly one of (A, B, C)", Choice(exactly_one, (A, B, C))),
    ("not (A or B)", Negation(Disjunction((A, B)))),
    ("(A and B) or (C and D)", Disjunction((Conjunction((A, B)), Conjunction((C, D))))),
    ("different(house(a), 3, house(b))", of("different", house("a"), Number(3), house("b"))),
    ("n(a) = 2 * n(b)", is_(of("n", a), Arithmetic("*", Number(2), of("n", b)))),
    (
        "sum(suspect s where thief(s), coins(s)) = 12",
        is_(Tally("sum", (suspect_s,), of("thief", s), of("coins", s)), Number(12)),
    ),
    (
        "every room r, some suspect s, room(s) = r",
        Quantified(
            every,
            (Binder("room", "r", None),),
            None,
            Quantified(Amount("some"), (suspect_s,), None, is_(of("room", s), Name("r"))),
        ),
    ),
    ("colour(house(red) + 1)", of("colour", plus(house("red"), one))),
]

STANDARD = [  # the standard rules and policies
    ("every suspect s where culprit(s), motive(s)", Quantified(every, (suspect_s,), culprit_s, of("motive", s))),
    ("at(victim, crime_time) = crime_place", is_(of("at", Name("victim"), Name("crime_time")), Name("crime_place"))),
    (
        "every person p, every time t and time u where t < u, minutes(at(p, t), at(p, u)) <= u - t",
        Quantified(
            every,
            (person_p,),
            None,
            Quantified(
                every,
                (Binder("time", "t", None), Binder("time", "u", None)),
                Compare(("<",), (t, u)),
                Compare(("<=",), (of("minutes", of("at", p, t), of("at", p, u)), minus(u, t))),
            ),
        ),
    ),
    (
        "every person p where not culprit(p), honest(p)",
        Quantified(every, (person_p,), Negation(of("culprit", p)), of("honest", p)),
    ),
    (
        "every statement c where not honest(speaker(c)), not true(c)",
        Quantified(every, (statement_c,), Negation(of("honest", of("speaker", c))), Negation(of("true", c))),
    ),
    ("exactly 2 people p, lied(p)", Quantified(Amount("exactly", 2), (Binder("people", "p", None),), None, lied)),
    ("at most one person p, lied(p)", Quantified(Amount("at most", 1), (person_p,), None, lied)),
    (
        "every suspect s, exactly one statement c where speaker(c) = s, true(c)",
        Quantified(
            every, (suspect_s,), None, Quantified(exactly_one, (statement_c,), is_(of("speaker", c), s), of("true", c))
        ),
    ),
    (
        "some statement c where speaker(c) = p, not true(c)",
        Quantified(Amount("some"), (statement_c,), is_(of("speaker", c), p), Negation(of("true", c))),
    ),
]

SHAPES = [  # what the grammar leaves to the reader of the tree
    ("a - b - c", minus(minus(a, b), c)),
    ("a - (b - c)", minus(a, minus(b, c))),
    ("a + b * c", plus(a, Arithmetic("*", b, c))),
    ("(a + b) * c", Arithmetic("*", plus(a, b), c)),
    ("-a * b", Arithmetic("*", Minus(a), b)),
    ("a-b", Name("a-b")),
    ("a - b", minus(a, b)),
    ("a -b", minus(a, b)),
    ("3-b", minus(Number(3), b)),
    ("not a = b", Negation(is_(a, b))),
    ("not a and b", Conjunction((Negation(a), b))),
    ("a = b = c", Compare(("=", "="), (a, b, c))),
    ("a < b <= c", Compare(("<", "<="), (a, b, c))),
    ("a before b", Compare(("<",), (a, b))),
    ("a after b", Compare((">",), (a, b))),
    ("a ≥ b", Compare((">=",), (a, b))),
    ("a ≠ b", Compare(("!=",), (a, b))),
    ("(a = b) = c", is_(is_(a, b), c)),
    ("a = b and c", Conjunction((is_(a, b), c))),
    ("a and b implies c or d", Connective("implies", Conjunction((a, b)), Disjunction((c, d)))),
    ("a between b and c and d", Conjunction((Between(a, b, c), d))),
    ("a not in 1..3", Member(a, Range(one, Number(3)), negated=True)),
    ("if a then b", If(a, b, None)),
    ("if a then b else if c then d", If(a, b, If(c, d, None))),
    ("every s in {a, b}, c", Quantified(every, (Binder(None, "s", Listed((a, b))),), None, c)),
    ("every suspect s in {a, b}: c", Quantified(every, (Binder("suspect", "s", Listed((a, b))),), None, c)),
    ("every suspect s, a and b", Quantified(every, (suspect_s,), None, Conjunction((a, b)))),
    ("a and every suspect s, b or c", Conjunction((a, Quantified(every, (suspect_s,), None, Disjunction((b, c)))))),
    ("(every suspect s, a) and b", Conjunction((Quantified(every, (suspect_s,), None, a), b))),
    ("at least two of (a = b, c)", Choice(Amount("at least", 2), (is_(a, b), c))),
    ("count(suspect s where culprit(s)) = ten", is_(Tally("count", (suspect_s,), culprit_s, None), Number(10))),
    ("21:15 < 9:05", Compare(("<",), (Clock(1275), Clock(545)))),
    ("colour.red", Qualified("colour", "red")),
    ("каюта = каюта-2", is_(Name("каюта"), Name("каюта-2"))),
    ("at(a, least) = most", is_(of("at", a, Name("least")), Name("most"))),
    ("हिन्दी", Name("हिन्दी")),
]


@pytest.mark.parametrize(("text", "expected"), SAID + STANDARD + SHAPES)
def test_example(text: str, expected: Expression) -> None:
    """Every example of the page has the one meaning that the page gives it."""
    assert expected == read(text)


@pytest.mark.parametrize("text", [text for text, _ in SAID + STANDARD])
def test_the_page_is_written_so(text: str) -> None:
    """What the page writes is what the printer writes, but for numbers, which it says as a sentence would."""
    assert text.replace("exactly 2", "exactly two") == written(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1..5", Range(one, Number(5))),
        ("20:30..22:00", Range(Clock(1230), Clock(1320))),
        ("fall..escape", Range(Name("fall"), Name("escape"))),
        ("fall", Name("fall")),
        ("house(a) + 1", plus(house("a"), one)),
    ],
)
def test_domain(text: str, expected: Range | Expression) -> None:
    """A window is a range or a single term."""
    assert expected == parse_domain(text, place)


def test_term() -> None:
    """A term ends where a comparison would begin; in parentheses anything is one."""
    assert of("weapon", Name("culprit")) == parse_term("weapon(culprit)", place)
    assert is_(a, b) == parse_term("(a = b)", place)
    complaint = refusal("culprit = a", parse_term)
    assert complaint is not None
    assert complaint.spot == place(8, 9)


def test_a_text_in_the_middle_of_a_file() -> None:
    """Spots are what *place* makes of offsets, for formulas and for complaints."""
    formula = parse_formula("a = b", lambda start, end: Spot(7, 20 + start, 7, 20 + end))
    with pytest.raises(FormulaError) as caught:
        parse_formula("a == b", lambda start, end: Spot(7, 20 + start, 7, 20 + end))

    assert formula.spot == Spot(7, 20, 7, 25)
    assert caught.value.complaint.spot == Spot(7, 22, 7, 24)


# Refusals -----------------------------------------------------------------------------------------------------------


TWO_READINGS = [  # «» around the stretch that the complaint is about; what it says of it: docs/diagnostics
    ("«a and b or c»", ["(a and b) or c", "a and (b or c)"]),
    ("(«a or b and c or d»)", ["(a or b) and (c or d)", "a or (b and c) or d"]),
    ("«a xor b or c»", ["(a xor b) or c", "a xor (b or c)"]),
    ("a and «b and c xor d»", ["(b and c) xor d", "b and (c xor d)"]),
    ("«a xor b xor c»", ["exactly one of (a, b, c)", "(a xor b) xor c"]),
    ("every suspect s, «a and b or c»", ["(a and b) or c", "a and (b or c)"]),
    ("«a implies b implies c»", ["(a implies b) implies c", "a implies (b implies c)"]),
    ("«a iff b implies c»", ["(a iff b) implies c", "a iff (b implies c)"]),
    ("«a != b != c»", ["a != b and b != c", "different(a, b, c)"]),
    ("«a < b > c» and d", ["a < b and b > c", "a < b and a > c"]),
    ("«a = b != c»", ["a = b and b != c", "a = b and a != c"]),
    ("«if a then if b then c else d»", ["if a then (if b then c else d)", "if a then (if b then c) else d"]),
    (
        "f(«if a then every suspect s, if b then c else d»)",
        ["if a then (every suspect s, if b then c else d)", "if a then (every suspect s, if b then c) else d"],
    ),
]


@pytest.mark.parametrize(("marked", "ways"), TWO_READINGS)
def test_two_readings(marked: str, ways: list[str]) -> None:
    """What can be read in two ways is refused, with both readings."""
    text = re.sub("[«»]", "", marked)
    spot = place(marked.index("«"), marked.index("»") - 1)

    complaint = refusal(text)

    assert complaint is not None
    assert (complaint.code, complaint.spot) == ("two-readings", spot)
    assert quoted_in(complaint.message) == ways


BAD = [  # «» around the stretch that the complaint is about; what it says of it: docs/diagnostics/bad-formula.md
    "",
    "  «»",
    "a «and»",
    "«and» a",
    "a = «=» b",
    "a «==» b",
    "a «&&» b",
    "a «||» b",
    "«!»a",
    "a «->» b",
    "a «<->» b",
    "a «<>» b",
    "a «/» b",
    "a «\u200b»= b",
    "culprit = «“bette”»",
    'culprit = «"bette smith"»',
    "every suspect s «;» a",
    "a between b «&» c",
    "«every suspect s where a» b",
    "every suspect s «->» a",
    "motive(bette)«.»",
    "culprit = bette«.»",
    "x in (a«,» b)",
    "a «mod» 2 = 1",
    "count(«suspects»)",
    "count(«s» where a)",
    "culprit«{»a}",
    "cassie«'»s room",
    "«_x» = a",
    "«2nd-floor» = a",
    "«25:00» < t",
    "«9:5» < t",
    "a = «1.5»",
    "a = «1234567890»",
    "at«(»bette, fall",
    "a and (b or c)«)»",
    "(a«}»",
    "at«()»",
    "a «b»",
    "n = 2 «n»(b)",
    "a «is» b",
    "Every «suspect» s, motive(s)",
    "all «suspects» s, motive(s)",
    "a«,» b",
    "a«:» b",
    "a «not» = b",
    "a in {b} «=» c",
    "a«..»b",
    "a «else» b",
    "«if» a",
    "a and «if» b then c",
    "a = «not» b",
    "a = «{»b, c}",
    "a in «b» and c",
    "«a between b» or c",
    "«at least» suspects s, a",
    "«exactly one» (A, B)",
    "«exactly one of» {A, B}",
    "«every suspect», motive(suspect)",
    "a and «no suspects» where s(suspects), suspects = b",
    "«every s», motive(s)",
    "«every suspect s» motive(s)",
    "(«every suspect s»)",
    "count(suspect s«,» a)",
    "«sum(suspect s)»",
]


@pytest.mark.parametrize("marked", BAD)
def test_bad_formula(marked: str) -> None:
    """What is no formula is refused, at the stretch that makes it none."""
    text = re.sub("[«»]", "", marked)
    spot = place(marked.index("«"), marked.index("»") - 1) if "«" in marked else place(0, 0)
    complaint = refusal(text)

    assert complaint is not None
    assert (complaint.code, complaint.spot) == ("bad-formula", spot)


@pytest.mark.parametrize(
    "marked", ["culprit = «no»", "«count» = 3", "every suspect «one», a", "colour.«in»", "every «of» s, a"]
)
def test_reserved_word(marked: str) -> None:
    """A word of the language in the place of a name is called so."""
    spot = place(marked.index("«"), marked.index("»") - 1)
    complaint = refusal(re.sub("[«»]", "", marked))

    assert complaint is not None
    assert (complaint.code, complaint.spot) == ("reserved-word", spot)


@pytest.mark.parametrize("chain", ["4 > n >= 2", "4 >= n > 2", "4 >= n = 2", "1 < n <= 2", "1 <= n < 2", "1 = n <= 2"])
def test_a_chain_goes_one_way(chain: str) -> None:
    """Up or down, with `or equal` at any place: there is one way to read it."""
    found = parse_formula(chain, place)

    assert isinstance(found, Compare)
    assert list(found.operators) == chain.split()[1::2]
