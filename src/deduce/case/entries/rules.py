"""Rules: the author's own, the standard ones that are switched on, and the policy of honesty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.case import Rule
from deduce.case.clue_models import CONTENT_KEYS
from deduce.case.prelude import STANDARD, honesty_rule
from deduce.syntax.amounts import amount_said
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.declarations.declarations import Declarations
    from deduce.case.entries.clue_names import ClueNames
    from deduce.case.entries.desugar import Contents
    from deduce.case.typecheck import TypeChecker
    from deduce.syntax.yaml.source_map import NodePath


def read_rules(declared: Declarations, contents: Contents, checker: TypeChecker, names: ClueNames) -> Iterator[Rule]:
    """Yield the author's rules, which say what stands in *contents*, checked by *checker*; enter their *names*."""
    source_map, complaints = declared.source_map, declared.complaints
    for position, (said, content) in enumerate(zip(declared.case_file.rules, contents.rules, strict=True)):
        path: NodePath = ("rules", position)
        name = said.id or f"rule-{position + 1}"
        names.identify(name, (*path, "id"))
        names.note_rule(name)
        if said.points_to is not None:
            complaints.add(
                "rule-points",
                "`points_to` is always a claim, and a rule always holds.",
                source_map.key_spot((*path, "points_to")),
                "Put it into a clue, or say what holds with `says:`.",
            )
        formula = checker.formula(content) if content is not None else None
        if formula is not None:
            yield Rule(name, formula, said.text, source_map.spot(path))
        elif not any(getattr(said, key) is not None for key in CONTENT_KEYS):
            complaints.add("empty-rule", f"The rule `{name}` says nothing.", source_map.spot(path), "Add `says:`.")


def read_switches(declared: Declarations) -> dict[str, bool]:
    """Return which standard rules are switched on or off; complain of names that no standard rule has."""
    for name in declared.case_file.standard:
        if name not in STANDARD:
            spot = declared.source_map.key_spot(("standard", name))
            guesses, otherwise = close_names(name, STANDARD), f"There are {', '.join(STANDARD)}."
            wording = "No standard rule is called {}."
            declared.complaints.once(unknown("unknown-rule", wording, name, spot, guesses, otherwise))
    return declared.case_file.standard


_OF_LIARS = (
    "there is are of them these the a lie lies lied liar liars lying tells tell told people persons person "
    "suspects suspect has have"
)
_PERSON = r"(?:everyone|everybody|(?:each|every|all|any)(?: of them| person| people| suspects?| islanders?)?)"
_KNIGHTS = re.compile(
    r"(?:the )?knights?(?: ?(?:and|&|/|,) ?(?:the )?knaves?)?"
    rf"|{_PERSON} (?:is|are) (?:either )?(?:an? )?knights? or (?:an? )?knaves?"
)
_GUILTY = r"(?:the )?(?:culprits?|murderers?|killers?|guilty(?: ones?)?|thief|thieves)"
_LIE = r"(?:lies?|lied|(?:is|are|was|were) (?:lying|a liar|liars))"
_ONLY_CULPRITS = re.compile(
    rf"only {_GUILTY} {_LIE}|{_GUILTY} alone {_LIE}|{_GUILTY} {_LIE},? (?:alone|and nobody else)"
    rf"|(?:nobody|no one) (?:but|except) {_GUILTY} {_LIE}|(?:nobody|no one) {_LIE} (?:but|except) {_GUILTY}"
)


def _policy(text: str) -> str:
    """Return which policy was meant by *text*, if all of it says that one; else nothing."""
    said = " ".join(text.lower().rstrip(".!").split())
    if _KNIGHTS.fullmatch(said):
        return "knights and knaves"
    if _ONLY_CULPRITS.fullmatch(said):
        return "only culprits lie"
    amount = amount_said(said, _OF_LIARS) if re.search(r"\bl(?:ie|iar|ying)", said) else None
    if amount is None or (amount[0] and amount[1] not in {None, amount[0]}):  # for `one or two` there is no policy
        return ""
    low, high = amount
    word, many = ("at least", low) if high is None else ("exactly", low) if low == high else ("at most", high)
    return f"{word} {many} {'lies' if many == 1 else 'lie'}"


def read_honesty(declared: Declarations) -> Iterator[Rule]:
    """Yield the rule of the policy of honesty, if there is one; complain of a policy that nobody knows."""
    rule = honesty_rule(declared.case_file.honesty, declared)
    if isinstance(rule, str):
        spot, better = declared.source_map.spot(("honesty",)), _policy(declared.case_file.honesty)
        there_are = "There are: unknown, only culprits lie, knights and knaves, exactly 1 lies, at most 2 lie."
        hint = f"Write `{better}`." if better else there_are
        repair = ((spot, better),) if better else ()
        declared.complaints.once(Complaint("unknown-policy", rule, spot, hint, repair=repair))
    elif rule is not None:
        yield rule
