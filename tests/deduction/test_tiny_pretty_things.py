"""The first case: what has to be true of it, whatever its words become."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deduce import read_case, solve, trace, why
from deduce.views import terminal
from deduce.views.pages.why import why_page

if TYPE_CHECKING:
    from deduce.case.case import Case

PATH = Path(__file__).parents[2] / "cases" / "tiny_pretty_things.yaml"
TEXT = PATH.read_text(encoding="utf-8")
EVERYBODY = (
    *("delia", "bette", "nabil", "june", "oren", "shane"),
    *("ramon", "monique", "caleb", "travis", "katrina", "neveah"),
)
NEEDED = ("the-push", "the-memory")
ROWS = 24  # of a screen


@pytest.fixture(scope="module")
def case() -> Case:
    """Return the case."""
    return read_case(PATH)


def left(*gone: str) -> tuple[str, ...]:
    """Return everybody but those who are *gone*."""
    return tuple(name for name in EVERYBODY if name not in gone)


def without(clue: str) -> str:
    """Return the file with nothing said by *clue* but its text."""
    found = re.search(rf"( +)- id: {clue}\n(?:\1  .*\n|\s*\n)+", TEXT)
    assert found
    return TEXT.replace(found[0], f"{found[1]}- id: {clue}\n{found[1]}  text: Nothing.\n").replace(
        TEXT[TEXT.index("\nexpect:") :], ""
    )


def test_suspects_fall_when_the_sources_let_them(case: Case) -> None:
    """Neveah in 1, Oren and Shane in 7, Nabil in 9, and only in 10 everybody else but Delia."""
    possible = [each.possible for each in trace(case).episodes]

    assert possible[:6] == [left("neveah")] * 6
    assert possible[6:8] == [left("neveah", "oren", "shane")] * 2
    assert possible[8] == left("neveah", "oren", "shane", "nabil")
    assert possible[9] == ("delia",)


def test_the_audience_is_led_from_one_to_the_next(case: Case) -> None:
    """Nabil in 1, June in 5, Bette alone in 9, Delia in 10."""
    face_value = {each.number: each.face_value for each in trace(case).episodes}

    assert "nabil" in face_value[1]
    assert "june" in face_value[5]
    assert face_value[9] == ("bette",)
    assert "delia" in face_value[10]


def test_the_man_and_cassies_word_are_exposed_in_the_end(case: Case) -> None:
    """Both in episode 10, with reasons that hold the memory."""
    exposed = {each.id: each.because for each in trace(case).episodes[9].exposed}

    assert exposed["the-man"] == ("the-memory",)
    assert exposed["cassies-word"] == NEEDED


def test_no_clue_says_outright_who_did_it(case: Case) -> None:
    """Delia is convicted by more than one clue, and no single one is enough."""
    convicted = trace(case).episodes[9].convicted

    assert [(each.id, each.because) for each in convicted] == [("delia", NEEDED)]


@pytest.mark.parametrize("clue", NEEDED)
def test_without_a_clue_that_the_proof_needs_it_is_open(clue: str) -> None:
    """Each suspect left then comes with a world of their own."""
    solution = solve(read_case(without(clue)))
    possible = [each for each in solution.suspects if each.status == "possible"]

    assert solution.verdict == "open"
    assert len(possible) > 1
    assert all(each.world is not None and each.world["culprit"] == [each.id] for each in possible)


def test_clearing_delia_contradicts_the_rest() -> None:
    """The conflict is the clue that clears her and the two that convict her."""
    text = TEXT.replace("clears: nabil", "clears: [nabil, delia]")
    solution = solve(read_case(text))

    assert solution.verdict == "contradictory"
    assert solution.conflict == ("the-push", "cruz-clears-nabil", "the-memory")


def test_the_first_five_episodes_are_the_same_alone(case: Case) -> None:
    """What `--until 5` gives is the beginning of the whole."""
    assert trace(case, until=5).episodes == trace(case).episodes[:5]


def test_both_engines_agree_alone(case: Case) -> None:
    """PySAT and python-constraint give the same verdict, and for each suspect the same standing and reason."""
    verdicts = [solve(case, engine=engine) for engine in ("sat", "csp")]

    assert verdicts[0].suspects == verdicts[1].suspects
    assert verdicts[0].answer == verdicts[1].answer == {"culprit": ("delia",)}


def test_renaming_an_id_renames_the_answer() -> None:
    """Nothing in the program knows Delia."""
    text = re.sub(r"\bdelia\b", "dorothea", TEXT)

    assert solve(read_case(text)).answer == {"culprit": ("dorothea",)}


def test_episode_six_has_no_clues(case: Case) -> None:
    """Nothing was found about it, so nothing is invented."""
    assert case.episodes[5].clues == ()
    assert case.episodes[5].title is None


def test_what_cruz_knows_is_less_than_what_the_audience_knows(case: Case) -> None:
    """She never hears of the hooded figure, so for her nobody is convicted."""
    told = trace(case, known_by="cruz")

    assert told.verdict == "open"
    assert "the-push" not in told.episodes[0].revealed
    assert set(told.episodes[-1].possible) > {"delia", "bette"}


def test_plain_keys_say_nearly_all(case: Case) -> None:
    """At least three quarters of the clues that say something need no formula."""
    saying = [clue for clue in case.clues if clue.content is not None]

    assert sum(clue.plain for clue in saying) >= 0.75 * len(saying)


@pytest.mark.parametrize("name", ["delia", "bette"])
def test_the_proof_fits_on_one_screen(case: Case, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it was Delia, and why not Bette, is read without scrolling."""
    monkeypatch.setenv("COLUMNS", "80")
    page = terminal.whole(why_page(why(case, name), logic=False))

    assert len(page.splitlines()) <= ROWS
    assert "the-push" not in page
