"""Laws of what is cited: no two clues read the same, and a quotation ends before what follows from it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case, trace, why
from deduce.views.english import names
from deduce.views.pages.citations import reasons, revealed
from deduce.views.pages.trace import trace_page
from deduce.views.pages.why import why_page
from laws import times
from paged import shown

HEAD = "title: C\nsuspects: {ada: Ada, ben: Ben, cy: Cy}\nunknowns: {rain: {}}\nepisodes:\n"


@st.composite
def repeated(draw: Any) -> str:  # noqa: ANN401 -- hypothesis draws by this
    """Draw a case of episodes in which few texts stand for many clues, some of them somebody's words."""
    case, number = HEAD, 0
    for _ in range(draw(st.integers(1, 3))):
        case += "  - clues:\n"
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            said = draw(st.sampled_from(["It rained.", "It  rained.", "He said so", "Yes!"]))
            by = draw(st.sampled_from(["", "", ", by: ada", ", by: ben"]))
            case += f"      - {{id: c{number}, text: '{said}'{by}, says: not culprit(cy)}}\n"
    return case


@times(0.5)
@given(repeated())
def test_no_two_clues_are_told_by_the_same_words(text: str) -> None:
    """Who says them or else their id tells them apart; the first of them have none."""
    case = read_case(text)
    told = reasons(case, [clue.id for clue in case.clues])
    assert len(set(told)) == len(told)
    for episode in case.episodes:
        assert len({revealed(case, clue) for clue in episode.clues}) == len(episode.clues)
        for clue in episode.clues:
            alike = [
                each
                for each in case.clues
                if each.episode <= clue.episode
                and (each.by, (each.text or "").split()) == (clue.by, (clue.text or "").split())
            ]
            assert (f"[{clue.id}]" in revealed(case, clue)) == (len(alike) > 1)


@times(0.3)
@given(repeated())
def test_what_a_later_episode_says_changes_no_word_of_an_earlier_one(text: str) -> None:
    """Whoever stops after the first reads of it what they would have read anyway."""
    case = read_case(text)
    early, whole = (shown(trace_page(trace(case, until=until, engine="sat"), None)) for until in (1, None))
    clues = [line for line in early if line.startswith("- “")]
    assert clues == [line for line in whole if line.startswith("- “")][: len(clues)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The lamp", "“The lamp”. So “rain” is true."),
        ("The lamp.", "“The lamp.” So “rain” is true."),
        ("The lamp!", "“The lamp!” So “rain” is true."),
        ("The so-called “lamp.”", "“The so-called “lamp.”” So “rain” is true."),
        ("The lamp (lit)", "“The lamp (lit)”. So “rain” is true."),
    ],
)
def test_a_quotation_without_an_end_is_given_a_full_stop_where_more_follows(text: str, said: str) -> None:
    """Not within it: there the words are the author's."""
    case = read_case(
        f"title: T\nunknowns: {{rain: {{}}}}\nfind: rain\nclues: [{{id: a, text: '{text}', says: rain}}]\n"
    )

    assert said in shown(why_page(why(case, "rain", engine="sat"), logic=False))


def test_the_words_of_a_long_story_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for each clue with all the others: of thousands that would take minutes."""
    number = 200
    clues = "".join(f"  - {{id: c{each}, text: Clue {each}.}}\n" for each in range(number))
    case = read_case(f"title: Long\nsuspects: [ada, ben]\nclues:\n{clues}")
    read = Counter[str]()

    def flat(text: str) -> str:
        read[text] += 1
        return " ".join(text.split())

    monkeypatch.setattr(names, "flat", flat)

    assert len({revealed(case, clue) for clue in case.clues}) == number
    assert read.total() < 10 * number
