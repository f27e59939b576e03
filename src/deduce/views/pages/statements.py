"""What pages say of a case, each together with the formulas that it states: words and formula come from one call.

This module must never know how anything is found, nor on which page it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.assertions import IMPOSSIBLE, Assertion, guilt_of, has_value
from deduce.syntax.formula.ast import Apply, Conjunction, Disjunction, Negation, Quantified
from deduce.syntax.formula.printer import written
from deduce.views.english.names import capital, name, names, no_member, sought_term, value, values
from deduce.views.english.sentences import Words
from deduce.views.pages.citations import clue_noun, clue_of, clue_text, reasons
from deduce.views.pages.page import Passage, Sentence, passage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from deduce.case.case import Case, Sought
    from deduce.deduction.results import Exposed, Found, Narrowing, Remaining
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

_PAIR = 2  # of more than that "Ann, and Ben, Cy or Dee" would be hard to read
BY_ITSELF = ", by the case itself."  # proven without a clue or a rule: one suspect, and somebody did it
NO_REASON = ". That is proven, but no reason was found in the time given."
EXPOSED = {"statement": "Exposed as untrue", "claim": "Not so", "suspicion": "No longer suspected"}


# What stands how.


def in_all_worlds(
    case: Case, episode: int, *formulas: Expression, because: tuple[str, ...] | None = None
) -> tuple[Assertion, ...]:
    """Return that *formulas* hold in every world after *episode*, and *because* of which premises already."""
    return tuple(Assertion(case, each, "proven", episode, because) for each in formulas)


def in_some_world(case: Case, episode: int, *formulas: Expression) -> tuple[Assertion, ...]:
    """Return that each of *formulas* holds in some world after *episode*."""
    return tuple(Assertion(case, each, "possible", episode) for each in formulas)


def suspected(case: Case, episode: int, *formulas: Expression) -> tuple[Assertion, ...]:
    """Return that each of *formulas* holds in some world that the trusting believe in after *episode*."""
    return tuple(Assertion(case, each, "suspected", episode) for each in formulas)


def _believed(case: Case, episode: int, *formulas: Expression) -> tuple[Assertion, ...]:
    return tuple(Assertion(case, each, "believed", episode) for each in formulas)


def proven_in(case: Case, episode: int | None, formulas: Sequence[Expression], word: str = "Proven") -> Sentence:
    """Return that *formulas* are proven in *episode*, and not before; nothing where there is but one, or none is."""
    if episode is None or len(case.episodes) <= 1:
        return Sentence("")
    whole = formulas[0] if len(formulas) == 1 else Conjunction(tuple(formulas))
    return Sentence(f"{word} in episode {episode}.", (Assertion(case, whole, "first", episode),))


def episodes_told(numbers: Sequence[int]) -> str:
    """Return `Episode 1`, `Episodes 1 and 2` or `Episodes 1 to 3`, of *numbers* that follow each other."""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"Episode {first}"
    return f"Episodes {first} {'and' if last == first + 1 else 'to'} {last}"


def together(sentences: Iterable[Sentence]) -> Sentence:
    """Return *sentences*, one after the other, as one."""
    each = tuple(sentences)
    return Sentence(" ".join(said.words for said in each), tuple(state for said in each for state in said.states))


# Reasons.


def because(reason: tuple[str, ...], *, smallest: bool) -> str:
    """Return how the *reason* of something is announced, behind what it is the reason of."""
    if not reason:
        return BY_ITSELF if smallest else NO_REASON
    return ", because:" if smallest else ", because (perhaps not the fewest):"


def known(reason: tuple[str, ...], *, smallest: bool) -> tuple[str, ...] | None:
    """Return the premises that are said to be enough: none at all are, where no reason was found."""
    return reason if reason or smallest else None


def contradiction(case: Case, episode: int, reason: tuple[str, ...], *, smallest: bool) -> Sentence:
    """Return that not all of *reason* can be true, clues and rules as they are called."""
    states = in_all_worlds(case, episode, IMPOSSIBLE, because=known(reason, smallest=smallest))
    if not reason:
        said = "whatever its clues say." if smallest else "but no reason was found in the time given."
        return Sentence(f"The case contradicts itself, {said}", states)
    clues = {clue.id for clue in case.clues}
    cited = [each in clues for each in reason]
    noun = "clue" if all(cited) else "rule" if not any(cited) else ""
    if len(reason) == 1:
        return Sentence(f"This {noun} cannot hold.", states)
    said = f"These {noun + 's' if noun else 'clues and rules'} cannot all hold"
    return Sentence(f"{said}{'' if smallest else ' (perhaps fewer of them cannot)'}.", states)


# Who did it.


def convicted_or_cleared(
    case: Case, who: Sequence[str], episode: int, reason: tuple[str, ...], *, guilty: bool, smallest: bool, when: str
) -> Passage:
    """Return that *who* are convicted, or cleared, and why, with *when* that was proven."""
    verb = f"{'is' if len(who) == 1 else 'are'} {'convicted' if guilty else 'cleared'}"
    return passage(
        Sentence(capital(names(case, who)), fallen(case, who, episode, reason, guilty=guilty, smallest=smallest)),
        rest=f" {verb}{when}{because(reason, smallest=smallest)}",
        items=map(Sentence, reasons(case, reason)),
        tone="certain" if guilty else "cleared",
    )


def fallen(
    case: Case, who: Iterable[str], episode: int, reason: tuple[str, ...], *, guilty: bool, smallest: bool
) -> tuple[Assertion, ...]:
    """Return that *who* are proven guilty, or innocent."""
    formulas = [guilt_of(case, each) if guilty else Negation(guilt_of(case, each)) for each in who]
    return in_all_worlds(case, episode, *formulas, because=known(reason, smallest=smallest))


def it_was(case: Case, who: Sequence[str], episode: int, *, whole: bool) -> Sentence:
    """Return that *who* did it: the *whole* answer, or those of whom it is certain."""
    states = in_all_worlds(case, episode, *(guilt_of(case, each) for each in who))
    if whole:
        others = [each.id for each in case.suspects if each.id not in who]
        states += in_all_worlds(case, episode, *(Negation(guilt_of(case, each)) for each in others))
    if not who:
        return Sentence("Nobody did it.", states)
    alone = " alone" if whole and len(who) == 1 and case.culprits[1] != 1 else ""
    return Sentence(f"It was {names(case, who)}{alone}.", states)


def could_have(
    case: Case, who: Sequence[str], episode: int, *, convicted: Sequence[str], nobody: bool, lead: str
) -> Sentence:
    """Return how many could have done it, behind *lead*: "3 of 12 could have done it."; perhaps *nobody* did."""
    total = len(case.suspects)
    could = "could have done it" if case.culprits[1] == 1 else "could have been in it"
    or_nobody = ", or nobody" if nobody else ""
    certain = f"; {names(case, convicted)} certainly did it" if convicted else ""
    number = (
        f"{'either' if total == _PAIR else 'any'} of the {total}" if len(who) == total else f"{len(who)} of {total}"
    )
    number = names(case, who) if total == 1 and who else number
    states = _could(case, who, episode) + in_all_worlds(case, episode, *(guilt_of(case, each) for each in convicted))
    states += _perhaps_nobody(case, episode, nobody=nobody)
    return Sentence(f"{lead}{number} {could}{or_nobody}{certain}.", states)


def who_is_left(case: Case, who: Sequence[str], episode: int, *, nobody: bool, still: bool) -> Passage:
    """Return who is left of how many, or perhaps *nobody*; *still* where it was so before."""
    states, total = _could(case, who, episode) + _perhaps_nobody(case, episode, nobody=nobody), len(case.suspects)
    if not who:
        return passage(Sentence("Nobody is left", states), rest=": nobody did it.", tone="open", apart=True)
    or_nobody = ", or nobody" if nobody else ""
    if len(who) == 1 < total:
        only = f": {names(case, who)}{or_nobody or ' alone'}."
        return passage(Sentence("Left", states), rest=only, tone="open", apart=True)
    count = f"{'still ' if still else ''}{len(who)} of {total}"
    return passage(Sentence("Left", states), rest=f", {count}: {names(case, who)}{or_nobody}.", tone="open", apart=True)


def _could(case: Case, who: Collection[str], episode: int) -> tuple[Assertion, ...]:
    """Return that *who* could each have done it, and nobody else."""
    others = [each.id for each in case.suspects if each.id not in who]
    return (
        *in_some_world(case, episode, *(guilt_of(case, each) for each in who)),
        *in_all_worlds(case, episode, *(Negation(guilt_of(case, each)) for each in others)),
    )


def _perhaps_nobody(case: Case, episode: int, *, nobody: bool) -> tuple[Assertion, ...]:
    """Return that *nobody* may have done it, or that somebody did, where the case leaves that open."""
    if nobody:
        return in_some_world(case, episode, no_culprit(case))
    return in_all_worlds(case, episode, Negation(no_culprit(case))) if case.culprits[0] == 0 else ()


def no_culprit(case: Case) -> Expression:
    """Return the formula that nobody did it."""
    return Conjunction(tuple(Negation(guilt_of(case, each.id)) for each in case.suspects))


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


def exposed(case: Case, fallen: Exposed, episode: int) -> Sentence:
    """Return what it is that has come out as false, as a noun, behind what `EXPOSED` has of its kind."""
    clue = clue_of(case, fallen.id)
    assert clue is not None, "only clues are exposed"
    assert clue.claim is not None, "only what is claimed is exposed"
    reason = known(fallen.because, smallest=fallen.smallest)
    states = in_all_worlds(case, episode, Negation(clue.claim), because=reason)
    if fallen.kind == "statement":
        return Sentence(clue_noun(case, clue), states)
    # What the clue tells may be so all the same: there is blood on her shoe. So its text only says which one is meant.
    told = f"that {Words(case).clause(clue.claim)}" if fallen.kind == "claim" else _pointed_to(case, clue.claim)
    return Sentence(told if clue.text is None else f"{told} ({clue_text(case, clue)})", states)


def _pointed_to(case: Case, claim: Expression) -> str:
    """Return whom the *claim* of a suspicion points to: people, all who have a trait, or everybody."""
    who: list[str] = []
    for part in claim.parts if isinstance(claim, Disjunction) else (claim,):
        if isinstance(part, Apply):
            who += map(written, part.arguments)
        elif isinstance(part, Quantified):
            trait = part.where.function if isinstance(part.where, Apply) else None
            who += [each.id for each in case.suspects if trait is None or trait in each.traits]
    return names(case, dict.fromkeys(who))


# What is asked for besides.


def settled(
    case: Case, sought: str, found: Sequence[Value], episode: int, reason: tuple[str, ...] | None = None
) -> Sentence:
    """Return the one value of a term of `find`, or the members of a set, as a sentence."""
    asked = _asked(case, sought)
    formulas = [has_value(asked, each) for each in found]
    if asked.set_valued:
        others = [each for each in _members(case, sought) if each not in found]
        formulas += [Negation(has_value(asked, each)) for each in others]
    said = f"{capital(sought_term(case, sought))}: {values(case, found) or no_member(case, sought)}."
    return Sentence(said, in_all_worlds(case, episode, *formulas, because=reason))


def settled_because(case: Case, sought: str, found: Sequence[Value], reason: Found, *, when: str) -> Passage:
    """Return what a term of `find` is, with *when* that was proven, and why."""
    given = known(reason.because, smallest=reason.smallest)
    why = (
        because(reason.because, smallest=reason.smallest) if given is not None else ", but no reason was found in time."
    )
    return passage(
        settled(case, sought, found, reason.episode, given),
        rest=f" Proven{when}{why}",
        items=map(Sentence, reasons(case, reason.because)),
        tone="certain",
    )


def unsettled(
    case: Case,
    sought: str,
    left: Sequence[Value],
    episode: int,
    *,
    certain: Collection[Value] = (),
    lead: str = "",
) -> Sentence:
    """Return, behind *lead*, what a term of `find` could still be; of a set, who is *certain* and who perhaps in it."""
    term = sought_term(case, sought)
    return Sentence(
        f"{lead + term if lead else capital(term)}: {still(case, sought, left, certain=certain)}.",
        _unsettled(case, sought, left, episode, certain=certain),
    )


def still(case: Case, sought: str, left: Sequence[Value], *, certain: Collection[Value] = ()) -> str:
    """Return what a term of `find` could still be, without the term."""
    if not _asked(case, sought).set_valued:
        return values(case, left, "or")
    sure = values(case, [each for each in left if each in certain])
    maybe = [f"perhaps {value(case, each)}" for each in left if each not in certain]  # "perhaps a and b" may mean both
    return ", ".join([*([f"certainly {sure}"] if sure else []), *maybe])


def perhaps(case: Case, sought: str, one: Value, episode: int) -> Sentence:
    """Return that a term of `find` may have the value *one*, or as a set that member."""
    said = f"{capital(sought_term(case, sought))}: perhaps {value(case, one)}."
    return Sentence(said, in_some_world(case, episode, has_value(_asked(case, sought), one)))


def _unsettled(
    case: Case, sought: str, left: Sequence[Value], episode: int, *, certain: Collection[Value]
) -> tuple[Assertion, ...]:
    asked = _asked(case, sought)
    each = [has_value(asked, one) for one in left if one not in certain]
    states = in_some_world(case, episode, *each)
    if asked.set_valued:
        others = [has_value(asked, one) for one in _members(case, sought) if one not in left]
        states += in_some_world(case, episode, *map(Negation, each))
        states += in_all_worlds(case, episode, *(has_value(asked, one) for one in certain), *map(Negation, others))
    else:
        states += in_all_worlds(case, episode, Disjunction(tuple(each)))
    return states


def _asked(case: Case, sought: str) -> Sought:
    return next(each for each in case.find if each.text == sought)


def _members(case: Case, sought: str) -> tuple[Value, ...]:
    return case.vocabulary.functions[sought].arguments[0].values


def beginning(case: Case, who: str) -> str:
    """Return what *who* is called, as it stands at the beginning of a sentence."""
    return capital(name(case, who))
