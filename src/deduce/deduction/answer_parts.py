"""The parts of an answer: of each term of `find` what its value is, of a set who is in it and who is not.

This module must never know how an answer is found, nor a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.deduction.assertions import guilt_of, has_value
from deduce.logic.formula import negation
from deduce.syntax.formula.ast import Negation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Case, Sought
    from deduce.deduction.results import AnswerValues
    from deduce.logic.formula import Formula
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.theory import Theory


@dataclass(frozen=True, slots=True)
class PartOfAnswer:
    """What is said of one term: as the user would ask about it, in the case language, and as logic."""

    text: str
    expression: Expression
    formula: Formula


def parts_of_answer(
    case: Case, theory: Theory, answer: AnswerValues, terms: Iterable[Sought] | None = None
) -> Iterator[PartOfAnswer]:
    """Yield what *answer* says of *terms*, else of all that *case* asks for, which *theory* is made of."""
    for sought in case.find if terms is None else terms:
        values = answer.get(sought.text, ())
        if sought.text == "culprit":
            for name, guilt in theory.guilt.items():
                said = PartOfAnswer(f"culprit({name})", guilt_of(case, name), guilt)
                yield said if name in values else _denied(said)
            continue
        for value, formula in theory.sought[sought.text].items():
            if sought.set_valued:
                said = PartOfAnswer(f"{sought.text}({value})", has_value(sought, value), formula)
                yield said if value in values else _denied(said)
            elif value in values and isinstance(value, bool):
                text = sought.text if value else f"not ({sought.text})"
                yield PartOfAnswer(text, has_value(sought, value), formula)
            elif value in values:
                yield PartOfAnswer(f"{sought.text} = {value}", has_value(sought, value), formula)


def _denied(said: PartOfAnswer) -> PartOfAnswer:
    return PartOfAnswer(f"not {said.text}", Negation(said.expression), negation(said.formula))
