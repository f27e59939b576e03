"""What pages say of the reading at face value, with what they state: whom the trusting suspect, what is exposed.

This module must never know how anybody comes under suspicion, nor on which page it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.assertions import Assertion, guilt_of
from deduce.syntax.formula.ast import Apply, Disjunction, Name, Negation, Quantified
from deduce.syntax.formula.printer import written
from deduce.views.english.names import listed, name, names, term
from deduce.views.english.sentences import Words
from deduce.views.pages.citations import clue_noun, clue_of, clue_text
from deduce.views.pages.page import Passage, Sentence, passage
from deduce.views.pages.statements import beginning, in_all_worlds, known, no_culprit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import Exposed, Narrowing, Remaining
    from deduce.syntax.formula.ast import Expression

_PAIR = 2  # of more than that "Ann, and Ben, Cy or Dee" would be hard to read
EXPOSED = {"statement": "Exposed as untrue", "claim": "Not so", "suspicion": "No longer suspected"}


# What stands how.


def suspected(case: Case, episode: int, *formulas: Expression) -> tuple[Assertion, ...]:
    """Return that each of *formulas* holds in some world that the trusting believe in after *episode*."""
    return tuple(Assertion(case, each, "suspected", episode) for each in formulas)


def _believed(case: Case, episode: int, *formulas: Expression) -> tuple[Assertion, ...]:
    return tuple(Assertion(case, each, "believed", episode) for each in formulas)


# Whom the trusting suspect.


def suspicion(case: Case, some: Sequence[str], surely: Sequence[str], episode: int) -> Sentence:
    """Return, as a noun, who did it in *some* world that the trusting believe in, and who *surely* in all of them."""
    others = [each.id for each in case.suspects if each.id not in some]
    perhaps = [each for each in some if each not in surely]
    states = suspected(case, episode, *(guilt_of(case, each) for each in some))
    states += _believed(case, episode, *(Negation(guilt_of(case, each)) for each in others))
    states += _believed(case, episode, *(guilt_of(case, each) for each in surely))
    if surely:
        states += suspected(case, episode, *(Negation(guilt_of(case, each)) for each in perhaps))
    fewest, most = case.culprits
    sure, missing = names(case, surely), fewest - len(surely)
    if not perhaps:
        return Sentence(sure or "nobody", states)
    if fewest == most and (1 < missing < len(perhaps) or (surely and len(perhaps) > _PAIR)):
        chosen = f"{'one' if missing == 1 else missing} of {names(case, perhaps)}"
    else:
        chosen = names(case, perhaps, "or")
    if not surely:
        return Sentence(chosen, states)
    return Sentence(f"{sure}, and {'' if fewest == most else 'perhaps '}{chosen}", states)


def believed_nobody(case: Case, episode: int) -> tuple[Assertion, ...]:
    """Return that the trusting believe that nobody did it."""
    return _believed(case, episode, no_culprit(case))


def whom_they_suspect(case: Case, told: Narrowing | Remaining) -> Sentence:
    """Return whom the trusting suspect, somebody at least: by name, unless no claim tells one from another."""
    whom = suspicion(case, told.face_value, told.surely, told.number)
    if not told.in_general:
        return whom
    if not told.surely:
        return Sentence("nobody in particular", whom.states)
    return Sentence(f"{names(case, told.surely)}, and nobody else in particular", whom.states)


def trusting(case: Case, told: Narrowing, known_by: str | None) -> Passage:
    """Return whom the trusting suspect after an episode; of *known_by* not that they suspect themselves."""
    audience = "The trusting audience" if known_by is None else f"{beginning(case, known_by)}, if trusting,"
    if told.stopped is not None:
        return Passage("Whom the trusting suspect", " was not found before the search was stopped.")
    by_what = f"To go by what {name(case, known_by)} knows" if known_by is not None else ""
    if not told.face_value:
        states = believed_nobody(case, told.number)
        if any(each.id == known_by for each in case.suspects):  # who may know better
            return passage(Sentence(by_what, states), rest=", it seems that nobody did it.")
        return passage(Sentence(f"{audience} believes", states), rest=" that nobody did it.")
    whom = whom_they_suspect(case, told)
    if known_by in told.face_value and not told.in_general:
        return passage(Sentence(by_what, whom.states), rest=f", suspicion falls on {whom.words}.")
    return passage(Sentence(f"{audience} suspects", whom.states), rest=f" {whom.words}.")


# What is exposed.


def exposed_as(case: Case, fallen: Exposed, before: Narrowing | None) -> str:
    """Return as what it has come out, *before* which somebody may have been cleared: they are suspected no longer."""
    clue = clue_of(case, fallen.id)
    pointed = pointed_to(case, clue.claim) if clue is not None and clue.claim is not None else []
    late = fallen.kind == "suspicion" and before is not None and not set(pointed) & set(before.possible)
    return "Wrongly suspected" if late else EXPOSED[fallen.kind]


def exposed(case: Case, fallen: Exposed, episode: int) -> Sentence:
    """Return what it is that has come out as false, as a noun, behind what `EXPOSED` has of its kind.

    Where the second engine did not confirm it, it says so: the verdict may be double-checked all the same.
    """
    said = _exposed(case, fallen, episode)
    return said if fallen.confirmed else Sentence(f"{said.words} (this was not double-checked)", said.states)


def _exposed(case: Case, fallen: Exposed, episode: int) -> Sentence:
    clue = clue_of(case, fallen.id)
    assert clue is not None, "only clues are exposed"
    assert clue.claim is not None, "only what is claimed is exposed"
    reason = known(fallen.because, smallest=fallen.smallest)
    states = in_all_worlds(case, episode, Negation(clue.claim), because=reason)
    if fallen.kind == "statement":
        return Sentence(clue_noun(case, clue), states)
    # What the clue tells may be so all the same: there is blood on her shoe. So its text only says which one is meant.
    told = (
        f"that {Words(case).clause(clue.claim)}"
        if fallen.kind == "claim"
        else listed([_whoever(case, each) for each in pointed_to(case, clue.claim)])
    )
    return Sentence(told if clue.text is None else f"{told} ({clue_text(case, clue)})", states)


def _whoever(case: Case, pointed: str) -> str:
    """Return whom a suspicion points to by name; who is unknown as well, "the figure"."""
    return name(case, pointed) if any(each.id == pointed for each in case.suspects) else term(case, Name(pointed))


def pointed_to(case: Case, claim: Expression) -> list[str]:
    """Return whom the *claim* of a suspicion points to: suspects, an unknown, all who have a trait, or everybody."""
    who: list[str] = []
    for part in claim.parts if isinstance(claim, Disjunction) else (claim,):
        if isinstance(part, Apply):
            who += map(written, part.arguments)
        elif isinstance(part, Quantified):
            trait = part.where.function if isinstance(part.where, Apply) else None
            who += [each.id for each in case.suspects if trait is None or trait in each.traits]
    return list(dict.fromkeys(who))
