"""Advice is never wrong: what is proposed can be read, says what was meant, and is found in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce.case.advice import formula_search
from deduce.case.advice.formula_search import better_formula
from deduce.case.reader import read_authored, read_case
from deduce.lint.fixes import repaired
from deduce.syntax.complaint import CaseError
from deduce.syntax.formula.parser import parse_formula
from deduce.syntax.formula.printer import written
from laws import times
from mistyped import meaning_of
from mutations import FILES
from mysteries import mysteries, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAMES = {
    "ada": "Ada Bell",
    "ben": "Ben O'Hara",
    "cy": "Cyril",
    "vic": "Old Vic",
    "hall": "the Great Hall",
    "yard": "Yard 3",
}
# As others write what we write otherwise; each pair leaves the rest as it was.
NOTATIONS = {
    " and ": " && ",
    " or ": " || ",
    "not ": "!",
    " = ": " == ",
    " != ": " <> ",
    " implies ": " -> ",
    " iff ": " <=> ",
}
HOUSE = """\
title: The House
suspects: {ada: {name: Ada Bell, is: tall}, ben: Ben O'Hara}
people: {vic: Old Vic}
places: {hall: the Great Hall, yard: the yard}
items: {key: the key}
times: {dusk: dusk}
crime: {victim: vic, place: hall, time: dusk}
unknowns: {rain: {}, figure: {is: suspect}, coins: {of: suspect, is: 0..9}}
clues: [{id: a, by: ada, says: rain}]
"""


def named(content: Any, labels: Mapping[str, str]) -> Any:  # noqa: ANN401 -- what YAML holds
    """Return *content* of plain keys with the names that readers see for those of the file."""
    if isinstance(content, str):
        return labels.get(content, content)
    if isinstance(content, list):
        return [named(each, labels) for each in content]
    free = {"says", "text", "id", "withdraws", "because_of"}
    return {key: value if key in free else named(value, labels) for key, value in content.items()}


@times(0.5)
@given(mysteries(), st.sampled_from([str, str.upper, str.lower]))
def test_names_that_readers_see_do_as_well(mystery: dict[str, Any], spelt: Any) -> None:  # noqa: ANN401 -- of a text a text
    """In every plain key, with or without capitals: the case means the same."""
    labels = {name: spelt(label) for name, label in NAMES.items()}
    case = {**mystery}
    for key in ("suspects", "people", "places"):
        listed = case.get(key, {})
        entries = {name: {} for name in listed} if isinstance(listed, list) else listed
        case[key] = {name: {**said, "name": NAMES[name]} for name, said in entries.items()}
    other = {
        **case,
        "episodes": [{"clues": [named(each, labels) for each in story["clues"]]} for story in case["episodes"]],
    }

    assert meaning_of(read_case(text(other))) == meaning_of(read_case(text(case)))


@given(mysteries(), st.data())
def test_other_notations_are_put_into_ours(mystery: dict[str, Any], data: st.DataObject) -> None:
    """Whatever the signs: the formula that is proposed is the one that they stand for."""
    case = read_authored(text(mystery)).case
    formulas = [written(each.content) for each in case.clues if each.content is not None]
    assume(formulas)
    meant = data.draw(st.sampled_from(formulas))
    typed = meant
    for ours in data.draw(st.lists(st.sampled_from(sorted(NOTATIONS)), min_size=1, unique=True)):
        typed = typed.replace(ours, NOTATIONS[ours])
    assume(typed != meant)
    better = better_formula(typed, case.vocabulary)

    assert written(parse_formula(better, lambda _start, _end: case.clues[0].spot)) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ada did it", "culprit(ada)"),
        ("Ben O'Hara did not do it", "not culprit(ben)"),
        ("neither Ada Bell nor ben did it", "not (culprit(ada) or culprit(ben))"),
        ("neither culprit(ada) nor culprit(ben)", "not (culprit(ada) or culprit(ben))"),
        ("either Ada Bell did it or ben did it, but not both", "culprit(ada) xor culprit(ben)"),
        ("the figure is tall", "tall(figure)"),
        ("figure is ada", "figure = ada"),
        ("ada has the key", "has(ada, key)"),
        ("ben has no key", "not has(ben, key)"),
        ("old vic was in the great hall at dusk", "at(vic, dusk) = hall"),
        ("ada was never in the yard", "every time t, at(ada, t) != yard"),
        ("ada lied", "lied(ada)"),
        ("exactly one of the suspects is tall", "exactly one suspects x, tall(x)"),
        ("every suspect is tall", "every suspect x, tall(x)"),
        ("coins(ada) is greater than coins(ben)", "coins(ada) > coins(ben)"),
        ("sum(coins) = 12", "sum(suspect s, coins(s)) = 12"),
        ("murderer = ada", "culprit = ada"),
        ("guilty(ada) & innocent(ben)", "culprit(ada) and not culprit(ben)"),
        ("at(dusk, ada) = hall", "at(ada, dusk) = hall"),
        ("true(ada)", "true(a)"),
        ("nobody but ada was in the hall", ""),
        ("not liar(ada)", "honest(ada)"),
        ("not innocent(ada)", "culprit(ada)"),
        ("ada is no knave", "honest(ada)"),
        ("nobody lied but ben", ""),
        ("every suspect but ada lied", ""),
        ("ada killed ben", ""),
        ("ada killed vic", "culprit(ada)"),
        ("killed(ada, vic)", "culprit(ada)"),
        ("any lied", ""),
        ("culprit = ada or ben and rain", ""),
        ("culprit != ada, culprit != ben", "culprit != ada and culprit != ben"),
        ("rain = no", "not rain"),
        ("culprit(ada) if and only if rain", "culprit(ada) iff rain"),
        ("everyone was in the hall", "every suspect x, at(x, crime_time) = hall"),
        ("at(ada, hall)", "at(ada, crime_time) = hall"),
        ("ada.coins = 3", "coins(ada) = 3"),
        ("no motive", ""),
        ("it is raining cats and dogs", ""),
        ("the moon", ""),
    ],
)
def test_sentences_are_put_into_formulas(said: str, meant: str) -> None:
    """Where they can be; of the others nothing is proposed."""
    assert better_formula(said, read_authored(HOUSE).case.vocabulary) == meant


@pytest.mark.parametrize(
    "formula", ["culprit(ada)", "at(vic, dusk) = hall", "every suspect s, tall(s) implies coins(s) = 2"]
)
def test_a_formula_is_left_as_it_is_where_it_is_right(formula: str) -> None:
    """A clue with it says what stands there, whatever else could have been meant; nothing better is known."""
    case = HOUSE.replace("says: rain", f"says: '{formula}'")
    content = read_case(case).clues[0].content
    assert content is not None

    assert written(content) == formula
    assert better_formula(formula, read_authored(HOUSE).case.vocabulary) == ""
    assert repaired(case) == case


PROSE = """\
title: R
suspects: [ada, ben]
clues:
  • id: a
    text: |
      1. id: he wrote
      • first, and – then
      **Dear**: Ada, no：yes &amp; no
    source: Ann，Bob and ５：３０
    why: no：yes
    clears: ada
"""


def test_what_readers_see_is_never_touched() -> None:
    """Whatever is mended around it, a text in a block or behind its key stays as it is."""
    assert repaired(PROSE) == PROSE.replace("  • id: a", "  - id: a")


@pytest.mark.parametrize(
    "key",
    [
        "clears: not ada", "clears: nobody", "clears: all but ada", "points_to: not ada", "at: not hall",
        "is: {culprit: not ada}", "is: {culprit: ada and ben}", "by: Ada Bell & Ben O'Hara", "no_motive: ada or ben",
        "unclears: ada", "says_not: rain", "was: {who: ada, at: not hall}", "withdraws: a2",
    ],
)  # fmt: skip
def test_advice_never_turns_the_meaning_round(key: str) -> None:
    """A *not*, an *and* or an *or* that no key can say is told, and nothing is proposed that leaves it out."""
    with pytest.raises(CaseError) as refused:
        read_case(HOUSE.replace("clues: [", f"clues: [{{id: b, {key}}}, "))

    assert all(not each.repair and not each.guess for each in refused.value.complaints)


PASTED = {
    "bullets": ("- ", "• "),
    "dashes": ("- ", "– "),
    "no-break spaces behind colons": (": ", ":\u00a0"),
    "wide colons": (": ", "： "),
    "mails": ("\n", "\n> "),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("sort", PASTED)
def test_what_word_processors_make_of_a_case_is_mended(path: Path, sort: str) -> None:
    """`--fix` gives back a case that means the same: nothing is lost."""
    whole = path.read_text(encoding="utf-8")
    ours, theirs = PASTED[sort]
    lines = whole.split("\n")
    at_key = [line if line.lstrip().startswith("#") else _once(line, ours, theirs) for line in lines]
    pasted = "\n".join(f"> {line}" for line in lines) if sort == "mails" else "\n".join(at_key)

    assert meaning_of(read_case(repaired(pasted))) == meaning_of(read_case(whole))


def _once(line: str, ours: str, theirs: str) -> str:
    """Return *line* with the first of *ours*, where it is part of its form, as another program would have it."""
    if ours == "- ":
        begin = line[: len(line) - len(line.lstrip())]
        return begin + theirs + line.lstrip()[2:] if line.lstrip().startswith("- ") and "{" not in line else line
    key = line.lstrip(" -").partition(":")[0]
    return line.replace(ours, theirs, 1) if key.replace("_", "").isalpha() and ": " in line else line


@pytest.mark.parametrize(
    "said",
    [
        "a " * 199,
        "ada was in the " * 26,  # two thousand ways and more, if each was gone on from
        "ada was not in the hall and ben had 3 coins or " * 8,
        "not tall ada and " * 15,
        "a(b(" * 99,
        "a-b" * 130,
        "exactly one of " * 26,
        "",
    ],
)
def test_what_nobody_could_have_meant_is_given_up(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many ways there are to put it: few are tried, and none grows without end."""
    tried: list[int] = []

    def fits(text: str, _vocabulary: object, *, term: bool) -> bool:
        tried.append(len(text))
        return term

    vocabulary = read_authored(HOUSE).case.vocabulary
    monkeypatch.setattr(formula_search, "_fits", fits)

    assert better_formula(said[:399], vocabulary) == ""
    assert len(tried) <= 250
    assert max(tried, default=0) <= 2 * 399 + 60


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("not tall ada", "not tall(ada)"),
        ("coins(ada) = coins(ben) ± 1", "abs(coins(ada) - coins(ben)) = 1"),
        ("coins(ada) / 2 = coins(ben)", "coins(ada) = 2 * coins(ben)"),
        ("2 x coins(ada) = coins(ben)", "2 * coins(ada) = coins(ben)"),
        ("ada + ben = 3", "coins(ada) + coins(ben) = 3"),
        ("coins(ada) > 2 and coins(ben)", "coins(ada) > 2 and coins(ada) > coins(ben)"),
        ("no suspect coins = 6", "no suspect x, coins(x) = 6"),
        ("all suspects have coins >= 1", "every suspect x, coins(x) >= 1"),
        ("figure = tall", "tall(figure)"),
        ("coins(ada) != 1 or 5", "coins(ada) not in {1, 5}"),
        ("coins(ada) &lt; coins(ben)", "coins(ada) < coins(ben)"),
    ],
)
def test_sums_and_kinds_are_put_into_formulas(said: str, meant: str) -> None:
    """What people write who know other sums, and what they leave out."""
    assert better_formula(said, read_authored(HOUSE).case.vocabulary) == meant


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("  edith: Edith Marsh, is: [woman]\n", "`edith: {name: Edith Marsh, is: [woman]}`"),
        ("  edith: Edith Marsh, private: did it\n", "`edith: {name: Edith Marsh, private: did it}`"),
        ("  edith:\nclues:\n  - id: a\n    text: It rained, private: she did it\n", "Give `private` a line of its own"),
        ("  edith:\nclues:\n  - id: a\n    text: Tea.\n    motive = edith\n", "`motive: edith`"),
        ("  edith:\nclues:\n  - id: a\n    text: Tea.\n    clears – edith\n", "`clears: edith`"),
        ("  edith:\nplaces: [den]\nclues:\n  - id: a\n    alibi: edith, den\n", "`{who: edith, at: den}`"),
    ],
)
def test_what_stands_beside_is_no_part_of_the_text(typed: str, hint: str) -> None:
    """A second key in a line, a sign for a colon: advice never makes prose of what the author says or hides."""
    with pytest.raises(CaseError) as refused:
        read_case(f"suspects:\n{typed}")

    assert hint in refused.value.complaints[0].hint


@pytest.mark.parametrize("key", ["motive: only ada", "clears: ada alone", "motive: everyone except ada", "lie: true"])
def test_a_word_that_says_more_is_never_left_out(key: str) -> None:
    """Nothing is proposed where it would be."""
    with pytest.raises(CaseError) as refused:
        read_case(HOUSE.replace("clues: [", f"clues: [{{id: b, {key}}}, "))

    assert [(each.guess, each.repair) for each in refused.value.complaints] == [("", ())]


@pytest.mark.parametrize(
    ("said", "code", "written_so"),
    [
        ("alibi: Otis at the inn at midnight", "unknown-name", ["{who: otis, at: inn, time: midnight}"]),
        ("alibi: Otis at the inn at 9pm", "unknown-name", []),
        ("only: {motive: rose or otis}", "list-in-text", []),
    ],
)
def test_a_sentence_keeps_to_the_times_of_the_case(said: str, code: str, written_so: list[str]) -> None:
    """Midnight is a name where the case has it as one; of a clock that it does not have no line is proposed."""
    text = (
        "suspects: {rose: Rose Vale, otis: Otis}\nplaces: {tower: the tower, inn: the inn}\n"
        f"times: [midnight]\ncrime: {{place: tower, time: midnight}}\nclues:\n  - id: a\n    {said}\n"
    )
    with pytest.raises(CaseError) as refused:
        read_case(text)

    first = refused.value.complaints[0]
    assert (first.code, [new for _, new in first.repair]) == (code, written_so)
