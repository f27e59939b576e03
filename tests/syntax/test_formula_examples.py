"""Formulas of docs/formulas.md and of the standard rules, and what each reads as."""

from __future__ import annotations

import pytest

from deduce.syntax.complaint import Spot
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
    Tally,
)
from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_domain, parse_formula, parse_term
from deduce.syntax.formula.printer import written
from formulas import place
from parsed import read, refusal

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
