"""What changes nothing, held against the case without it, read and told anew; then examples, one of each kind."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
import telling
from deduce import read_case, trace
from deduce.case.reader import read_authored
from deduce.deduction.session import Session
from deduce.lint.context import LintContext
from deduce.lint.report import findings_of
from deduce.lint.travel import impossible_ways
from deduce.logic.formula import negation, variables_of
from deduce.syntax.formula.ast import NOWHERE
from deduce.theory.theory import theory
from linted import codes, findings, quoted, under
from mysteries import mysteries, text
from small_cases import cases

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deduce.case.case import Case, Clue
    from deduce.case.reader import AuthoredCase

HEAD = "title: R\nsuspects: {ada: , ben: , cy: }\n"
CONFESSION = "{id: confession, by: cy, sworn: true, is: {culprit: cy}}"


def told(*episodes: Sequence[str], more: str = "") -> str:
    """Return a case of *episodes*."""
    return telling.told(*episodes, more=more, head=HEAD)


def about(case: str, code: str) -> list[str]:
    """Return what stands at each finding of one *code* in *case*."""
    return [under(case, each) for each in findings(case, code)]


# Laws: the case without it, as nobody had written it.


def less(mystery: dict[str, Any], clues: Collection[str], *, rules: bool = False) -> dict[str, Any]:
    """Return *mystery* in which nobody has written these *clues*, nor the *rules*."""
    left = deepcopy(mystery)
    for episode in left["episodes"]:
        episode["clues"] = [clue for clue in episode["clues"] if clue["id"] not in clues]
        for clue in episode["clues"]:
            clue["withdraws"] = [name for name in clue.get("withdraws", ()) if name not in clues]
            if not clue["withdraws"]:
                del clue["withdraws"]
            if not {*clue} - TOLD:
                clue["text"] = "It rains."  # nothing is taken back any more
    if rules:
        left.pop("rules", None)
    return left


def standings(mystery: dict[str, Any]) -> list[object]:
    """Return all that a reader comes to know of *mystery*, episode by episode."""
    session = Session(read_case(text(mystery)), None, "sat")
    episodes = [session.narrow(stage, trusting=True) for stage in session.theory.stages]
    found = {term: each.episode for term, each in session.found_because.items()}
    return [found] + [
        (
            [each.verdict, each.possible, each.nobody, each.face_value, each.surely, each.in_general],
            [{clue.id for clue in some} for some in (each.cleared, each.convicted, each.exposed)],
            [dict(each.values), dict(each.certain)],
        )
        for each in episodes
    ]


class Reference:
    """One mystery, told again and again without this or that."""

    def __init__(self, mystery: dict[str, Any], retold: Collection[str]) -> None:
        """Tell *mystery*, in which the clues *retold* tell the answer once more."""
        self.mystery, self.once = mystery, less(mystery, retold)
        self.told, self.told_once = standings(self.mystery), standings(self.once)

    def same(self, clues: Collection[str], *, rules: bool = False) -> bool:
        """Say whether nothing is different without *clues*, or the *rules*, whether or not the answer is retold."""
        return all(
            told == standings(less(mystery, clues, rules=rules))
            for mystery, told in ((self.mystery, self.told), (self.once, self.told_once))
        )


TOLD = {"id", "text", "known_to"}  # keys that say nothing of the case
UNKNOWN = ("figure", "rain")


def clues_of(mystery: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the clues of *mystery* by their names."""
    return {clue["id"]: clue for episode in mystery["episodes"] for clue in episode["clues"]}


def speaks_of(said: Any, name: str) -> bool:  # noqa: ANN401 -- what YAML holds
    """Say whether what is *said* mentions *name*."""
    return re.search(rf"\b{name}\b", text({"said": said})) is not None


def expected(mystery: dict[str, Any], context: LintContext) -> dict[str, set[str]]:
    """Return what is to be found in *mystery* of each code, by brute force; of clues also what is said otherwise."""
    if context.told.verdict not in ("solved", "open"):
        return {"idle-clue": set(), "idle-figure": set(), "idle-own-rule": set()}
    reference = Reference(mystery, context.weights.retold)
    clues = {name: clue for name, clue in clues_of(mystery).items() if {*clue} - TOLD}
    rules = mystery.get("rules", {})
    figures = {
        name: {each for each, clue in clues.items() if speaks_of(clue, name)}
        for name in mystery.get("unknowns", ())
        if not speaks_of(mystery.get("find", []), name)
    }
    figures = {
        name: spoken
        for name, spoken in figures.items()
        if spoken and reference.same(spoken, rules=speaks_of(rules, name))
    }
    about_figures = {clue for spoken in figures.values() for clue in spoken}
    idle = {name for name in clues if reference.same({name})}
    ruled = bool(rules) and not any(speaks_of(rules, name) for name in figures)
    return {
        "idle": idle,
        "idle-clue": idle - about_figures - {*context.weights.retold} - given_anyway(mystery, idle),
        "idle-figure": set(figures),
        "idle-own-rule": {"a-rule"} if ruled and reference.same((), rules=True) else set(),
    }


def given_anyway(mystery: dict[str, Any], names: Collection[str]) -> set[str]:
    """Return which of the clues *names* say, as facts or claims, only what the rules say that come with every case."""
    case = read_case(text(mystery))
    return {clue.id for clue in case.clues if clue.id in names and not clue.states and said_by_rules(case, clue)}


def said_by_rules(case: Case, clue: Clue) -> bool:
    """Say whether what *clue* says holds by the standard rules in force by then, and not without them."""
    if clue.content is None:
        return False
    whole = theory(case, clue.episode)
    denied = negation(whole.grounder.ground(clue.content, NOWHERE))
    standard = {rule.id for rule in case.standard}
    premises = [each.formula for stage in whole.stages for each in stage.premises if each.name in standard]
    of = {variable for formula in (denied, *premises) for variable in variables_of(formula)}
    structure = [each for stage in whole.stages for each in stage.structure if of & {*variables_of(each)}]
    variables = sorted(of.union(*map(variables_of, structure)), key=str)
    ruled, free = (oracle.has_world(variables, [*structure, *some, denied]) for some in (premises, ()))
    return free and not ruled


def difference(mystery: dict[str, Any]) -> dict[str, tuple[set[str], set[str]]]:
    """Return of each code what is found and should not be, and what is not and should, if anything."""
    authored = read_authored(text(mystery))
    context = LintContext(authored, "sat")
    found: dict[str, set[str]] = {}
    for each in findings_of(authored, context):
        name = under(authored.text, each) if each.code == "idle-figure" else quoted(each.message)[:1]
        found.setdefault(each.code, set()).update([name] if isinstance(name, str) else name)
    wanted = expected(mystery, context)
    redundant = found.get("redundant-clue", set())
    wanted["idle-clue"] -= redundant | elsewhere(authored, context)
    wrong = {"redundant-clue": (redundant - wanted.pop("idle", set()), set[str]())}
    wrong |= {code: (found.get(code, set()) - names, names - found.get(code, set())) for code, names in wanted.items()}
    return {code: each for code, each in wrong.items() if any(each)}


def elsewhere(authored: AuthoredCase, context: LintContext) -> set[str]:
    """Return the clues on whose line it is said what is wrong with a time or a place."""
    lines = {each.spot.line for each in impossible_ways(context) if each.spot}
    spots = {clue.id: context.source_map.node(context.paths[clue.id]).spot for clue in authored.case.clues}
    return {name for name, spot in spots.items() if lines & {*range(spot.line, spot.end_line + 1)}}


def in_episodes(case: dict[str, Any]) -> dict[str, Any]:
    """Return *case* with its clues in episodes."""
    return {key: each for key, each in case.items() if key != "clues"} | {
        "episodes": case.get("episodes", [{"clues": case.get("clues")}])
    }


@given(cases().map(in_episodes))
def test_exactly_what_changes_nothing_is_found(mystery: dict[str, Any]) -> None:
    """Clues, figures and rules: no false alarm and no miss, and what is redundant changes nothing either."""
    assert difference(mystery) == {}


@given(mysteries())
def test_what_can_go_alone_and_not_with_another_is_told_with_that_other(mystery: dict[str, Any]) -> None:
    """What is named beside it is enough to need it; two that do not name each other can go together."""
    authored = read_authored(text(mystery))
    context = LintContext(authored, "sat")
    spoken = {each: {name for name, clue in clues_of(mystery).items() if speaks_of(clue, each)} for each in UNKNOWN}
    ruled = {each for each in UNKNOWN if speaks_of(mystery.get("rules", {}), each)} | {"a-rule"}
    reference = Reference(mystery, context.weights.retold)
    told: list[tuple[str, set[str]]] = []
    for each in findings_of(authored, context):
        if each.code in ("idle-clue", "idle-figure", "idle-own-rule"):
            begin, *others = each.message.split("as long as")
            part = under(authored.text, each) if each.code == "idle-figure" else quoted(begin)[0]
            told.append((part, {name for other in others for name in quoted(other)}))

    def same(names: Collection[str]) -> bool:
        clues = {clue for name in names for clue in spoken.get(name, {name} - ruled)}
        return reference.same(clues, rules=bool(ruled & {*names}))

    for part, beside in told:
        assert same({part, *beside}) == (not beside)
    for (one, beside), (other, _) in combinations(told, 2):
        assert other in beside or same({one, other}), (one, other)
    assert same({part for part, beside in told if not beside})


@given(mysteries())
def test_whoever_tells_the_answer_again_says_it_outright(mystery: dict[str, Any]) -> None:
    """As the only fact of the case it leaves one answer to one of the questions: the one that is proven."""
    context = LintContext(read_authored(text(mystery)), "sat")
    answer, clues = context.told.answer or {}, clues_of(mystery)
    for name in context.weights.retold if context.weights.known else ():
        said = {key: each for key, each in clues[name].items() if key not in ("by", "sworn", "withdraws", "points_to")}
        said |= said.pop("claim", {})
        said |= {"says": f"culprit({clues[name]['points_to']})"} if "points_to" in clues[name] else {}
        alone = {key: each for key, each in mystery.items() if key not in ("rules", "honesty", "standard", "find")}
        alone["episodes"] = [{"clues": [said]}]
        stories = {term: trace(read_case(text({**alone, "find": [term]})), engine="sat").answer for term in answer}

        assert any(story is not None and story[term] == answer[term] for term, story in stories.items())


@given(mysteries())
def test_what_a_later_clue_outweighs_counts_once_an_episode_begins_with_that(mystery: dict[str, Any]) -> None:
    """The advice, followed: of the clue it is no longer said that it changes nothing."""
    for found in findings(text(mystery), "idle-clue"):
        if "once" in found.message:
            clue, later = quoted(found.message)
            told: list[dict[str, Any]] = []
            for episode in mystery["episodes"]:
                at = next((place for place, each in enumerate(episode["clues"]) if each["id"] == later), 0)
                parts = [episode["clues"][:at], episode["clues"][at:]] if at else [episode["clues"]]
                told += [{**episode, "clues": part} for part in parts]
            context = LintContext(read_authored(text({**mystery, "episodes": told})), "sat")

            assert quoted(found.hint) == [later]
            assert clue not in context.weights.idle_clues


@given(mysteries())
def test_a_figure_is_tied_to_who_did_it_only_where_that_may_be(mystery: dict[str, Any]) -> None:
    """The line to copy, as one more clue at the end, contradicts nothing."""
    for found in findings(text(mystery), "idle-figure"):
        name = under(text(mystery), found)
        keys: dict[str, dict[str, Any]] = {
            f"is: {{{name}: culprit}}": {"is": {name: "culprit"}},
            f"says: culprit({name})": {"says": f"culprit({name})"},
        }
        clues = [{"id": "z1", **keys[line]} for line in quoted(found.hint) if line in keys]
        tied = text({**mystery, "episodes": [*mystery["episodes"], *({"clues": [each]} for each in clues)]})

        assert trace(read_case(tied), engine="sat").verdict != "contradictory"


# Examples: one dead clue, one idle figure, one suspicion that hangs.


def test_a_clue_by_which_nothing_changes_is_idle() -> None:
    """Nobody has a motive ruled out, so that one has one is nothing; what all the rest say is needed."""
    case = told(["{id: row, points_to: ada}", "{id: debt, motive: ben}"], ["{id: train, clears: [ada, ben]}"])
    [found] = findings(case, "idle-clue")

    assert (under(case, found), found.severity, quoted(found.message)) == ("debt", "hint", ["debt"])
    assert about(case.replace("motive: ben", "only: {motive: [ada, cy]}"), "idle-clue") == []


def test_a_suspicion_of_whom_it_is_known_already_is_idle_and_told_so() -> None:
    """To point to somebody is what it does already; of another clue it is proposed."""
    head = "culprits: 2\n" + HEAD.replace("cy: }", "cy: , dov: }")
    known = ["{id: caught, says: culprit(ada)}", "{id: debt, motive: ben}"]
    case = telling.told(known, ["{id: shoe, points_to: ada}"], ["{id: train, clears: [ben, cy]}"], head=head)
    debt, shoe = findings(case, "idle-clue")

    assert [under(case, each) for each in (debt, shoe)] == ["debt", "shoe"]
    assert debt.hint != shoe.hint


def test_a_suspicion_that_a_later_one_of_its_episode_outweighs_is_told_with_that() -> None:
    """Had the episode ended before, readers would suspect somebody by it."""
    clues = [
        "{id: glove, points_to: ben}",
        "{id: mood, text: x}",
        "{id: hat, points_to: ada}",
        "{id: cap, points_to: ada}",
    ]
    case = told(["{id: row, points_to: ada}"], clues, ["{id: train, clears: [ada, cy]}"])
    [found] = [each for each in findings(case, "idle-clue") if under(case, each) == "glove"]
    spoken = case.replace("hat, points_to: ada", "hat, by: cy, says: culprit(ada)")

    assert (quoted(found.message), quoted(found.hint)) == (["glove", "hat"], ["hat"])
    assert [place.line for place, _ in found.also] == [9]
    assert ["hat"] in [quoted(each.hint) for each in findings(spoken, "idle-clue")]
    assert about(
        told(["{id: row, points_to: ada}"], [*clues[2:], clues[0], "{id: train, clears: [ada, cy]}"]), "idle-clue"
    ) != ["glove"]
    assert "glove" not in about(
        case.replace("- {id: hat", "- {id: cot, text: x}\n  - clues:\n      - {id: hat"), "idle-clue"
    )


def test_a_clue_that_another_speaks_of_is_not_put_off() -> None:
    """Nothing is said of what would be if the episode had ended before it."""
    case = told(
        ["{id: glove, points_to: ben}", "{id: hat, by: cy, says: culprit(ada)}", "{id: so, claim: {says: true(hat)}}"]
    )

    assert "glove" in about(case, "idle-clue")
    assert all("once" not in each.message for each in findings(case, "idle-clue"))


def test_a_claim_that_no_reader_can_follow_is_idle() -> None:
    """A suspicion that hangs: somebody points to one who is cleared by then; before, it makes readers suspect them."""
    dead = told(["{id: train, clears: [ada]}", "{id: glove, claim: {says: culprit(ben) or culprit(cy)}}"])
    alive = told(["{id: glove, claim: {says: culprit(ben) or culprit(cy)}}"], ["{id: train, clears: [ada]}"])

    assert about(dead, "idle-clue") == ["glove"]
    assert about(alive, "idle-clue") == []


def test_what_comes_out_as_untrue_is_never_idle() -> None:
    """A lie that is exposed at once is something that a reader learns."""
    case = told(["{id: train, clears: ada}", "{id: word, by: ben, says: culprit(ada)}"])

    assert about(case, "idle-clue") == []
    assert about(case.replace("culprit(ada)", "not culprit(ada)"), "idle-clue") == ["word"]


def test_the_solution_that_is_told_is_not_idle_nor_does_it_make_others_so() -> None:
    """A confession after the proof, an accusation of the right one, and the alibis before them."""
    case = told(["{id: row, points_to: ada}"], ["{id: train, clears: [ada, ben]}", CONFESSION])
    accused = case.replace(CONFESSION, "{id: finger, points_to: cy}")
    other = case.replace(CONFESSION, "{id: finger, points_to: [ben, cy]}")

    assert about(case, "idle-clue") == []
    assert about(accused, "idle-clue") == []
    assert about(other, "idle-clue") == ["finger"]


def test_that_the_victim_was_at_the_scene_has_to_be_told() -> None:
    """A rule says it that comes with every case; with something else said beside it, it is a clue like any other."""
    crime = "people: {vic: }\nplaces: {hall: , mill: }\ntimes: [dusk]\n"
    crime += "crime: {victim: vic, place: hall, time: dusk}\n"
    case = told(["{id: body, was: {who: vic, at: hall, time: dusk}}", "{id: train, clears: ada}"], more=crime)

    assert about(case, "idle-clue") == []
    assert about(case.replace("{who: vic,", "{who: [vic, ben],"), "idle-clue") == ["body"]


ONE, TWO = "{id: one, says: culprit != ada}", "{id: two, by: cy, sworn: true, clears: ada}"


def test_of_two_that_each_are_enough_each_is_told_with_the_other() -> None:
    """That either can go, but not both; a third that has nothing to do with them can go by itself."""
    found = findings(told([ONE, TWO, "{id: debt, motive: ben}"]), "idle-clue")

    assert [quoted(each.message) for each in found] == [["one", "two"], ["two", "one"], ["debt"]]
    assert [[place.line for place, _ in each.also] for each in found] == [[6], [5], []]
    assert [quoted(each.hint)[:2] for each in found] == [["one", "two"], ["two", "one"], ["text:"]]


def test_of_three_of_which_one_has_to_stay_each_is_told_with_both_others() -> None:
    """Any two of them can go; but of two that each need the third, that third can go only if both stay."""
    three = told([ONE, TWO, "{id: tri, by: ben, sworn: true, clears: ada}"])
    apart = "{id: one, clears: ada}", "{id: two, clears: ben}", "{id: both, by: cy, sworn: true, clears: [ada, ben]}"
    any_of, all_of = ([each.message for each in findings(case, "idle-clue")] for case in (three, told(apart)))

    assert list(map(quoted, any_of)) == [["one", "two", "tri"], ["two", "one", "tri"], ["tri", "one", "two"]]
    assert all(" or " in message for message in any_of)
    assert list(map(quoted, all_of)) == [["one", "both"], ["two", "both"], ["both", "one", "two"]]
    assert " and " in all_of[-1]


def test_a_clue_and_a_rule_that_say_the_same_are_told_with_each_other() -> None:
    """As are a clue and all that is said of a figure."""
    ruled = told([TWO], more="rules: {r: not culprit(ada)}\n")
    tied = "{id: hood, says: figure = ada and not culprit(figure)}"
    figure = told([tied, TWO], more="unknowns: {figure: {is: suspect}}\n")
    pairs = [
        [quoted(each.message) for each in found]
        for found in (findings(ruled, "idle-clue"), findings(ruled, "idle-own-rule"))
    ]

    assert pairs == [[["two", "r"]], [["r", "two"]]]
    assert [quoted(each.message) for each in findings(figure, "idle-clue")] == [["two", "figure"]]
    assert [quoted(each.message) for each in findings(figure, "idle-figure")] == [["hood", "figure", "two"]]


HOUSE = "places: {hall: , mill: }\nmap: {hall: {mill: 20}}\ncrime: {place: hall, time: '21:00'}\n"


def test_a_clue_and_the_map_that_clear_the_same_person_are_told_with_each_other() -> None:
    """Ada was too far away, and it is said outright as well: where that goes, both others have to stay."""
    far = "{id: walk, was: {who: ada, at: mill, time: '21:10'}}"
    case = told([far, "{id: word, clears: ada}"], more=HOUSE + "times: ['21:00', '21:10']\n")
    stay = {code: [quoted(each.message) for each in findings(case, code)] for code in ("idle-clue", "idle-map")}

    assert stay == {"idle-clue": [["walk", "word"], ["word", "walk"]], "idle-map": [["word"]]}
    [walk, word, ways] = [each for code in stay for each in findings(case, code)]
    assert ["the map" in each.message for each in (walk, word)] == [False, True]
    assert len(ways.also) == 1


def test_what_a_proof_names_though_others_are_enough_is_said_to_be_that() -> None:
    """The others are none that could go instead."""
    [found] = findings(told(["{id: one, says: culprit != ada}", "{id: both, clears: [ada, ben]}"]), "idle-clue")

    assert quoted(found.message) == ["one"]
    assert "the others are enough" in found.message


@pytest.mark.parametrize(
    ("other", "idle"),
    [
        ("{id: why, text: x, because_of: debt}", []),
        ("{id: back, text: x, withdraws: debt}", ["back", "debt"]),
        ("{id: reply, by: ada, says: true(debt) or not true(debt)}", ["reply"]),
    ],
)
def test_a_clue_of_which_others_speak_is_not_left_out(other: str, idle: list[str]) -> None:
    """On which somebody acts, or which somebody denies; what is taken back is looked at like everything else."""
    case = told(["{id: debt, by: ben, motive: cy}", other, "{id: train, clears: ada}"])

    assert sorted(about(case, "idle-clue")) == idle


def test_a_statement_that_policies_count_is_not_idle() -> None:
    """Two of them lie: if Cy said nothing, which is about the weather, Ada and Ben would be these two."""
    case = told(
        ["{id: a, by: ada, says: culprit(ben)}", "{id: b, by: ben, says: culprit(ada)}", "{id: c, by: cy, says: rain}"],
        more="honesty: exactly 2 lie\nunknowns: {rain: {}}\n",
    )

    assert "c" not in about(case, "idle-clue")
    assert about(case, "idle-figure") == []


def test_of_a_contradictory_case_nothing_is_idle() -> None:
    """Nobody can say what changes something where nothing fits."""
    case = told(["{id: all, clears: [ada, ben, cy]}", "{id: debt, motive: cy}"])

    assert not {"idle-clue", "idle-figure", "idle-own-rule", "idle-map"} & set(codes(case))


FIGURE = "unknowns: {figure: {is: suspect}}\n"


def test_a_figure_that_is_tied_to_nothing_is_idle() -> None:
    """All that is said of it is told once, at its name, with the line that would tie it."""
    loose = ["{id: hood, is_not: {figure: ada}}", "{id: limp, is_not: {figure: cy}}"]
    case = told([*loose, "{id: train, clears: ada}"], more=FIGURE)
    [found] = findings(case, "idle-figure")

    assert (under(case, found), found.severity) == ("figure", "hint")
    assert [place.line for place, _ in found.also] == [5, 6]
    assert "`is: {figure: culprit}`" in found.hint
    assert about(case, "idle-clue") == []
    several = findings(f"culprits: 1..2\n{case}", "idle-figure")
    assert ["`says: culprit(figure)`" in each.hint for each in several] == [True]


TIE, TALL, BOTH = (
    "{id: tie, is: {figure: culprit}}",
    "{id: hood, is_not: {figure: ada}}",
    "{id: train, clears: [ada, cy]}",
)


@pytest.mark.parametrize(
    ("clues", "more"),
    [
        ([TIE, TALL, BOTH], ""),
        (["{id: one, says: culprit(figure)}", TALL, BOTH], ""),
        (["{id: seen, claim: {is: {figure: culprit}}}", TALL, BOTH], ""),
        ([TALL, BOTH], "rules: {tie: figure = culprit}\n"),
        ([TALL, "{id: train, clears: ada}"], "rules: {tie: figure = culprit}\n"),
        (["{id: same, says: figure = shade}", TALL, "{id: shady, is: {shade: culprit}}", BOTH], "shade"),
    ],
)
def test_a_figure_that_is_tied_is_not_to_be_tied_again(*, clues: list[str], more: str) -> None:
    """By a clue, a rule or another unknown; what is said of it only shows nothing that others do not show."""
    unknowns = FIGURE.replace("}}", "}, shade: {is: suspect}}") if more == "shade" else FIGURE
    found = findings(told(clues, more=unknowns + more.removeprefix("shade")), "idle-figure")

    assert found
    assert all("nowhere" not in each.message and "culprit" not in each.hint for each in found)


@pytest.mark.parametrize(
    ("clue", "line"),
    [("is_not: {figure: ben}", True), ("is: {figure: ada}", False), ("is: {figure: culprit}", False)],
)
def test_no_line_ties_a_figure_that_cannot_have_done_it_or_is_tied(*, clue: str, line: bool) -> None:
    """Ada was on the train; and of whom nothing is said but that they did it, more has to be said."""
    found = findings(told([f"{{id: hood, {clue}}}", "{id: train, clears: ada}"], more=FIGURE), "idle-figure")

    assert ["nowhere" in each.message for each in found] == [True]
    assert ["`is: {figure: culprit}`" in each.hint for each in found] == [line]


@pytest.mark.parametrize(
    "more",
    [
        "find: [culprit, figure]\n" + FIGURE,
        FIGURE + "rules: {tie: figure = culprit}\n",
    ],
)
def test_a_figure_that_is_asked_for_or_tied_by_a_rule_is_not_idle(more: str) -> None:
    """Then what is said of it counts."""
    case = told(["{id: hood, is_not: {figure: ada}}"], more=more)

    assert "idle-figure" not in codes(case)
    assert "idle-clue" not in codes(case)


def test_another_unknown_is_tied_to_what_is_asked() -> None:
    """Of rain it is not said that it did it; nor is anybody a culprit where something else is asked."""
    rain = told(["{id: sky, is: {rain: true}}", "{id: train, clears: ada}"], more="unknowns: {rain: {}}\n")
    thief = FIGURE.replace("}}", "}, thief: {is: suspect}}") + "find: [thief]\n"
    asked = told(["{id: hood, is_not: {figure: ada}}"], more=thief)

    assert [quoted(each.hint) for each in findings(rain, "idle-figure")] == [["rain", "culprit"]]
    assert [quoted(each.hint) for each in findings(asked, "idle-figure")] == [["figure", "thief"]]


def test_a_rule_of_the_author_without_which_nothing_changes_is_idle() -> None:
    """One that the answer needs is none, nor is one about what leads nowhere anyway."""
    idle = told(["{id: train, clears: ada}"], more="rules: {r: motive(ada) or motive(ben)}\n")
    used = told(["{id: train, clears: ada}"], more="rules: {r: not culprit(ben)}\n")
    loose = told(["{id: hood, is: {figure: ada}}"], more=FIGURE + "rules: {r: figure != ben}\n")

    assert about(idle, "idle-own-rule") == ["motive(ada) or motive(ben)"]
    assert about(used, "idle-own-rule") == []
    assert [each for each in codes(loose) if each.startswith("idle")] == ["idle-figure"]


@pytest.mark.parametrize(
    ("more", "clue", "idle"),
    [
        ("times: ['21:00', '21:10']\n", "was: {who: ada, at: mill, time: '21:10'}", False),
        ("times: ['21:00', '21:30']\n", "was: {who: ada, at: mill, time: '21:30'}", True),
        ("times: ['21:00', '21:10']\n", "says: minutes(hall, mill) > 5", False),
        ("times: ['21:00', '21:10']\nstandard: {travel: off}\n", "was: {who: ada, at: mill, time: '21:10'}", False),
    ],
)
def test_a_map_by_which_nobody_is_too_far_away_is_idle(*, more: str, clue: str, idle: bool) -> None:
    """Where a clue asks for a way, or the rule is switched, the map is not spoken of."""
    case = told([f"{{id: walk, {clue}}}", "{id: train, clears: ben}"], more=HOUSE + more)

    assert ("idle-map" in codes(case)) == idle


@pytest.mark.parametrize("silent", ["", "  # deduce: ignore[gap-between-instants] all saw her"])
def test_a_map_is_idle_beside_a_gap_but_not_where_a_place_is_not_joined(silent: str) -> None:
    """What is wrong with the map itself is told first; that somebody could slip out is no reason not to tell."""
    house = HOUSE + "times: ['21:00', '22:00']\n"
    case = told([f"{{id: inn, alibi: {{who: ada, at: mill}}}}{silent}"], more=house)
    loose = case.replace("mill: ", "mill: , barn: ", 1)

    assert ("gap-between-instants" in codes(case)) == (silent == "")
    assert "idle-map" in codes(case)
    assert "unjoined-place" in codes(loose)
    assert "idle-map" not in codes(loose)


def test_without_clock_times_a_map_is_idle_and_it_is_said_what_is_missing() -> None:
    """The advice is about times, not about distances."""
    names = HOUSE.replace("'21:00'", "dusk") + "times: [dusk]\n"
    case = told(["{id: walk, was: {who: ada, at: mill, time: dusk}}"], more=names)
    far = told(["{id: train, clears: ben}"], more=HOUSE + "times: ['21:00', '21:10']\n")
    hints = [each.hint for case in (case, far) for each in findings(case, "idle-map")]

    assert len(hints) == 2
    assert "`times:`" in hints[0]
    assert "`times:`" not in hints[1]


@st.composite
def walks(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a case in which people walk between three places, now and then in time."""
    times = draw(st.sampled_from([["21:00", "21:10", "21:30"], ["dusk", "dawn"]]))
    who, place = st.sampled_from(["ada", "ben", "cy"]), st.sampled_from(["hall", "mill", "barn"])
    shape = st.sampled_from(["was", "was", "was_not", "claim"])
    clues: list[dict[str, Any]] = []
    for at in range(draw(st.integers(1, 4))):
        said = {"who": draw(who), "at": draw(place), "time": draw(st.sampled_from(times))}
        key = draw(shape)
        clues.append({"id": f"c{at}", **({"claim": {"was": said}} if key == "claim" else {key: said})})
    minutes = st.integers(0, 40)
    return {
        "title": "T",
        "suspects": ["ada", "ben", "cy"],
        "places": ["hall", "mill", "barn"],
        "times": times,
        "crime": {"place": "hall", "time": times[0]},
        "map": {"hall": {"mill": draw(minutes), "barn": draw(minutes)}},
        "clues": clues,
    }


@given(walks())
def test_a_map_is_idle_where_the_case_is_the_same_without_it(case: dict[str, Any]) -> None:
    """As nobody had written it; unless it is told already what is wrong with it, or nothing fits."""
    found = codes(text(case))
    unmapped = {key: each for key, each in case.items() if key != "map"}
    told_otherwise = {"contradiction", "out-of-reach"} & {*found}

    assert ("idle-map" in found) == (not told_otherwise and standings(case) == standings(unmapped))


# One or the other, or both.

ATOMS = ["culprit(ada)", "culprit(ben)", "rain", "not rain", "motive(ada)", "figure = ada", "not culprit(cy)"]


@st.composite
def alternatives(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a case in which some clues leave open which of two things is so."""
    atom = st.sampled_from(ATOMS)
    either = st.builds(lambda one, other: f"({one}) or ({other})", atom, atom)
    both = st.builds(lambda one, other: f"({one}) and ({other})", either, atom)
    guarded = st.builds(lambda one, other: f"if {one} then ({other})", atom, either)
    says = st.one_of(either, both, guarded, atom, either)
    clues = [{"id": f"c{at}", "says": draw(says)} for at in range(draw(st.integers(1, 4)))]
    for clue in clues:
        if draw(st.integers(0, 3)) == 0:
            clue["by"] = draw(st.sampled_from(["ada", "ben"]))
    return {
        "title": "T",
        "suspects": ["ada", "ben", "cy"],
        "culprits": draw(st.sampled_from(["1", "any", "1..2"])),
        "honesty": draw(st.sampled_from(["unknown", "knights and knaves", "only culprits lie"])),
        "unknowns": {"rain": {}, "figure": {"is": "suspect"}},
        "find": draw(st.sampled_from([["culprit"], ["culprit", "rain"]])),
        "clues": clues,
    }


def ends(case: dict[str, Any]) -> tuple[object, ...]:
    """Return how *case* ends."""
    story = trace(read_case(text(case)), engine="sat")
    return story.verdict, story.answer


def otherwise(case: dict[str, Any]) -> list[str]:
    """Return the clues in which another word than `or` gives another end."""
    found = []
    for at, clue in enumerate(case["clues"]):
        clues = [*case["clues"]]
        clues[at] = {**clue, "says": clue["says"].replace(") or (", ") xor (")}
        if clues != case["clues"] and ends({**case, "clues": clues}) != ends(case):
            found.append(clue["id"])
    return found


@given(alternatives())
def test_exactly_the_or_that_would_end_it_otherwise_is_found(case: dict[str, Any]) -> None:
    """Written with another word, as an author would, read and told anew."""
    assert [quoted(each.message)[1] for each in findings(text(case), "or-or-both")] == otherwise(case)


OR = "culprits: 1..2\n"


def test_an_or_that_may_be_both_is_told_with_both_ends() -> None:
    """It stands where it is written, and says what to write instead."""
    three = "{id: who, says: culprit(ada) or culprit(ben) or culprit(cy)}"
    two = "{id: who, says: culprit(ada) or culprit(ben)}"
    case = told([two, "{id: both, says: culprit(ada)}", "{id: cy-not, clears: cy}"])
    [found] = findings(OR + case, "or-or-both")

    assert under(OR + case, found) == "culprit(ada) or culprit(ben)"
    assert quoted(found.message) == ["or", "who", "ada"]
    assert "`xor`" in found.hint
    [more] = findings(OR + told([three, "{id: both, says: culprit(ada)}"]), "or-or-both")
    assert "`exactly one of" in more.hint


@pytest.mark.parametrize("said", ["not (culprit(ada) or culprit(ben))", "if culprit(ada) or culprit(ben) then rain"])
def test_an_or_under_a_negation_is_not_looked_at(said: str) -> None:
    """Nor one that is a condition: there it says the opposite."""
    case = told([f"{{id: who, says: {said}}}", "{id: sky, is: {rain: true}}"], more="unknowns: {rain: {}}\n" + OR)

    assert "or-or-both" not in codes(case)


def test_a_list_that_leaves_several_is_no_or() -> None:
    """Only the word is asked about; nor is one that somebody only claims."""
    listed = told(["{id: who, is: {culprit: [ada, ben]}}"], ["{id: not-ada, clears: ada}", "{id: cy-not, clears: cy}"])
    claim = "{id: who, claim: {says: culprit(ada) or culprit(ben)}}"
    claimed = told([claim, "{id: both, says: culprit(ada)}"], more=OR)

    assert "or-or-both" not in codes(listed)
    assert "or-or-both" not in codes(claimed)
