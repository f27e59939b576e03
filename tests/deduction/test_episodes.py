"""When it happens: cleared, convicted, found, solved in the first episode, the last, in none; and stopping there."""

from __future__ import annotations

from typing import Any

import pytest

import telling
from deduce import CaseError, possible, read_case, solve, trace, verify, what_if, why
from deduce.deduction.certify import certify
from deduce.deduction.results import Because, Exposed, Found, Remaining
from deduce.deduction.session import Session
from deduce.deduction.trace import left
from telling import STREET, in_braces

HEAD = "title: The Ferry\nsuspects: [ada, ben, cy]\nunknowns: {figure: {is: suspect}, rain: {}, hid: {of: suspect}}\n"


def told(*episodes: list[str], more: str = "") -> Any:  # noqa: ANN401 -- a case
    """Return a case of three suspects with *episodes* of clues, each the inside of a mapping."""
    return read_case(telling.told(*in_braces(*episodes), head=f"{HEAD}{more}\n"))


BEN, CY, ADA = ("id: ben-out, clears: ben", "id: cy-out, clears: cy", "id: ada-out, clears: ada")


# Of suspects.


@pytest.mark.parametrize("number", [1, 2, 3])
def test_who_is_cleared_is_cleared_then_and_once(number: int) -> None:
    """In the first, the middle or the last episode: from then on they are not possible, and nobody says it again."""
    episodes: list[list[str]] = [[], [], []]
    episodes[number - 1] = [BEN]
    case = told(*episodes)
    story = trace(case).episodes

    assert [each.cleared for each in story] == [
        (Because("ben", ("ben-out",)),) if each == number else () for each in (1, 2, 3)
    ]
    assert [each.possible for each in story] == [
        ("ada", "cy") if each >= number else ("ada", "ben", "cy") for each in (1, 2, 3)
    ]
    assert possible(case) == tuple(each.possible for each in story)
    assert [each.possible for each in left(case)] == [each.possible for each in story]
    standing = {each.id: each for each in solve(case).suspects}["ben"]
    assert (standing.status, standing.episode, standing.because, standing.world) == (
        "cleared",
        number,
        ("ben-out",),
        None,
    )
    assert (why(case, "ben").status, why(case, "ben").episode) == ("cleared", number)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_stopping_just_at_an_episode_and_just_before(number: int) -> None:
    """`until` an episode has what happens in it; with one less it has not happened."""
    episodes: list[list[str]] = [[], [], []]
    episodes[number - 1] = [BEN, CY]
    case = told(*episodes)
    for until in (1, 2, 3):
        happened = until >= number
        solution, story = solve(case, until=until), trace(case, until=until)

        assert len(story.episodes) == until
        assert solution.episode == until
        assert solution.verdict == story.verdict == ("solved" if happened else "open")
        assert story.solved_in == (number if happened else None)
        assert solution.answer == story.answer == ({"culprit": ("ada",)} if happened else None)
        assert len(possible(case, until=until)) == until
        assert why(case, until=until).status == ("convicted" if happened else "open")
        assert why(case, until=until).episode == (number if happened else None)
        assert why(case, "ben", until=until).status == ("cleared" if happened else "possible")
        certificate = certify(case, until=until, engine="sat")
        assert certificate is not None
        assert (certificate.after, certificate.verdict) == (until, solution.verdict)


def test_nothing_happens_in_an_episode_without_clues() -> None:
    """Its narrowing names nobody, and the verdict is that of before."""
    first, second = trace(told([BEN, CY], [])).episodes

    assert (first.revealed, second.revealed) == (("ben-out", "cy-out"), ())
    assert (first.convicted, second.convicted) == ((Because("ada", ("ben-out", "cy-out")),), ())
    assert (first.verdict, second.verdict) == ("solved", "solved")
    assert trace(told([BEN, CY], [])).solved_in == 1


def test_who_was_convicted_stands_so_with_the_first_reason() -> None:
    """A later confession changes neither the episode nor the reason."""
    case = told([BEN, CY], ["id: confession, says: culprit(ada)"])
    ada = solve(case).suspects[0]

    assert (ada.status, ada.episode, ada.because) == ("convicted", 1, ("ben-out", "cy-out"))
    assert (why(case).asked, why(case).status, why(case).episode) == ("ada", "convicted", 1)
    assert why(case).because == ("ben-out", "cy-out")


def test_who_is_possible_is_shown_in_a_world() -> None:
    """Somebody possible has a world in which they did it, and no episode; in a contradiction nobody has anything."""
    open_case, clash = told([BEN]), told([BEN], [ADA, CY], [])
    for each in solve(open_case).suspects:
        if each.id != "ben":
            assert (each.status, each.episode, each.because) == ("possible", None, ())
            assert each.world is not None
            assert each.world["culprit"] == [each.id]
    assert [(each.status, each.episode, each.because, each.world) for each in solve(clash).suspects] == [
        ("unknown", None, (), None)
    ] * 3
    assert (solve(clash).conflict, solve(clash).answer) == (("ben-out", "ada-out", "cy-out"), None)
    assert [each.verdict for each in trace(clash).episodes] == ["open", "contradictory", "contradictory"]
    assert possible(clash) == (("ada", "cy"), (), ())
    assert [(each.possible, each.face_value) for each in left(clash)][1:] == [((), ()), ((), ())]


# Of several culprits.

ALL = ("ada", "ben", "cy")


@pytest.mark.parametrize(
    ("culprits", "clues", "verdict", "possible_then", "convicted", "answer"),
    [
        ("1", [BEN, CY], "solved", ("ada",), ["ada"], ("ada",)),
        ("2", [BEN], "solved", ("ada", "cy"), ["ada", "cy"], ("ada", "cy")),
        ("2", ["id: one, says: culprit(cy)"], "open", ("ada", "ben", "cy"), ["cy"], None),
        ("1..2", [BEN, CY], "solved", ("ada",), ["ada"], ("ada",)),
        ("1..2", ["id: one, says: culprit(ada)"], "open", ("ada", "ben", "cy"), ["ada"], None),
        ("any", [BEN, "id: one, says: culprit(ada)"], "open", ("ada", "cy"), ["ada"], None),
        ("any", ["id: all, says: 'every suspect s, culprit(s)'"], "solved", ALL, [*ALL], ALL),
        ("0..1", [BEN, CY], "open", ("ada",), [], None),
        ("0..1", [ADA, BEN, CY], "solved", (), [], ()),
        ("0..1", [BEN, CY, "id: one, says: culprit(ada)"], "solved", ("ada",), ["ada"], ("ada",)),
    ],
)  # fmt: skip
def test_how_many_did_it(
    culprits: str,
    clues: list[str],
    verdict: str,
    possible_then: tuple[str, ...],
    convicted: list[str],
    answer: tuple[str, ...] | None,
) -> None:
    """Solved is a case where everybody is cleared or convicted; convicted somebody may be while it is open."""
    case = told(clues, more=f"culprits: {culprits}\n")
    [episode] = trace(case).episodes
    solution = solve(case)

    assert episode.verdict == solution.verdict == verdict
    assert episode.possible == possible_then
    assert [each.id for each in episode.convicted] == convicted
    assert solution.answer == (None if answer is None else {"culprit": answer})
    assert [each.id for each in solution.suspects if each.status == "convicted"] == convicted


def test_a_world_without_a_culprit_is_shown_where_there_may_be_one() -> None:
    """Only where the case allows nobody, and as long as there is one; data have it only where the case allows it."""
    maybe, somebody = (
        told([BEN], more="culprits: 0..1\n"),
        "id: somebody, says: not (not culprit(ada) and not culprit(cy))",
    )
    sure = told([BEN], [somebody], more="culprits: 0..1\n")
    world = solve(maybe).nobody

    assert world is not None
    assert world["culprit"] == []
    assert solve(maybe).to_json()["nobody"] == world
    assert solve(sure, until=1).nobody is not None
    assert (solve(sure).nobody, solve(sure).to_json()["nobody"]) == (None, None)
    assert solve(told([BEN])).nobody is None
    assert "nobody" not in solve(told([BEN])).to_json()
    assert solve(told([ADA, BEN, CY, "id: no, says: culprit(ada)"], more="culprits: 0..1\n")).nobody is None
    assert [each.nobody for each in left(sure)] == [True, False]
    assert [each.nobody for each in left(told([BEN]))] == [False]


def test_where_nobody_did_it_that_is_why() -> None:
    """The verdict is the proof that each of them is innocent."""
    found = why(told([BEN], [ADA, CY], more="culprits: 0..1\n"))

    assert (found.status, found.episode, found.asked) == (
        "proven",
        2,
        "not culprit(ada) and not culprit(ben) and not culprit(cy)",
    )
    assert found.because == ("ben-out", "ada-out", "cy-out")


def test_why_several_did_it() -> None:
    """Convicted at once or one after the other: the answer is all of them, and who did not, from the episode on."""
    everybody = "culprit(ada) and not culprit(ben) and culprit(cy)"
    at_once = why(told([BEN], [], more="culprits: 2\n"))
    later = why(told(["id: a, says: culprit(ada)"], [BEN], ["id: short, says: culprit(cy)"], more="culprits: 2\n"))

    assert (at_once.asked, at_once.status, at_once.episode, at_once.because) == (everybody, "proven", 1, ("ben-out",))
    assert (later.asked, later.status, later.episode, later.because) == (everybody, "proven", 2, ("ben-out",))


# Of what is sought beside the culprit.

FIGURE = "find: [culprit, figure]\n"


def test_a_term_is_found_when_it_has_one_value() -> None:
    """Not while there are two, nor again later; the case is solved with the last of all that is sought."""
    two, one = "id: two, is_not: {figure: cy}", "id: one, is_not: {figure: ben}"
    again = "id: again, is: {figure: ada}"
    case = told([two, BEN], [one], [again], [CY], ["id: all, says: culprit(ada) and figure = ada"], more=FIGURE)
    story = trace(case)

    assert [each.values["figure"] for each in story.episodes] == [("ada", "ben"), *[("ada",)] * 4]
    assert story.found_because == {"figure": Found(2, ("two", "one"))}
    assert [each.verdict for each in story.episodes] == ["open", "open", "open", "solved", "solved"]
    assert story.answer == {"culprit": ("ada",), "figure": ("ada",)}
    assert solve(case).to_json()["found"] == {"figure": {"episode": 2, "because": ["two", "one"]}}
    assert solve(case, until=1).found_because == {}
    assert "found" not in solve(case, until=1).to_json()
    assert why(case).asked == "culprit(ada) and not culprit(ben) and not culprit(cy) and figure = ada"
    assert (why(case).status, why(case).episode) == ("proven", 4)


@pytest.mark.parametrize(
    ("clues", "values", "verdict", "answer"),
    [
        ([], ("ada", "ben", "cy"), "open", None),
        (["id: a, says: hid(ada)"], ("ada", "ben", "cy"), "open", None),
        (["id: a, says: hid(ada) and not hid(ben)"], ("ada", "cy"), "open", None),
        (["id: a, says: hid(ada) and not hid(ben) and not hid(cy)"], ("ada",), "solved", ("ada",)),
        (["id: a, says: hid(ada) and hid(ben) and not hid(cy)"], ("ada", "ben"), "solved", ("ada", "ben")),
        (["id: a, says: not hid(ada) and not hid(ben) and not hid(cy)"], (), "solved", ()),
    ],
)
def test_a_set_is_found_when_everybody_is_in_it_or_not(
    clues: list[str], values: tuple[str, ...], verdict: str, answer: tuple[str, ...] | None
) -> None:
    """While somebody may be in it or not it is open, though others are sure."""
    case = told(clues, more="find: [hid]\n")
    [episode] = trace(case).episodes

    assert (episode.values, episode.verdict) == ({"hid": values}, verdict)
    assert solve(case).answer == (None if answer is None else {"hid": answer})
    assert trace(case).found_because == ({} if answer is None else {"hid": Found(1, ("a",))})


def test_a_set_is_found_because_of_those_in_it_and_those_not() -> None:
    """Its reason says of each member that they are, and of the others that they are not."""
    case = told(
        ["id: in-it, says: hid(ada)", "id: out-of-it, says: not hid(ben)"],
        ["id: also-out, says: not hid(cy)"],
        more="find: [hid]\n",
    )

    assert trace(case).found_because == {"hid": Found(2, ("in-it", "out-of-it", "also-out"))}
    assert why(case).because == ("in-it", "out-of-it", "also-out")


@pytest.mark.parametrize(("find", "answer"), [("rain", True), ("(not rain)", False)])
def test_whether_something_is_so_is_a_value_of_two(find: str, answer: bool) -> None:  # noqa: FBT001 -- the value
    """Yes and no are values like others."""
    case = told([], ["id: wet, is: {rain: 'true'}"], more=f"find: [{find}]\n")
    story = trace(case)

    assert [sorted(each.values[find]) for each in story.episodes] == [[False, True], [answer]]
    assert story.answer == {find: (answer,)}
    assert (story.solved_in, story.found_because) == (2, {find: Found(2, ("wet",))})


def test_of_what_need_not_exist_one_value_is_not_enough() -> None:
    """Where a term has one value in some worlds and none in the others, it is not found."""
    case = read_case(
        STREET
        + """\
episodes:
  - clues: [{id: first, says: "if house(red) != 3 then colour(house(red) + 1) = green"}]
  - clues: [{id: second, says: "house(red) != 3"}]
"""
    )
    story = trace(case)
    term = "colour(house(red) + 1)"

    assert [each.values[term] for each in story.episodes] == [("green",), ("green",)]
    assert [each.verdict for each in story.episodes] == ["open", "solved"]
    assert story.found_because == {term: Found(2, ("first", "second"))}


def test_what_does_not_exist_has_no_value() -> None:
    """Beyond the last house there is none in any world: that is no answer, and no failure."""
    case = read_case(
        STREET
        + """\
clues: [{id: end, says: house(red) = 3}]
"""
    )
    [episode] = trace(case).episodes
    certificate = certify(case, engine="sat")

    assert (episode.values, episode.verdict) == ({"colour(house(red) + 1)": ()}, "open")
    assert (solve(case).verdict, solve(case).answer, solve(case).found_because) == ("open", None, {})
    assert certificate is not None
    assert (certificate.verdict, verify(certificate, case).objections) == ("open", ())


def test_where_nobody_is_suspected_nobody_is_asked_about() -> None:
    """A case of things alone may allow nobody: its certificate has no finding about nobody, and is accepted."""
    case = read_case("""
title: The Street
culprits: 0..1
kinds: {house: 1..2, colour: [red, green]}
grid: [house, colour]
find: [house(red)]
clues: [{id: first, says: house(red) = 1}]
""")
    certificate = certify(case, engine="sat")

    assert certificate is not None
    assert certificate.nobody is None
    assert (certificate.verdict, verify(certificate, case).objections) == ("solved", ())


# Of questions.


@pytest.mark.parametrize(
    ("asked", "statuses"),
    [
        ("figure = ada", ["open", "open", "proven"]),
        ("figure = cy", ["open", "refuted", "refuted"]),
        ("rain", ["open", "open", "open"]),
        ("rain or not rain", ["proven", "proven", "proven"]),
        ("rain and not rain", ["refuted", "refuted", "refuted"]),
        ("culprit(ben)", ["refuted", "refuted", "refuted"]),
    ],
)
def test_a_formula_is_settled_in_its_episode(asked: str, statuses: list[str]) -> None:
    """Proven or refuted from the episode on in which it happens, with two worlds before that."""
    case = told([BEN], ["id: two, is_not: {figure: cy}"], ["id: one, is_not: {figure: ben}"])
    settled = next((number for number, each in enumerate(statuses, 1) if each != "open"), None)
    for until, status in enumerate(statuses, 1):
        found = why(case, asked, until=until)

        assert (found.status, found.asked) == (status, asked)
        assert found.episode == (settled if status != "open" else None)
        assert (len(found.worlds), bool(found.steps)) == ((2, False) if status == "open" else (0, True))


def test_what_would_clear_somebody_is_open_and_enough() -> None:
    """Each statement could be so, and with it they are cleared; what is known already, or says nothing, is left out."""
    case = read_case("""
title: The Ferry
suspects: [ada, ben]
unknowns: {figure: {is: suspect}, other: {is: suspect}}
clues:
  - {id: hood, is: {figure: culprit}}
  - {id: means, says: "every suspect s where motive(s), s = other or s != other"}
  - {id: motive, motive: ben}
""")
    shown = [str(each) for each in why(case, "ada").to_json()["cleared_if"]]  # type: ignore[attr-defined]  # a list

    assert shown == ["not motive(ada)", "figure != ada"]
    assert why(case, "ben").to_json()["cleared_if"] == ["figure != ben"]


def test_opportunity_motive_and_means_would_clear_somebody() -> None:
    """Where the case speaks of them, in that order; of whoever has one of them it would clear nobody."""
    case = told(["id: o, opportunity: ben", "id: m, motive: ben", "id: n, means: ben"])
    shown = {name: why(case, name).to_json()["cleared_if"] for name in ("ada", "ben")}

    assert shown == {"ada": ["not opportunity(ada)", "not motive(ada)", "not means(ada)"], "ben": []}


@pytest.mark.parametrize(
    ("culprits", "fact", "facts"),
    [
        ("1", "culprit(ada)", ["culprit = ada", "culprit != ben"]),
        ("1", "culprit(cy)", ["culprit = cy", "culprit != ben"]),
        ("1..2", "culprit(ada) and not culprit(ben)", ["not culprit(ben)"]),
        ("0..1", "culprit(ada)", ["not culprit(ben)"]),
    ],
)
def test_a_proof_that_clears_says_who_did_it_instead(culprits: str, fact: str, facts: list[str]) -> None:
    """Where there is just one culprit, and the reason shows who it is, the proof says that too."""
    found = why(told([f"id: one, says: {fact}"], more=f"culprits: {culprits}\n"), "ben")

    assert found.status == "cleared"
    assert found.steps[-1].to_json()["facts"] == facts


def test_only_the_last_step_of_a_proof_says_who_is_cleared_by_it() -> None:
    """A fact on the way stays as it is, and so do the steps before the end."""
    found = why(told(["id: wet, is: {rain: 'true'}", "id: so, says: if rain then culprit(cy)"]), "ben")

    assert [(each.number, each.because, each.to_json()["facts"]) for each in found.steps] == [
        (1, ("wet",), ["rain"]),
        (2, ("so",), ["culprit = cy", "culprit != ben"]),
    ]


def test_a_proof_that_clears_is_of_that_where_it_does_not_say_who_did_it() -> None:
    """Somebody's alibi says nothing of two others."""
    [step] = why(told([BEN]), "ben").steps

    assert step.to_json()["facts"] == ["culprit != ben"]


# Of sessions.


def test_a_session_is_told_in_order_and_once() -> None:
    """Neither an episode twice, nor one left out, nor back."""
    case = told([BEN], [], [CY])
    for order in ([0, 0], [1], [2], [0, 2], [0, 1, 0], [0, 1, 1], [0, 1, 2, 2]):
        session = Session(case, None, "sat")
        stages = [session.theory.stages[place] for place in order]
        for stage in stages[:-1]:
            session.advance(stage)
        with pytest.raises(AssertionError):
            session.advance(stages[-1])


def test_what_a_session_knows_grows_with_each_episode() -> None:
    """Convicted are those who are by now, in the order of the case; who may be nobody is of the last episode."""
    case = told([], ["id: c, says: culprit(cy)"], ["id: a, says: culprit(ada)"], more="culprits: 0..3\n")
    session = Session(case, None, "sat")
    known = []
    for stage in session.theory.stages:
        session.narrow(stage, trusting=False)
        known.append((session.convicted, session.may_be_nobody))

    assert known == [((), True), (("cy",), False), (("ada", "cy"), False)]


def test_whoever_trusts_nobody_is_told_of_no_claim() -> None:
    """Suspicions and exposures are of the reading at face value: `solve` does without."""
    case = told(["id: gossip, points_to: ben", BEN])
    trusting, careful = Session(case, None, "sat"), Session(case, None, "sat")
    (one,) = trusting.explained([trusting.narrow(trusting.theory.stages[0], trusting=True)])
    other = careful.narrow(careful.theory.stages[0], trusting=False)

    assert (one.face_value, one.exposed) == (("ada", "cy"), (Exposed("gossip", ("ben-out",), kind="suspicion"),))
    assert (other.face_value, other.exposed) == ((), ())


# What if.


def test_a_clue_that_did_nothing_is_not_missed() -> None:
    """Without it nobody comes back, nobody falls, and the story is the same but for what is revealed."""
    told_so = what_if(told([BEN, "id: mood, text: It rains."], [CY]), without=["mood"])

    assert (told_so.back, told_so.fallen) == ((), ())
    assert told_so.to_json()["solved_in"] == {"before": 2, "after": 2}
    assert [each.revealed for each in told_so.after.episodes] == [("ben-out",), ("cy-out",)]
    assert told_so.without == ("mood",)


@pytest.mark.parametrize(
    ("without", "assume", "back", "fallen", "verdict"),
    [
        ([], [], (), (), "solved"),
        (["ben-out"], [], ("ben",), (), "open"),
        (["ben-out", "cy-out"], [], ("ben", "cy"), (), "open"),
        (["ben-out"], ["culprit(ben)"], ("ben",), ("ada",), "solved"),
        ([], ["not culprit(ada)"], (), ("ada",), "contradictory"),
        (["cy-out"], ["not culprit(ada)"], ("cy",), ("ada",), "solved"),
        (["no-rain"], [], (), (), "solved"),
        (["ben-out", "ben-out"], ["not culprit(ben)", "rain or not rain"], (), (), "solved"),
    ],
)
def test_who_comes_back_and_who_falls(
    without: list[str], assume: list[str], back: tuple[str, ...], fallen: tuple[str, ...], verdict: str
) -> None:
    """Who is possible at the end now and was not, and the other way round; what is assumed holds from the beginning."""
    case = told([BEN], [CY], more="rules: {no-rain: not rain}\n")
    found = what_if(case, without=without, assume=assume)

    assert (found.back, found.fallen, found.after.verdict) == (back, fallen, verdict)
    assert found.before == trace(case)
    assert len(found.assumed) == len(assume)


def test_who_falls_is_told_of_the_end() -> None:
    """With what is assumed somebody falls in the second episode only, and with what is dropped comes back in it."""
    case = told([BEN], ["id: wet, is: {rain: 'true'}"], ["id: ada-out, clears: ada"])
    fallen = what_if(case, without=["ada-out"], assume=["if rain then not culprit(cy)"])

    assert (fallen.back, fallen.fallen) == (("ada",), ("cy",))


def test_what_is_assumed_is_never_called_as_something_else_is() -> None:
    """A rule of the author's may have the name that it would be given."""
    case = read_case("suspects: [ada, ben]\nrules: {assumption-1: not culprit(ada)}\nclues: [{id: assumption-2}]\n")
    found = what_if(case, assume=["culprit(ada)", "culprit(ada)"])

    assert found.after.episodes[0].conflict == ("assumption-1", "assumption-3")
    assert [each.id for each in found.assumed] == ["assumption-3", "assumption-4"]


def test_assumptions_are_called_by_number() -> None:
    """The first is the first, and reasons name it as a rule."""
    found = what_if(told([BEN], []), assume=["rain", "not culprit(cy)"])

    assert found.after.episodes[0].convicted == (Because("ada", ("ben-out", "assumption-2")),)


@pytest.mark.parametrize("rule", ["standard/opportunity", "standard/honesty"])
def test_a_rule_of_everybody_can_be_left_out(rule: str) -> None:
    """A standard rule and the honesty policy are left out by their names like any clue."""
    walk = {"standard/opportunity": "", "standard/honesty": "by: ada, "}[rule]
    case = read_case(f"""
title: The Ferry
suspects: [ada, ben]
honesty: only culprits lie
places: [hall, yard]
times: [dusk]
crime: {{place: hall, time: dusk}}
clues:
  - {{id: walk, {walk}was: {{who: ben, at: yard, time: dusk}}}}
""")

    assert what_if(case, without=[rule]).before.verdict == "solved"
    assert what_if(case, without=[rule]).back == ("ben",)


def test_a_rule_of_the_author_can_be_left_out() -> None:
    """And what it ruled out comes back."""
    found = what_if(told([BEN], more="rules: {not-cy: not culprit(cy)}\n"), without=["not-cy"])

    assert (found.back, found.before.verdict, found.after.verdict) == (("cy",), "solved", "open")


def test_what_is_left_out_has_to_be_there() -> None:
    """A name that no clue and no rule has is complained of, each once."""
    with pytest.raises(CaseError) as caught:
        what_if(told([BEN]), without=["ben-ot", "ben-out", "nothing"])

    assert [each.code for each in caught.value.complaints] == ["unknown-clue", "unknown-clue"]


# Who knows what.


def test_a_case_is_told_as_somebody_knows_it() -> None:
    """Of suspects and of people, and of nobody else."""
    case = told([f"{BEN}, known_to: [ada]"], [CY], more="people: [vic]\n")

    assert trace(case).verdict == "solved"
    assert trace(case, known_by="ada").verdict == "solved"
    assert trace(case, known_by="vic").episodes[-1].possible == ("ada", "ben")
    for name in ("zoe", "", "Ada"):
        with pytest.raises(ValueError, match=f"^{name}$"):
            trace(case, known_by=name)


def test_who_is_left_comes_with_the_titles() -> None:
    """Each episode has its number and its title, if it has one."""
    case = read_case(f"""{HEAD}
episodes:
  - title: Dusk
    clues: [{{{BEN}}}]
  - clues: [{{{CY}}}]
""")

    assert left(case) == (
        Remaining(1, "Dusk", ("ada", "cy"), ("ada", "cy"), nobody=False, in_general=True),
        Remaining(2, None, ("ada",), ("ada",), nobody=False, surely=("ada",)),
    )
    assert [(each.number, each.title) for each in trace(case).episodes] == [(1, "Dusk"), (2, None)]
