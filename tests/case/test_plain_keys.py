"""Plain keys, read a second time from the page: true in the worlds in which docs/case-format.md says they are.

The second reading makes no formula: it looks at whom the key means, when, and what is so in a world.
"""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, read_case, trace
from deduce.logic.formula import holds, variables_of
from deduce.theory.theory import theory
from laws import times
from meaning import Meaning, RandomWorld
from mysteries import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.case.case import Case
    from deduce.logic.formula import Value

    Content = dict[str, Any]

SUSPECTS = ("ada", "bea", "cy")
PEOPLE = ("vic", "kit")
PERSONS = (*SUSPECTS, *PEOPLE)
TRAITS = {"tall": ("ada", "bea", "vic"), "old": ("kit",), "calm": ("bea", "kit"), "shy": ("bea",)}
PLACES = ("hall", "yard", "elsewhere")
TIMES = ("23:30", "00:00", "00:30")
ITEMS = ("key", "rope")
WORLDS = 24  # in which each is looked at


def frame(chance: Random) -> dict[str, Any]:
    """Draw a case without clues: whose victim is a suspect or not, whose crime is settled or not."""
    crime: dict[str, Any] = {
        "place": chance.choice(["hall", ["hall", "yard"]]),
        "time": chance.choice(["0:00", ["23:30", "0:00"], "23:30..0:30"]),
    }
    crime |= chance.choice([{}, {"victim": "vic"}, {"victim": "vic"}, {"victim": "bea"}])
    crime |= chance.choice([{}, {"needs": "key"}, {"needs": ["key", "rope"]}])
    people = {name: {"is": [trait for trait, those in TRAITS.items() if name in those]} for name in PERSONS}
    return {
        "title": "Plain keys",
        "suspects": {name: people[name] for name in SUSPECTS},
        "people": {name: people[name] for name in PEOPLE},
        "places": ["hall", "yard"],
        "items": list(ITEMS),
        "times": "23:30..0:30 step 30",
        "crime": crime,
        "culprits": chance.choice(["1", "1", "1..3"]),
        "unknowns": {"figure": {"is": "suspect"}, "rain": {}},
    }


class Told:
    """What is so in a world, as the page has it."""

    def __init__(self, case: Case, data: dict[str, Any], world: RandomWorld) -> None:
        self.data = data
        self.crime = data["crime"]
        self.world = world
        self.one = case.culprits == (1, 1)

    def at(self, person: Value, time: Value) -> Value:
        return self.world["at", (person, time)]

    @property
    def place(self) -> Value:
        return self.crime["place"] if self.crime["place"] == "hall" else self.world["crime_place", ()]

    @property
    def time(self) -> Value:
        return "00:00" if self.crime["time"] == "0:00" else self.world["crime_time", ()]

    def guilty(self, suspect: Value) -> bool:
        return self.world["culprit", ()] == suspect if self.one else self.world["culprit", (suspect,)] is True

    def asked(self, what: str, suspect: Value) -> bool:
        """Say whether *suspect* had a motive, the means or the opportunity."""
        needs = self.crime.get("needs", [])
        if what == "means" and needs:
            return all(self.has(suspect, item) for item in ([needs] if isinstance(needs, str) else needs))
        if what == "opportunity":
            return self.at(suspect, self.time) == self.place
        return self.world[what, (suspect,)] is True

    def has(self, person: Value, item: Value) -> bool:
        return self.world["has", (person, item)] is True

    # Whom, when.

    def those(self, name: str, *, suspects: bool) -> list[Value]:
        """Return whom one *name* means, with *suspects* only those who are."""
        if name in ("figure", "culprit"):
            return [self.world[name, ()]]
        if name == "everyone":
            return list(SUSPECTS)
        return [each for each in TRAITS.get(name, (name,)) if not suspects or each in SUSPECTS]

    def who(self, said: str | list[str], *, suspects: bool) -> list[Value]:
        """Return all whom *said* means."""
        listed = [said] if isinstance(said, str) else said
        return [each for name in listed for each in self.those(name, suspects=suspects)]

    def when(self, said: str | list[str] | None) -> list[Value]:
        """Return all times that *said* means."""
        if said is None:
            return [self.time]
        found: list[Value] = []
        for each in [said] if isinstance(said, str) else said:
            first, _, last = each.partition("..")
            start, end = TIMES.index(first.zfill(5)), TIMES.index((last or first).zfill(5))
            found += TIMES[start : end + 1]
        return found

    def there(self, said: Content, person: Value, time: Value) -> bool:
        """Say whether *person* was at *time* where and with whom it is *said*."""
        places = said.get("at", list(PLACES))
        company = self.who(said.get("with", []), suspects=False)
        here = self.at(person, time)
        return here in ([places] if isinstance(places, str) else places) and all(
            self.at(other, time) == here for other in company
        )

    # Key by key.

    def says(self, content: Content) -> bool:
        """Say whether all keys of *content* hold."""
        return all(getattr(self, f"key_{key}", self.plain)(key, said) for key, said in content.items())

    def plain(self, key: str, said: Any) -> bool:  # noqa: ANN401 -- what stands behind a key
        """`motive`, `no_means` and their like."""
        who = self.who(said["who"] if isinstance(said, dict) else said, suspects=True)
        return all(self.asked(key.removeprefix("no_"), each) != key.startswith("no_") for each in who)

    def key_clears(self, _key: str, said: Any) -> bool:  # noqa: ANN401
        return not any(self.guilty(each) for each in self.who(said, suspects=True))

    def key_points_to(self, _key: str, said: Any) -> bool:  # noqa: ANN401
        return any(self.guilty(each) for each in self.who(said, suspects=True))

    def key_is(self, key: str, said: Any) -> bool:  # noqa: ANN401
        return all(self.being(subject, values, negated=key == "is_not") for subject, values in said.items())

    key_is_not = key_is

    def being(self, subject: str, said: str | list[str], *, negated: bool) -> bool:
        """Say whether *subject* is (with *negated*: is none of) what is *said*."""
        values = [said] if isinstance(said, str) else said
        if values[0] in ("true", "false"):
            return (self.world[subject, ()] is True) == ((values[0] == "true") != negated)
        if values[0] in TRAITS:
            whom = (
                [each for each in SUSPECTS if self.guilty(each)]
                if subject == "culprit"
                else self.who(subject, suspects=False)
            )
            return all((each in TRAITS[trait]) != negated for each in whom for trait in values)
        value = self.at("ada", "00:00") if subject.startswith("at(") else self.world[subject, ()]
        return (value in [each for name in values for each in self.those(name, suspects=False)]) != negated

    def key_was(self, key: str, said: Content) -> bool:
        who, when = self.who(said["who"], suspects=False), self.when(said.get("time"))
        return all(self.there(said, each, time) != (key == "was_not") for each, time in product(who, when))

    key_was_not = key_was

    def key_alibi(self, _key: str, said: Any) -> bool:  # noqa: ANN401
        if not isinstance(said, dict) or set(said) == {"who"}:
            return self.plain("no_opportunity", said)
        who, when = self.who(said["who"], suspects=True), self.when(said.get("time"))
        return all(
            self.there(said, each, time) and self.at(each, time) != self.place for each, time in product(who, when)
        )

    def key_has(self, key: str, said: Content) -> bool:
        items = [said["what"]] if isinstance(said["what"], str) else said["what"]
        who = self.who(said["who"], suspects=False)
        return all(self.has(each, item) == (key == "has") for each, item in product(who, items))

    key_lacks = key_has

    def key_only(self, _key: str, said: Content) -> bool:
        return all(self.only(key, each) for key, each in said.items())

    def only(self, key: str, said: Any) -> bool:  # noqa: ANN401
        """Say whether *said* is the complete list of those with what *key* says."""
        if key in ("motive", "means", "opportunity"):
            who = self.who(said["who"] if isinstance(said, dict) else said, suspects=True)
            pairs = [(self.asked(key, each), each in who) for each in SUSPECTS]
            return all(listed or not had if key == "opportunity" else listed == had for had, listed in pairs)
        who = self.who(said["who"], suspects=False)
        named = [said["who"]] if isinstance(said["who"], str) else said["who"]
        victim = self.crime.get("victim")
        apart = victim not in [
            each for name in named if name not in ("figure", "culprit") for each in self.those(name, suspects=False)
        ]
        others = [each for each in PERSONS if each != victim or not apart]
        if key == "was":
            when = self.when(said.get("time"))
            return all(all(self.there(said, each, time) for time in when) == (each in who) for each in others)
        items = [said["what"]] if isinstance(said["what"], str) else said["what"]
        return all(self.has(each, item) == (each in who) for each, item in product(others, items))


# What keys can say.


def listed(chance: Random, values: tuple[str, ...], most: int = 2) -> str | list[str]:
    """Draw one of *values*, or a list of some."""
    some = chance.sample(values, chance.randint(1, min(most, len(values))))
    return some[0] if len(some) == 1 and chance.random() < 0.7 else some


def someone(chance: Random, *, suspects: bool, unknown: bool = True, one: bool = True) -> str | list[str]:
    """Draw whom a key is about."""
    groups = ("everyone", *TRAITS) if not suspects else ("everyone", "tall", "calm", "shy")
    unsure = ("figure", *(["culprit"] if one else [])) if unknown else ()
    return listed(chance, (*(SUSPECTS if suspects else PERSONS), *groups, *unsure))


def whereabouts(chance: Random, *, suspects: bool, one: bool) -> Content:
    """Draw who was where, when, with whom."""
    said: Content = {"who": someone(chance, suspects=suspects, one=one)}
    how = chance.randint(1, 3)
    said |= {"at": listed(chance, PLACES)} if how & 1 else {}
    said |= {"with": someone(chance, suspects=False, one=one)} if how & 2 else {}
    said |= (
        {"time": listed(chance, ("23:30", "0:00", "0:30", "23:30..0:00", "0:00..0:30", "0:00..0:00"))}
        if chance.random() < 0.6
        else {}
    )
    return said


def content(chance: Random, key: str, *, one: bool) -> Any:  # noqa: ANN401 -- what stands behind a key
    """Draw what *key* could say."""
    match key:
        case "is" | "is_not":
            subjects: dict[str, list[Any]] = {
                "figure": ["tall", ["tall", "calm"], "ada", ["bea", "cy"], *(["culprit"] if one else [])],
                "culprit": ["tall", ["calm", "shy"], *(["ada", ["ada", "figure"]] if one else [])],
                "rain": ["true", "false"],
                "at(ada, 0:00)": ["hall", ["hall", "elsewhere"]],
            }
            some = chance.sample(sorted(subjects), chance.randint(1, 2))
            return {subject: chance.choice(subjects[subject]) for subject in some}
        case "was" | "was_not":
            return whereabouts(chance, suspects=False, one=one)
        case "alibi" if chance.random() < 0.7:
            said = whereabouts(chance, suspects=True, one=one)
            if "time" in said and chance.random() < 0.4:  # away from the scene at that time, wherever
                return {key: each for key, each in said.items() if key in ("who", "time")}
            return said
        case "has" | "lacks":
            return {"who": someone(chance, suspects=False, one=one), "what": listed(chance, ITEMS)}
        case "only":
            keys = chance.sample(["motive", "means", "opportunity", "has", "was"], chance.randint(1, 2))
            return {each: content(chance, f"only {each}", one=one) for each in keys}
        case "only has":
            return content(chance, "has", one=one)
        case "only was":
            return whereabouts(chance, suspects=False, one=one)
    who = someone(chance, suspects=True, one=one)
    return (
        {"who": who, "why": "of envy"} if key not in ("clears", "points_to", "alibi") and chance.random() < 0.3 else who
    )


ABOUT_SUSPECTS = ("motive", "means", "opportunity", "no_motive", "no_means", "no_opportunity", "alibi", "clears")
KEYS = ("is", "is_not", "was", "was_not", "has", "lacks", "only", *ABOUT_SUSPECTS)


def looked_at(case: Case, chance: Random) -> Iterator[RandomWorld]:
    """Yield some worlds."""
    meaning = Meaning(case)
    for _ in range(WORLDS):
        yield RandomWorld(meaning, chance)


def agree(case: Case, data: dict[str, Any], clue: str, chance: Random, expected: Callable[[Told], bool]) -> set[bool]:
    """Assert that *clue* holds, in the twin and as grounded, where *expected*; return what was seen."""
    meaning = Meaning(case)
    (stage,) = theory(case, None).stages
    ground = next(each.formula for each in (*stage.premises, *stage.claims) if each.name == clue)
    said = next(each for each in case.clues if each.id == clue)
    formula = said.fact or said.claim
    assert formula is not None
    seen: set[bool] = set()
    for world in looked_at(case, chance):
        truth = expected(Told(case, data, world))

        assert meaning.holds(formula, {}, world) == truth, (said.fact, dict(world))
        assert holds(ground, {each: world[each.function, each.arguments] for each in variables_of(ground)}) == truth
        seen.add(truth)
    return seen


def one_key(key: str, seed: int) -> set[bool]:
    """Assert that *key*, with content drawn by *seed*, says what the page says."""
    chance = Random(f"{key} {seed}")
    data = frame(chance)
    said = content(chance, key, one=data["culprits"] == "1")
    data["clues"] = [{"id": "clue", key: said}]
    case = read_case(text(data))
    return agree(case, data, "clue", chance, lambda told: told.says({key: said}))


@pytest.mark.parametrize("key", KEYS)
def test_a_plain_key_says_what_the_page_says(key: str) -> None:
    """Of whomever, whenever, wherever; and both true and false contents are drawn."""
    seen = [one_key(key, seed) for seed in range(25)]

    assert sum(each == {True, False} for each in seen) >= 8


@times(0.4)
@given(st.integers(0, 10**9))
def test_several_keys_say_all_of_it(seed: int) -> None:
    """As facts, as a claim, or in a rule."""
    chance = Random(seed)
    data = frame(chance)
    one = data["culprits"] == "1"
    said = {key: content(chance, key, one=one) for key in chance.sample(KEYS, 2)}
    claimed = {key: content(chance, key, one=one) for key in ("points_to", chance.choice(KEYS))}
    pointed = {"points_to": content(chance, "points_to", one=one)}
    data["clues"] = [{"id": "fact", **said}, {"id": "claim", "claim": claimed}, {"id": "hint", **pointed}]
    case = read_case(text(data))

    for clue, expected in (("fact", said), ("claim", claimed), ("hint", pointed)):
        agree(case, data, clue, chance, lambda told, expected=expected: told.says(expected))  # type: ignore[misc]


# What is said by somebody, what is always so.


@times(0.3)
@given(st.integers(0, 10**9))
def test_a_statement_is_true_exactly_if_what_it_says_is_so(seed: int) -> None:
    """Whatever else the clue is: the fact is only that it was said; sworn, it is true besides."""
    chance = Random(seed)
    data = frame(chance)
    key, sworn = chance.choice(KEYS), chance.random() < 0.5
    said = {key: content(chance, key, one=data["culprits"] == "1")}
    if chance.random() < 0.4:
        said["points_to"] = content(chance, "points_to", one=data["culprits"] == "1")
    data["clues"] = [{"id": "word", "by": chance.choice(PERSONS), **said, "sworn": "true" if sworn else "false"}]
    case = read_case(text(data))

    def expected(told: Told) -> bool:
        true = told.world["true", ("word",)] is True
        return true == told.says(said) and (true or not sworn)

    agree(case, data, "word", chance, expected)
    (clue,) = case.clues
    meaning = Meaning(case)
    assert clue.claim is not None
    for world in looked_at(case, chance):
        assert meaning.holds(clue.claim, {}, world) == Told(case, data, world).says(said)


SPEAKERS = {"one": "ada", "two": "ada", "three": "vic"}
WALKS = {"hall": {"yard": 30}, "yard": {"roof": 31}}
MINUTES = {("hall", "yard"): 30, ("yard", "roof"): 31, ("hall", "roof"): 61}


def always(told: Told, honesty: str) -> dict[str, bool]:
    """Return of each standard rule whether it holds."""

    def walk(start: Value, end: Value) -> int:
        return next((each for pair, each in MINUTES.items() if {start, end} == set(pair)), 0)

    def lies(person: str) -> int:
        return sum(not told.world["true", (each,)] for each, speaker in SPEAKERS.items() if speaker == person)

    guilty = [each for each in SUSPECTS if told.guilty(each)]
    honest = {each: told.world["honest", (each,)] is True for each in PERSONS}
    ways = ((each, t, u) for each in PERSONS for t in range(3) for u in range(3) if t < u)
    at, scene = told.at, told.place
    liars = sum(lies(each) > 0 for each in PERSONS)
    policies = {
        "only culprits lie": all(honest[each] or each in guilty for each in PERSONS),
        "knights and knaves": all(honest[who] or not told.world["true", (each,)] for each, who in SPEAKERS.items()),
        "exactly 1 lies": liars == 1,
        "at most one of them lied": liars <= 1,
        "at least 2 lie": liars >= 2,
        "at least 1 lies": liars >= 1,
    }
    return {
        "standard/motive": all(told.asked("motive", each) for each in guilty),
        "standard/means": all(told.asked("means", each) for each in guilty),
        "standard/opportunity": all(told.asked("opportunity", each) for each in guilty),
        "standard/victim": at(told.crime.get("victim", "vic"), told.time) == scene,
        "standard/alone": all(
            each in guilty or each == told.crime.get("victim") for each in PERSONS if at(each, told.time) == scene
        ),
        "standard/travel": all(walk(at(each, TIMES[t]), at(each, TIMES[u])) <= 30 * (u - t) for each, t, u in ways),
        "standard/honest": all(
            told.world["true", (each,)] is True or not honest[who] for each, who in SPEAKERS.items()
        ),
        "standard/honesty": policies.get(honesty, True),
    }


def test_standard_rules_say_what_the_page_says() -> None:
    """Each of them, and each policy of honesty: walks that just fit, victims who are suspects, so many liars."""
    seen: dict[str, set[bool]] = {}
    for seed in range(36):
        chance = Random(seed)
        data = frame(chance)
        data["crime"].setdefault("victim", "vic")
        data["places"], data["map"], data["standard"] = ["hall", "yard", "roof"], WALKS, {"alone": "on"}
        policies = ("only culprits lie", "knights and knaves", "exactly 1 lies", "at most one of them lied")
        data["honesty"] = (*policies, "at least 2 lie", "at least 1 lies")[seed % 6]
        data["clues"] = [
            {"id": "all", "motive": "ada", "means": "ada", "opportunity": "bea"},
            {"id": "kit", "says": "honest(kit) or rain"},
            *({"id": clue, "by": speaker, "is": {"rain": "true"}} for clue, speaker in SPEAKERS.items()),
        ]
        case = read_case(text(data))
        (stage,) = theory(case, None).stages
        rules = {each.name: each.formula for each in stage.premises if each.name.startswith("standard/")}
        for world in looked_at(case, chance):
            truths = always(Told(case, data, world), data["honesty"])
            assert set(rules) == set(truths)
            for name, formula in rules.items():
                truth = holds(formula, {each: world[each.function, each.arguments] for each in variables_of(formula)})
                assert truth == truths[name], (name, data["honesty"], dict(world))
                seen.setdefault(name + data["honesty"] * (name == "standard/honesty"), set()).add(truth)
    assert len(seen) == 13
    assert all(each == {True, False} for each in seen.values()), seen


def test_a_walk_that_just_fits_is_possible_and_a_minute_more_is_not() -> None:
    """Also over midnight, where the clock begins anew."""
    data = frame(Random(0))
    data["crime"] = {"place": "hall", "time": "0:00", "victim": "vic"}
    data["places"], data["map"], data["honesty"] = ["hall", "yard", "roof"], WALKS, "unknown"
    for place, status in (("yard", True), ("roof", False)):
        data["clues"] = [{"id": "seen", "was": {"who": "ada", "at": place, "time": "23:30"}}]
        (episode,) = trace(read_case(text(data))).episodes
        assert ("ada" in episode.possible) == status
        data["clues"] = [{"id": "seen", "was": {"who": "ada", "at": place, "time": "0:30"}}]
        (episode,) = trace(read_case(text(data))).episodes
        assert ("ada" in episode.possible) == status


def test_what_was_withdrawn_is_not_believed() -> None:
    """From the withdrawal on, and not before; what was claimed may still be true."""
    data = frame(Random(0)) | {"culprits": "1"}
    data["episodes"] = [
        {"clues": [{"id": "old", "points_to": "cy"}, {"id": "new", "points_to": "bea"}]},
        {"clues": [{"id": "back", "withdraws": "new"}]},
        {"clues": [{"id": "both", "withdraws": ["old"]}]},
    ]
    first, second, third = trace(read_case(text(data))).episodes

    assert tuple(first.face_value) == ("bea",)
    assert tuple(second.face_value) == ("cy",)
    assert set(third.face_value) == set(third.possible) == set(SUSPECTS)
    stages = theory(read_case(text(data)), None).stages
    assert [each.withdrawn for each in stages] == [(), ("new",), ("old",)]


# What is no key.


@pytest.mark.parametrize("key", [*ABOUT_SUSPECTS, "points_to"])
def test_a_key_about_suspects_is_about_suspects_only(key: str) -> None:
    """Naming somebody else is a complaint, in every form of the key."""
    data = frame(Random(1))
    forms: list[Any] = ["kit", ["ada", "kit"], *([{"who": "kit", "at": "yard"}] if key == "alibi" else [])]
    for said in forms:
        data["clues"] = [{"id": "clue", key: said}]
        with pytest.raises(CaseError) as refused:
            read_case(text(data))
        assert {each.code for each in refused.value.complaints} == {"not-a-suspect"}
