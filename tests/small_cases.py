"""Random cases of other kinds than `mysteries`: grids, people on foot, islanders; their worlds are few as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from mysteries import mysteries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_GRID = {"suspect": ["ada", "ben", "cy"], "weapon": ["rope", "axe", "oar"], "room": ["den", "attic", "cellar"]}
_CLOCK = ["20:00", "20:30"]


def _episodes(draw: Callable[..., Any], contents: st.SearchStrategy[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw one to three episodes of facts, claims and words of *contents*."""
    number = 0
    episodes = []
    for _ in range(draw(st.integers(1, 3))):
        clues = []
        for _ in range(draw(st.integers(0, 3))):
            number += 1
            said = draw(contents)
            clue = {"id": f"c{number}", **(said if draw(st.integers(0, 4)) else {"claim": said})}
            if draw(st.integers(0, 5)) == 0:
                clue["text"] = "Remark " + "abcdefghi"[number % 9] + "."
            clues.append(clue)
        episodes.append({"clues": clues})
    return episodes


def _of(one: Sequence[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(list(one))


@st.composite
def grids(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a grid of suspects, weapons and perhaps rooms."""
    kinds = list(_GRID)[: draw(st.integers(2, 3))]
    pairs = [(one, other) for one in kinds for other in kinds if one != other]
    sides = _of(
        [f"{one}({member}) = {value}" for one, other in pairs for member in _GRID[other] for value in _GRID[one]]
    )
    contents = st.one_of(
        st.builds(lambda said: {"says": said}, sides),
        st.builds(lambda said: {"says": f"not {said}"}, sides),
        st.builds(lambda said: {"says": said}, _of([f"weapon(culprit) = {each}" for each in _GRID["weapon"]])),
        st.builds(lambda name: {"clears": name}, _of(_GRID["suspect"])),
    )
    return {
        "title": "A random grid",
        "suspects": {"ada": "Ada Hall", "ben": "Ben", "cy": "Cy"},
        "kinds": {kind: _GRID[kind] for kind in kinds[1:]},
        "grid": kinds,
        **draw(
            st.sampled_from(
                [{}, {}, {"find": ["culprit", "weapon(culprit)"]}, {"find": ["weapon(ada)", "suspect(axe)"]}]
            )
        ),
        "episodes": _episodes(draw, contents),
    }


@st.composite
def walks(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a case of two suspects on foot between two places, at two times of the clock."""
    suspects = ["ada", "ben"]
    who, place, time = _of(suspects), _of(["hall", "pier"]), _of(_CLOCK)
    contents = st.one_of(
        st.builds(lambda w, p, t: {"was": {"who": w, "at": p, "time": t}}, who, place, time),
        st.builds(lambda w, p, t: {"was_not": {"who": w, "at": p, "time": t}}, who, place, time),
        st.builds(lambda w: {"alibi": w}, who),
        st.builds(lambda w: {"clears": w}, who),
        st.builds(lambda w, p, t: {"says": f"culprit({w}) implies at({w}, {t}) = {p}"}, who, place, time),
    )
    return {
        "title": "A random walk",
        "suspects": {"ada": "Ada", "ben": "Mr Ben"},
        "places": {"hall": "the hall", "pier": "the old pier"},
        "times": list(_CLOCK),
        "map": {"hall": {"pier": draw(st.sampled_from([20, 40]))}},
        "crime": {"place": draw(st.sampled_from(["hall", ["hall", "pier"]])), "time": draw(time)},
        "culprits": draw(st.sampled_from(["1", "1", "1..2", "0..1", "2"])),
        "episodes": _episodes(draw, contents),
    }


@st.composite
def islands(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a riddle of knights and knaves: people without a crime, or suspects with one."""
    people = ["ada", "ben", "cy"]
    who = _of(people)
    crime = draw(st.booleans())
    sayings = [
        st.builds(lambda a, b: f"honest({a}) iff honest({b})", who, who),
        st.builds(lambda a: f"not honest({a})", who),
        st.builds(lambda a: f"honest({a})", who),
        st.builds(lambda k: f"exactly {k} people p, honest(p)", st.integers(0, 3)),
        st.builds(lambda a: f"lied({a})", who),
    ]
    if crime:
        sayings += [st.builds(lambda a: f"culprit({a})", who), st.builds(lambda a: f"not culprit({a})", who)]
    clues = [
        {"id": f"c{number}", "by": draw(who), "says": draw(st.one_of(*sayings))}
        for number in range(draw(st.integers(1, 5)))
    ]
    return {
        "title": "A random island",
        ("suspects" if crime else "people"): {"ada": "Ada", "ben": "Ben", "cy": "Cy"},
        "honesty": "knights and knaves",
        **({} if crime else {"find": [draw(st.sampled_from(["honest", "honest(ada)"]))]}),
        "clues": clues,
    }


@st.composite
def known_in_part(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a mystery of which people know different clues."""
    case: dict[str, Any] = draw(mysteries())
    for episode in case["episodes"]:
        for clue in episode["clues"]:
            if draw(st.booleans()):
                clue["known_to"] = draw(st.lists(st.sampled_from([*case["suspects"], "vic"]), max_size=2, unique=True))
    return case


@st.composite
def given_away(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a case of which the number of culprits says nearly all: one suspect, or as many culprits as suspects."""
    suspects = ["ada", "ben"][: draw(st.integers(1, 2))]
    who = _of(suspects)
    contents = st.one_of(
        st.builds(lambda name: {"clears": name}, who),
        st.builds(lambda name: {"points_to": name}, who),
        st.builds(lambda name: {"is": {"figure": name}}, who),
        st.builds(lambda name: {"says": f"if rain then culprit({name})"}, who),
        st.just({"is": {"rain": "true"}}),
    )
    return {
        "title": "Given away",
        "suspects": {"ada": "Ada", "ben": "Ben"} if len(suspects) > 1 else {"ada": "Ada"},
        "unknowns": {"figure": {"is": "suspect"}, "rain": {}},
        "culprits": draw(_of([str(len(suspects)), str(len(suspects)), "0..1", "any"])),
        **draw(st.sampled_from([{}, {}, {"find": ["culprit", "figure"]}, {"find": ["culprit", "rain"]}])),
        "episodes": _episodes(draw, contents),
    }


def _named(case: dict[str, Any]) -> dict[str, Any]:
    """Return *case* with names for its unknowns: one that answers "whether", one with an article."""
    case["unknowns"] = {"figure": {"is": "suspect", "name": "the stranger"}, "rain": {"name": "whether it was wet"}}
    return case


@st.composite
def own_words(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a case whose author declares functions: coats, who loves whom, who had the pearl, a score."""
    who, colour = _of(["ada", "ben"]), _of(["red", "green"])
    sayings = {
        "coat": [
            st.builds(lambda w, c: f"coat({w}) = {c}", who, colour),
            st.builds(lambda w, c: f"coat({w}) = {c} implies culprit({w})", who, colour),
            st.just("coat(culprit) = red"),
        ],
        "loves": [st.builds(lambda w, o: f"loves({w}, {o})", who, who), st.just("every suspect s, not loves(s, s)")],
        "has": [st.builds(lambda w: f"has({w}, pearl)", who), st.builds(lambda w: f"not has({w}, pearl)", who)],
        "drunk": [
            st.builds(lambda w: f"drunk({w})", who),
            st.builds(lambda w: f"culprit({w}) implies drunk({w})", who),
        ],
        "score": [st.builds(lambda k: f"score > {k}", st.integers(1, 2)), st.just("score = 2")],
        "friend": [st.builds(lambda w, o: f"friend({w}) = {o}", who, who)],
    }
    spoken_of = draw(st.lists(st.sampled_from(sorted(sayings)), min_size=1, max_size=2, unique=True))
    contents = [
        *(each for topic in spoken_of for each in sayings[topic]),
        st.builds(lambda w: f"not culprit({w})", who),
    ]
    return {
        "title": "Own words",
        "suspects": {"ada": "Ada", "ben": "Ben"},
        "kinds": {"colour": ["red", "green"]},
        "items": {"pearl": "the pearl"},
        "unknowns": {
            "coat": {"of": "suspect", "is": "colour"},
            "friend": {"of": "suspect", "is": "suspect"},
            "loves": {"of": ["suspect", "suspect"]},
            "drunk": {"of": "suspect"},
            "score": {"is": "1..3"},
        },
        "episodes": _episodes(draw, st.builds(lambda said: {"says": said}, st.one_of(*contents))),
    }


@st.composite
def asked_besides(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a case that asks for several things besides who did it, each proven in an episode of its own perhaps."""
    who = _of(["ada", "ben", "cy"])
    contents = st.one_of(
        st.builds(lambda name: {"is": {"figure": name}}, who),
        st.builds(lambda name: {"is_not": {"figure": name}}, who),
        st.builds(lambda unknown, so: {"is": {unknown: so}}, _of(["rain", "bell"]), _of(["true", "false"])),
        st.builds(lambda name: {"says": f"rain implies culprit({name})"}, who),
        st.builds(lambda name, so: {"says": f"{so}tall({name})"}, who, _of(["", "not "])),
        st.just({"says": "bell and culprit = figure"}),
        st.just({"says": "every suspect s, tall(s) iff culprit(s)"}),
        st.builds(lambda name: {"clears": name}, who),
    )
    asked = ["figure", "rain", "bell", "tall"]
    culprit = draw(st.lists(st.just("culprit"), max_size=1))
    return {
        "title": "Asked besides",
        "suspects": {"ada": "Ada", "ben": "Ben", "cy": "Cy"},
        "unknowns": {"figure": {"is": "suspect"}, "rain": {}, "bell": {}, "tall": {"of": "suspect"}},
        "find": culprit + draw(st.lists(st.sampled_from(asked), min_size=1, max_size=3, unique=True)),
        "episodes": _episodes(draw, contents),
    }


@st.composite
def cases(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw a case of any kind, mysteries most of all, with or without a question over it."""
    named = mysteries().map(_named)
    others = [known_in_part(), grids(), walks(), islands(), given_away(), own_words(), asked_besides()]
    case: dict[str, Any] = draw(st.one_of(mysteries(), mysteries(), named, *others))
    question = draw(st.sampled_from(["", "", "Who took it?", "Who, then, was it: one of them?"]))
    return {"title": case.pop("title"), **({"question": question} if question else {}), **case}
