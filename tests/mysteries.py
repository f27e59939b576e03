"""Random small mysteries, as the YAML that an author would write; small enough for every world to be looked at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

SUSPECTS = ("ada", "ben", "cy")
Clue = dict[str, Any]


def text(case: dict[str, Any]) -> str:
    """Return *case* as a case file."""
    return yaml.safe_dump(case, sort_keys=False, allow_unicode=True)


@st.composite
def mysteries(draw: Callable[..., Any], *, speech: bool = True) -> dict[str, Any]:
    """Draw a mystery of two or three suspects, one to three episodes and up to seven clues.

    Each speaks of one of three things (whereabouts, motives and means, a hooded figure), so that worlds stay few.
    """
    suspects = SUSPECTS[: draw(st.integers(2, 3))]
    case: dict[str, Any] = {
        "title": "A random mystery",
        "suspects": {
            name: {"is": draw(st.lists(st.sampled_from(["tall", "left"]), max_size=2, unique=True))}
            for name in suspects
        },
        "people": ["vic"],
        "culprits": draw(st.sampled_from(["1", "1", "1", "0..1", "any", "1..2", "2"])),
        "unknowns": {"figure": {"is": "suspect"}, "rain": {}},
    }
    topic = draw(st.sampled_from(["whereabouts", "motives", "figure"]))
    if topic == "whereabouts":
        case["places"] = ["hall", "yard"]
        case["times"] = ["dusk"]
        crime = {"victim": "vic", "place": draw(st.sampled_from(["hall", ["hall", "yard"]])), "time": "dusk"}
        case["crime"] = crime
    if draw(st.integers(0, 3)) == 0:
        case["standard"] = {
            draw(st.sampled_from(["motive", "opportunity", "alone"])): draw(st.sampled_from(["on", "off"]))
        }
    says = _contents(suspects, topic, one=case["culprits"] == "1")
    if speech and draw(st.booleans()):
        case["honesty"] = draw(
            st.sampled_from(["unknown", "only culprits lie", "knights and knaves", "exactly 1 lies", "at most 1 lies"])
        )
    if draw(st.integers(0, 4)) == 0:
        case["rules"] = {"a-rule": draw(says)}
    if draw(st.integers(0, 4)) == 0:
        case["find"] = draw(st.sampled_from([["culprit", "figure"], ["rain"], ["figure"]]))
    count = draw(st.integers(1, 3))
    names = iter(f"c{number}" for number in range(1, 10))
    case["episodes"] = [
        {"clues": [draw(_clues(next(names), says, suspects, speech=speech)) for _ in range(draw(st.integers(0, 3)))]}
        for _ in range(count)
    ]
    _withdraw(draw, case)
    return case


@cache
def _contents(suspects: tuple[str, ...], topic: str, *, one: bool) -> st.SearchStrategy[Clue]:
    """Return what clues can say of *topic*, as plain keys or a formula."""
    who = st.one_of(
        st.sampled_from(suspects),
        st.lists(st.sampled_from(suspects), min_size=1, max_size=2, unique=True),
        st.sampled_from(["everyone", "figure"]),
    )
    some = st.lists(st.sampled_from(suspects), min_size=1, max_size=2, unique=True)
    place = st.sampled_from(["hall", "yard", "elsewhere", ["hall", "yard"]])
    common: list[st.SearchStrategy[Clue]] = [
        st.builds(lambda names: {"clears": names}, some),
        st.builds(lambda name: {"is": {"figure": name}}, st.one_of(st.sampled_from(suspects), some)),
        st.builds(lambda name: {"is_not": {"figure": name}}, st.sampled_from(suspects)),
        st.builds(lambda value: {"is": {"rain": value}}, st.sampled_from(["true", "false"])),
        st.builds(lambda a, b: {"says": f"culprit({a}) implies culprit({b})"}, *[st.sampled_from(suspects)] * 2),
        st.just({"says": "every suspect s where culprit(s), s = figure"}),
        st.just({"says": "if rain then culprit(figure) else not culprit(figure)"}),
        st.builds(lambda k: {"says": f"at most {k} suspects s, culprit(s) or s = figure"}, st.integers(1, 2)),
        st.builds(lambda k: {"says": f"count(suspect s where culprit(s)) = {k}"}, st.integers(1, 2)),
    ]
    if one:
        common.append(st.just({"is": {"figure": "culprit"}}))
    whereabouts: list[st.SearchStrategy[Clue]] = [
        st.builds(lambda names: {"alibi": names}, who),
        st.builds(lambda names, at: {"alibi": {"who": names, "at": at}}, some, place),
        st.builds(lambda names, at: {"was": {"who": names, "at": at}}, who, place),
        st.builds(lambda names, at: {"was_not": {"who": names, "at": at}}, who, place),
        st.builds(lambda names, other: {"was": {"who": names, "with": other}}, some, st.sampled_from(suspects)),
        st.builds(lambda names: {"only": {"was": {"who": names, "at": "hall"}}}, some),
        st.builds(lambda names: {"only": {"opportunity": names}}, some),
    ]
    motives: list[st.SearchStrategy[Clue]] = [
        st.builds(lambda key, names: {key: names}, st.sampled_from(["motive", "no_motive", "means", "no_means"]), who),
        st.builds(lambda names: {"only": {"motive": names}}, some),
        st.builds(lambda names: {"only": {"means": names}}, some),
        st.just({"says": "sum(suspect s where motive(s), 2) = 2"}),
    ]
    topics = {"whereabouts": whereabouts, "motives": motives, "figure": []}
    return st.one_of(*common, *topics[topic], *topics[topic])


@st.composite
def _clues(
    draw: Callable[..., Any], name: str, says: st.SearchStrategy[Clue], suspects: tuple[str, ...], *, speech: bool
) -> Clue:
    """Draw a clue called *name*: a fact, a claim, a statement, an accusation, or nothing but atmosphere."""
    shape = draw(st.sampled_from(["fact", "fact", "fact", "claim", "points", "said" if speech else "claim", "mood"]))
    match shape:
        case "fact":
            return {"id": name, **draw(says)}
        case "claim":
            return {"id": name, "claim": draw(says)}
        case "points":
            return {"id": name, "points_to": draw(st.sampled_from(suspects))}
        case "said":
            sworn = {"sworn": "true"} if draw(st.integers(0, 4)) == 0 else {}
            return {"id": name, "by": draw(st.sampled_from([*suspects, "vic"])), **draw(says), **sworn}
    return {"id": name, "text": "It rains."}


def _withdraw(draw: Callable[..., Any], case: dict[str, Any]) -> None:
    """Let the last clue take an earlier claim back, now and then."""
    clues = [clue for episode in case["episodes"] for clue in episode["clues"]]
    claims = [clue["id"] for clue in clues[:-1] if "claim" in clue or "points_to" in clue or "by" in clue]
    if claims and draw(st.integers(0, 2)) == 0:
        clues[-1]["withdraws"] = [draw(st.sampled_from(claims))]
