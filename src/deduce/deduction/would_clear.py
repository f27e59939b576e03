"""What would clear somebody: plain statements about them, each of which would be enough if it were a fact.

This module must never know a sentence, nor what is proven of anybody already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.formula import variables_of
from deduce.syntax.formula.ast import Apply, Compare, Name, Negation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.deduction.session import Session
    from deduce.logic.formula import Formula
    from deduce.syntax.formula.ast import Expression


def cleared_if(session: Session, name: str, guilt: Formula) -> Iterator[Expression]:
    """Yield each plain statement about the suspect that would clear them if it were a fact."""
    vocabulary = session.case.vocabulary
    known = {variable for stage in session.theory.stages for variable in stage.variables}
    functions = {variable.function for variable in known}
    statements: list[Expression] = [Negation(Apply(key, (Name(name),))) for key in ("opportunity", "motive", "means")]
    for function in vocabulary.functions.values():
        could_be = function.result is not None and not function.arguments and name in function.result.values
        if could_be and function.name != "culprit" and function.name in functions:
            statements.append(Compare(("!=",), (Name(function.name), Name(name))))
    for statement in statements:
        formula = session.theory.grounder.ground(statement, None)
        mentioned = all(variable in known for variable in variables_of(formula))
        if mentioned and session.world(formula) and session.world(formula, guilt) is None:
            yield statement
