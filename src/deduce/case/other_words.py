"""Keys as others would call them: `said_by` for `by`, `characters` for `suspects`, `location` for `at`.

This module must never know where a key may stand: what may is told to it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from deduce.syntax.spelling import LONGEST_NAME, close_names, one_slip

if TYPE_CHECKING:
    from collections.abc import Collection

# What a key is meant by, with the words for it that others use.
_WORDS: dict[str, str] = {
    "about": "summary description blurb synopsis intro introduction",
    "after": "episode after_episode by_episode until",
    "alibi": "alibis has_alibi alibi_for",
    "at": "place where location in room spot on was_at",
    "because_of": "because reason reasons acts_on due_to cause",
    "by": "said_by speaker says_who who_says from author told_by witness teller by_whom statement_by spoken_by person",
    "claim": "claims allegation alleges seems statement says_that",
    "cleared": "innocent clear exonerated ruled_out out",
    "clears": "innocent clear cleared exonerates exonerate rules_out rule_out excludes not_guilty acquits",
    "clues": "clue evidence facts hints statements lines events entries items",
    "crime": "murder case deed incident the_crime",
    "culprits": "murderers killers number_of_culprits how_many",
    "episodes": "chapters acts parts scenes episode sessions rounds seasons",
    "expect": "expects expected tests test checks assertions expectations",
    "exposed": "lies untrue lied false",
    "face_value": "suspected appears seems trusting believed",
    "find": "goal ask asks query wanted answer_wanted whodunit questions",
    "has": "have holds owns possesses carries had",
    "honesty": "liars lying truth who_lies knights",
    "id": "key label clue_id name title",
    "is": "equals traits trait tags roles role are type kind value values",
    "is_not": "isnt not_is is_no",
    "items": "weapons objects things props possessions weapon item",
    "kinds": "categories types kind sets category groups",
    "known_to": "knows known_by known who_knows secret_to visible_to",
    "lacks": "has_not hasnt has_no no_item lacking without",
    "map": "distances walking walks distance ways paths routes",
    "means": "weapon_access able ability",
    "motive": "motives has_motive reason why_kill",
    "motive_to_lie": "why_lied why_lies lies_because reason_to_lie",
    "name": "display display_name full_name label called shown_as title",
    "needs": "requires weapon tool required need item",
    "no_motive": "without_motive motiveless lacks_motive not_motive",
    "no_opportunity": "without_opportunity not_opportunity",
    "note": "notes comment remark bio description info about",
    "of": "arguments args for per asked_of depends_on",
    "only": "only_these nobody_else exclusively",
    "opportunity": "opportunities chance",
    "people": "persons characters cast others witnesses witness victims bystanders person everybody_else",
    "places": "locations rooms place location settings setting scenes room",
    "place": "where location scene at room",
    "points_to": "suspicion accuses suspects suspect accused implicates blames hints_at points points_at incriminates accuse suggests against",
    "possible": "suspects remaining left may_be candidates",
    "private": "author_note hidden private_note",
    "question": "ask puzzle the_question",
    "rules": "constraints rule conditions laws givens",
    "says": "fact formula rule meaning logic statement content says_that then asserts condition",
    "solution": "murderer killer culprit answer who_did_it guilty whodunit solved thief answers perpetrator the_murderer",
    "solved_in": "solved solved_at solved_by solved_in_episode",
    "standard": "standard_rules switches options settings",
    "suspects": "characters cast players potential_culprits accused_people suspect dramatis_personae",
    "sworn": "true truthful certain trusted reliable vouched",
    "text": "description desc content words prose story line quote says_text clue body caption",
    "time": "when hour at_time moment clock times",
    "times": "timeline hours instants clock moments time schedule",
    "title": "name heading headline case_name",
    "told": "tells learns told_to learned",
    "unknowns": "variables unknown vars attributes functions properties",
    "victim": "dead corpse body murdered killed victims who",
    "was": "was_at was_in whereabouts were been seen",
    "was_not": "wasnt was_not_at not_at not_was",
    "what": "item items thing object weapon which",
    "who": "person people name whom suspect names persons suspects character by",
    "why": "because reason",
    "with": "company together_with accompanied_by alongside and together",
    "withdraws": "retracts takes_back withdraw unsays revokes recants",
    "worlds": "solutions ways possibilities",
}
# What others would say of a clue, which is no key here, and how it is said.
NO_KEYS: dict[str, str] = {
    "no_alibi": "Whoever has no alibi may have been anywhere: leave this out. Who was there is said by `was` or `opportunity`.",
    "saw": "Who speaks stands behind `by`, and what they saw behind `was`, `is` or `points_to`.",
    "lie": "What somebody says in vain is a `claim:`; the clue that rules it out exposes it.",
}
NO_KEYS |= dict.fromkeys(("without_alibi", "lacks_alibi", "not_alibi"), NO_KEYS["no_alibi"])
NO_KEYS |= dict.fromkeys(("sees", "seen", "heard", "hears", "noticed", "witnessed", "found", "shows"), NO_KEYS["saw"])
NO_KEYS |= dict.fromkeys(("lies", "lied", "false", "untrue", "is_lie", "false_claim", "red_herring"), NO_KEYS["lie"])
_MEANT: dict[str, list[str]] = {}
for _key, _words in _WORDS.items():
    for _word in _words.split():
        _MEANT.setdefault(_word, []).append(_key)


def meant_key(word: str, known: Collection[str], taken: Collection[str]) -> tuple[str, ...]:
    """Return which of the *known* keys *word* probably means: one of that meaning that is not *taken*, else one alike."""
    if len(word) > LONGEST_NAME:
        return ()
    plain = "_".join(word.lower().replace("-", " ").replace("_", " ").replace("*", "").split())
    if plain in known and plain not in taken:
        return (plain,)
    found = [each for each in _MEANT.get(plain, ()) if each in known and each not in taken]
    if found:
        return ("text",) if "text" in found else tuple(found[:1])
    near = _near(word, plain, tuple(known))
    if not near and len(plain) > 4:  # noqa: PLR2004 -- letters: another's word, misspelt: `wher`
        meant = [key for each in _one_slip_off(plain) for key in _MEANT[each] if key in known and key not in taken]
        return tuple(dict.fromkeys(meant))[:1]
    return tuple(each for each in near if each[0] == plain[:1] or one_slip(plain, each))


@lru_cache(maxsize=256)
def _one_slip_off(plain: str) -> tuple[str, ...]:
    return tuple(each for each in _MEANT if one_slip(plain, each))


@lru_cache(maxsize=256)  # the same slip is often made again
def _near(word: str, plain: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return close_names(word, known) or close_names(plain, known)
