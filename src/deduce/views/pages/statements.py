"""What pages say of a case, each together with the formulas that it states: words and formula come from one call.

This module must never know how anything is found, nor on which page it is told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.deduction.assertions import IMPOSSIBLE, Assertion, guilt_of, has_value
from deduce.syntax.formula.ast import Conjunction, Disjunction, Negation
from deduce.views.english.names import capital, name, names, no_member, sought_term, value, values
from deduce.views.english.sentences import Words
from deduce.views.pages.citations import reasons
from deduce.views.pages.page import Passage, Sentence, passage
from deduce.views.pages.taken import taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from deduce.case.case import Case, Clue, Sought
    from deduce.deduction.results import Because, Found, Named
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

_PAIR = 2  # "either of the 2"
_FEW = 3  # so many who are not in a set are named; more are "the others"
BY_ITSELF = ", by the case itself."  # proven without a clue or a rule: one suspect, and somebody did it
NO_REASON = ". That is proven, but no reason was found in the time given."


# What stands how.


def in_all_worlds(
    case: Case, episode: int, *formulas: Expression, because: tuple[str, ...] | None = None
) -> tuple[Assertion, ...]:
    """Return that *formulas* hold in every world after *episode*, and *because* of which premises already."""
    return tuple(Assertion(case, each, "proven", episode, because) for each in formulas)


def in_some_world(case: Case, episode: int, *formulas: Expression) -> tuple[Assertion, ...]:
    """Return that each of *formulas* holds in some world after *episode*."""
    return tuple(Assertion(case, each, "possible", episode) for each in formulas)


def proven_in(case: Case, episode: int | None, formulas: Sequence[Expression], word: str = "Proven") -> Sentence:
    """Return that *formulas* are proven in *episode*, and not before; nothing where there is but one, or none is."""
    if episode is None or len(case.episodes) <= 1:
        return Sentence("")
    return Sentence(f"{word} in episode {episode}.", _first(case, formulas, episode))


def episodes_told(numbers: Sequence[int]) -> str:
    """Return `Episode 1`, `Episodes 1 and 2` or `Episodes 1 to 3`, of *numbers* that follow each other."""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"Episode {first}"
    return f"Episodes {first} {'and' if last == first + 1 else 'to'} {last}"


def _first_in(case: Case, formulas: Sequence[Expression], episode: int | None) -> Sentence:
    """Return, for the end of a clause, that *formulas* were proven first in *episode*; nothing where it is none."""
    return Sentence("") if episode is None else Sentence(f" in episode {episode}", _first(case, formulas, episode))


def _first(case: Case, formulas: Sequence[Expression], episode: int) -> tuple[Assertion, ...]:
    whole = formulas[0] if len(formulas) == 1 else Conjunction(tuple(formulas))
    return (Assertion(case, whole, "first", episode),)


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


def contradiction(
    case: Case, episode: int, reason: tuple[str, ...], *, smallest: bool, assumed: Collection[str] = ()
) -> Sentence:
    """Return that *reason* cannot be, clues and rules as they are called; what is *assumed* is neither."""
    states = in_all_worlds(case, episode, IMPOSSIBLE, because=known(reason, smallest=smallest))
    if not reason:
        said = "whatever its clues say." if smallest else "but no reason was found in the time given."
        return Sentence(f"The case contradicts itself, {said}", states)
    said = _cannot(case, reason, supposed=any(each in assumed for each in reason), smallest=smallest)
    return Sentence(f"{said}.", states)


def _cannot(case: Case, reason: Sequence[str], *, supposed: bool, smallest: bool) -> str:
    """Return that *reason* cannot be: of what somebody says only that it can be neither so nor not so."""
    clues = {clue.id: clue for clue in case.clues}
    cited = [clues[each] for each in reason if each in clues]
    spoken = [clue for clue in cited if clue.in_question]
    alone = len(reason) == 1
    if spoken and len(spoken) == len(cited) and not supposed and (smallest or alone):
        given = ", given the rules" if len(cited) < len(reason) else ""
        if len(spoken) == 1:
            return f"What {name(case, spoken[0].by or '')} said can be neither true nor untrue{given}"
        return f"Whichever of these statements are true, this cannot be{given}"
    noun = "clue" if len(cited) == len(reason) else "" if cited else "rule"
    if alone:
        return "This cannot hold" if supposed else f"This {noun} cannot hold"
    called = "" if supposed else f" {noun}s" if noun else " clues and rules"
    called = "This clue and this rule" if called == " clues and rules" and len(reason) == _PAIR else f"These{called}"
    perhaps_fewer = "" if smallest else " (perhaps fewer of them cannot)"
    return f"{called} cannot {'both' if len(reason) == _PAIR else 'all'} hold{perhaps_fewer}{_either_way(case, spoken)}"


def _either_way(case: Case, spoken: Sequence[Clue]) -> str:
    """Return, for the end of a clause, that it does not matter whether what is *spoken* is true."""
    if not spoken:
        return ""
    if len(spoken) == 1:
        return f", whether what {name(case, spoken[0].by or '')} said is true or not"
    return ", whichever of the statements are true"


# Who did it.


def reason_told(case: Case, reason: Iterable[str], given: Sequence[Expression], episode: int) -> tuple[Sentence, ...]:
    """Return a *reason*, premise by premise, and last what it takes of how many did it, which is *given*."""
    return (*map(Sentence, reasons(case, reason)), *given_told(case, given, episode))


def given_told(case: Case, given: Sequence[Expression], episode: int) -> tuple[Sentence, ...]:
    """Return what a reason takes of how many did it, behind its premises."""
    more = tuple(taken(case, given, episode, Words(case), logic=False))
    return tuple(replace(each, words=f"And {each.words[0].lower()}{each.words[1:]}") for each in more)


def convicted_or_cleared(
    case: Case, who: Sequence[str], episode: int, reason: Named, *, guilty: bool, first: int | None
) -> Passage:
    """Return that *who* are convicted, or cleared, and why; in which episode *first*, where that is to be said."""
    verb = f"{'is' if len(who) == 1 else 'are'} {'convicted' if guilty else 'cleared'}"
    states = fallen(case, who, episode, reason.because, guilty=guilty, smallest=reason.smallest)
    when = [_first_in(case, [each.formula], first) for each in states]
    return passage(
        Sentence(capital(names(case, who)), (*states, *together(when).states)),
        rest=f" {verb}{when[0].words}{because(reason.because, smallest=reason.smallest)}",
        items=reason_told(case, reason.because, reason.given if reason.because else (), episode),
        tone="certain" if guilty else "cleared",
    )


def the_same(reason: Because | Found) -> str:
    """Return that something is so for the *reason*, or reasons, that was given directly before."""
    return f"for the same {'reason' if len(reason.because) + len(reason.given) == 1 else 'reasons'}"


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
    number = names(case, who) if len(who) == 1 else number
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


def by_reason(found: Mapping[str, Found]) -> Iterator[tuple[str, bool]]:
    """Yield the terms that are *found*, those with one reason behind each other, and whether that was given before."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for sought, each in found.items():
        groups.setdefault((each.episode, frozenset(each.because), each.smallest, each.given), []).append(sought)
    for first, *others in groups.values():
        yield first, False
        yield from ((sought, bool(found[first].because)) for sought in others)


def settled_because(
    case: Case, sought: str, found: Sequence[Value], reason: Found, *, first: int | None, again: bool = False
) -> Passage:
    """Return what a term of `find` is, and why; in which episode *first*, where that is to be said.

    The reason is not given *again*.
    """
    given = known(reason.because, smallest=reason.smallest)
    said = settled(case, sought, found, reason.episode, given)
    when = _first_in(case, [each.formula for each in said.states], first)
    said = replace(said, states=(*said.states, *when.states))
    if again:
        return passage(said, rest=f" Proven{when.words}, {the_same(reason)}.", tone="certain")
    why = (
        because(reason.because, smallest=reason.smallest) if given is not None else ", but no reason was found in time."
    )
    items = reason_told(case, reason.because, reason.given if reason.because else (), reason.episode)
    return passage(said, rest=f" Proven{when.words}{why}", items=items, tone="certain")


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
    out = [each for each in _members(case, sought) if each not in left]
    others = values(case, out, "or") if len(out) <= _FEW else "any of the others"
    return ", ".join([*([f"certainly {sure}"] if sure else []), *maybe, *([f"not {others}"] if out else [])])


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
