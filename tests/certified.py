"""Whether a certificate is true, read off truth tables; and ways in which somebody could tamper with one.

It must never know how `deduce.certificate.verify` comes to its answer: it says once more, and slowly, what a
certificate claims.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from deduce.case.query import read_formula
from deduce.certificate.format import read_certificate
from deduce.logic.formula import FALSE, TRUE, conjunction, negation, variables_of
from deduce.syntax.complaint import CaseError
from deduce.theory.ground import Grounder
from deduce.theory.theory import theory
from tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from deduce.case.case import Case
    from deduce.certificate.format import Certificate, CertifiedWorld, Finding, Proof
    from deduce.logic.formula import Formula, Value

Place = tuple[Any, Any]  # a list or mapping of a certificate, and where in it


class Truth:
    """A case up to an episode, with the table of all worlds of each T(k)."""

    def __init__(self, case: Case, after: int) -> None:
        self.case = case
        self.after = after
        self.theory = theory(case, after)
        self.tables: list[Table] = [Table(())]
        self.frames: list[int] = [1]  # the worlds of the structure alone
        self.known: list[int] = [1]  # the worlds of T(k)
        self.premises: dict[str, tuple[int, Formula]] = {}
        for stage in self.theory.stages:
            self.premises.update((each.name, (stage.number, each.formula)) for each in stage.premises)
            stages = self.theory.stages[: stage.number]
            table = Table([variable for each in stages for variable in each.variables])
            self.tables.append(table)
            self.frames.append(table.every(formula for each in stages for formula in each.structure))
            said = table.every(premise.formula for each in stages for premise in each.premises)
            self.known.append(self.frames[-1] & said)

    def where(self, episode: int, formula: Formula) -> int:
        """Return the worlds of T(*episode*) in which *formula* holds."""
        return self.known[episode] & self.tables[episode].worlds(formula)

    def settled(self, formula: Formula) -> tuple[bool, int] | None:
        """Return whether *formula* always or never holds, and the first episode of which that is true; else None."""
        for episode in range(1, self.after + 1):
            if not self.where(episode, formula) or not self.where(episode, negation(formula)):
                return bool(self.where(self.after, formula)), episode
        return None

    def status(self, formula: Formula, never: str, always: str) -> str:
        """Return how it stands with *formula* in the end."""
        settled = self.settled(formula)
        return "possible" if settled is None else always if settled[0] else never

    def questions(self) -> Iterator[tuple[str, Value, Formula]]:
        """Yield what is asked: the term (of suspects none), about what, the formula."""
        yield from (("", name, guilt) for name, guilt in self.theory.guilt.items())
        if self.case.culprits[0] == 0 and self.theory.guilt:
            yield "nobody", "nobody", conjunction([negation(each) for each in self.theory.guilt.values()])
        for term, table in self.theory.sought.items():
            yield from ((f"= {term}", value, formula) for value, formula in table.items())

    def answer(self) -> dict[str, list[Value]] | None:
        """Return the answer, or None where there is not one in all worlds."""
        found: dict[str, list[Value]] = {}
        for sought in self.case.find:
            table: Any = self.theory.sought.get(sought.text, self.theory.guilt)
            settled = {value: self.settled(formula) for value, formula in table.items()}
            found[sought.text] = [value for value, each in settled.items() if each and each[0]]
            single = sought.text in self.theory.sought and not sought.set_valued
            if len(found[sought.text]) != 1 if single else None in settled.values():
                return None
        return found


def is_true(certificate: Certificate, case: Case) -> bool:
    """Say whether everything that *certificate* claims of *case* is so, and it leaves nothing out."""
    if certificate.case != case.title or not 1 <= certificate.after <= len(case.episodes):
        return False
    truth = Truth(case, certificate.after)
    worlds = {each.number: each for each in certificate.worlds}
    if list(worlds) != list(range(1, len(certificate.worlds) + 1)) or len(worlds) < len(certificate.worlds):
        return False
    if not all(1 <= each.episode <= truth.after and _bit(truth, each) for each in certificate.worlds):
        return False
    if certificate.verdict == "contradictory":
        nothing = certificate.answer is None and certificate.nobody is None and not certificate.terms
        unknown = [(each.about, each.status, each.so_in, each.not_so_in, each.proof) for each in certificate.suspects]
        conflict = certificate.conflict
        return (
            nothing
            and unknown == [(name, "unknown", None, None, None) for name in truth.theory.guilt]
            and conflict is not None
            and not truth.known[truth.after]
            and _proves(truth, worlds, conflict, FALSE, TRUE)
        )
    answer = truth.answer()
    return (
        bool(truth.known[truth.after])
        and certificate.conflict is None
        and any(each.episode == truth.after for each in certificate.worlds)
        and certificate.verdict == ("open" if answer is None else "solved")
        and json.dumps(certificate.answer, sort_keys=True) == json.dumps(answer, sort_keys=True)
        and _findings_hold(truth, certificate, worlds)
    )


def _bit(truth: Truth, shown: CertifiedWorld) -> int:
    """Return the world *shown* as a bit of its episode's table, or 0 where it is none of T(k)."""
    table = truth.tables[shown.episode]
    values = {variable: shown.values.get(variable.name) for variable in table.variables}
    if len(values) != len(shown.values) or not all(
        any(value is each or (value == each and type(value) is type(each)) for each in variable.domain)
        for variable, value in values.items()
    ):
        return 0
    return (1 << table.number(values)) & truth.known[shown.episode]  # type: ignore[arg-type]  # none is None


def _findings_hold(truth: Truth, certificate: Certificate, worlds: dict[int, CertifiedWorld]) -> bool:
    claimed: list[tuple[str, Finding]] = [("", each) for each in certificate.suspects]
    claimed += [("nobody", certificate.nobody)] if certificate.nobody else []
    claimed += [(f"= {term.term}", each) for term in certificate.terms for each in term.values]
    asked = list(truth.questions())
    if [(term, type(each.about), each.about) for term, each in claimed] != [
        (term, type(about), about) for term, about, _ in asked
    ]:
        return False
    if [term.term for term in certificate.terms] != list(truth.theory.sought):
        return False
    return all(
        _finding_holds(truth, worlds, each, term, formula)
        for (term, each), (_, _, formula) in zip(claimed, asked, strict=True)
    )


def _finding_holds(
    truth: Truth, worlds: dict[int, CertifiedWorld], finding: Finding, term: str, formula: Formula
) -> bool:
    never, always = ("refuted", "proven") if term else ("cleared", "convicted")
    if finding.status != truth.status(formula, never, always):
        return False
    for number, ruled_out, claim in ((finding.so_in, never, formula), (finding.not_so_in, always, negation(formula))):
        if (number is None) != (finding.status == ruled_out):
            return False
        if number is not None and not _is_world(truth, worlds, number, truth.after, claim):
            return False
    if finding.proof is None:
        return finding.status == "possible" or (finding.status == never and _another(truth, term))
    target = negation(formula) if finding.status == never else formula
    return finding.status != "possible" and _proves(truth, worlds, finding.proof, target, negation(target))


def _another(truth: Truth, term: str) -> bool:
    """Say whether another value of *term*, which has one only, is proven."""
    one = {f"= {sought.text}" for sought in truth.case.find if not sought.set_valued}
    return term in one and any(
        each == term and truth.status(formula, "never", "always") == "always" for each, _, formula in truth.questions()
    )


def _is_world(truth: Truth, worlds: dict[int, CertifiedWorld], number: int, episode: int, claim: Formula) -> bool:
    shown = worlds.get(number)
    return shown is not None and shown.episode == episode and bool(_bit(truth, shown) & truth.where(episode, claim))


def _proves(truth: Truth, worlds: dict[int, CertifiedWorld], proof: Proof, target: Formula, opposite: Formula) -> bool:
    if not 1 <= proof.episode <= truth.after:
        return False
    if (proof.before is None) != (proof.episode == 1) or (
        proof.before is not None and not _is_world(truth, worlds, proof.before, proof.episode - 1, opposite)
    ):
        return False
    used = {name for step in proof.steps for name in step.because}
    if sorted(used) != sorted(proof.because) or any(
        truth.premises.get(name, (99,))[0] > proof.episode for name in used
    ):
        return False
    table, frame = truth.tables[proof.episode], truth.frames[proof.episode]
    proven: dict[str, int] = {}
    for step in proof.steps:
        if any(text not in proven for text in step.lemmas):
            return False
        left = frame & table.every(truth.premises[name][1] for name in step.because)
        for text in step.lemmas:
            left &= proven[text]
        facts = {text: _fact(truth, text, table) for text in step.facts}
        together = 0 if not facts else table.all
        for text, said in facts.items():
            if said is None:
                return False
            together &= said
            proven[text] = said
        if left & ~together:
            return False
    return bool(proof.steps) and not frame & together & ~table.worlds(target)


def _fact(truth: Truth, text: str, table: Table) -> int | None:
    try:
        formula = Grounder(truth.case.vocabulary).ground(read_formula(truth.case, text), None)
    except CaseError:
        return None
    return table.worlds(formula) if set(variables_of(formula)) <= set(table.variables) else None


# Tampering.


def read_told(told: dict[str, Any]) -> Certificate | None:
    """Return *told* as a certificate, or None where it has lost the shape of one."""
    try:
        return read_certificate(json.dumps(told))
    except CaseError:
        return None


def tampered(told: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return the certificate *told* with something changed, which may leave it true."""
    while True:
        changed: dict[str, Any] = deepcopy(told)
        _tamper(changed, random)
        if json.dumps(changed) != json.dumps(told):
            return changed


def _tamper(changed: dict[str, Any], random: Random) -> None:
    worlds = random.randrange(3) == 0  # most of what stands there are values of worlds: the rest is as interesting
    places = [*all_places(changed, leave_out="" if worlds else "worlds")]
    leaves = [place for place in places if not isinstance(_at(place), dict | list)]
    lists = [place for place in places if isinstance(_at(place), list) and _at(place)]
    match random.randrange(9):
        case 0:  # say something else, that stands elsewhere
            _put(random.choice(leaves), _at(random.choice(leaves)))
        case 1:  # say something else of the same sort
            place = random.choice(leaves)
            _put(place, _at(random.choice([each for each in leaves if type(_at(each)) is type(_at(place))])))
        case 2:
            _put(random.choice(leaves), _other(_at(random.choice(leaves))))
        case 3:  # drop something: a suspect, a step, a premise, what a step cites
            members = _at(random.choice(lists))
            members.pop(random.randrange(len(members)))
        case 4:  # say something twice, perhaps at another place
            members = _at(random.choice(lists))
            members.insert(random.randrange(len(members) + 1), deepcopy(random.choice(members)))
        case 5:
            members = _at(random.choice(lists))
            one, other = random.randrange(len(members)), random.randrange(len(members))
            members[one], members[other] = members[other], members[one]
        case 6:  # the same key, from elsewhere
            place = random.choice(places)
            _put(place, deepcopy(_at(random.choice([each for each in places if each[1] == place[1]]))))
        case 7:  # swap two names everywhere
            words = sorted({each for place in leaves if isinstance(each := _at(place), str)})
            name, new = random.choice(words), random.choice(words)
            for place in leaves:
                _put(place, {name: new, new: name}.get(_at(place), _at(place)))
        case _:  # forget a value of a world, or give it another
            values = random.choice([each["values"] for each in changed["worlds"]] or [{"": 0}])
            name = random.choice(list(values) or [""])
            values[name] = _other(values.pop(name, 0))
            if random.randrange(3) == 0:
                del values[name]


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"not {value}" if not value.startswith("not ") else value.removeprefix("not ")
    return "c1"


def all_places(told: Any, leave_out: str = "") -> Iterator[Place]:  # noqa: ANN401 -- what JSON holds
    """Yield each place of *told* but what stands at the key *leave_out*."""
    for key in told if isinstance(told, dict) else range(len(told)):
        if key != leave_out:
            yield told, key
            if isinstance(told[key], dict | list):
                yield from all_places(told[key])


def _at(place: Place) -> Any:  # noqa: ANN401 -- likewise
    return place[0][place[1]]


def _put(place: Place, value: object) -> None:
    place[0][place[1]] = value
