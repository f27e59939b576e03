"""Formulas as clauses: every variable, and every part of a formula that needs one, gets a SAT literal.

This module must never know a question, a premise or a world: it only says what literals mean.
"""

from __future__ import annotations

from itertools import combinations
from math import isqrt
from typing import TYPE_CHECKING, assert_never

from pysat.card import CardEnc, EncType

from deduce.logic.budget import NO_DEADLINE, Budget
from deduce.logic.formula import And, Count, Distinct, Is, Not, Or

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula, Value, Variable

TRUE_LITERAL = 1
_TWO_VALUES = 2
_PAIR = 2
LADDERS = 1_000  # steps of a count; of more it is written by moduli (Ogawa et al., 2013), 51,000 clauses for 1,000
_OF_A_LADDER = 10  # literals in its clauses for each of those counted
_OF_A_COUNTER = 5  # likewise, for each of these and each that may be true, or by moduli the root of these
A_LITERAL = 5  # work of writing one
MOST_LITERALS = 6_000_000  # in the clauses of one theory: some 500 MB while they are written, 100 MB in a solver
PAIRWISE = 6  # so many literals are said pairwise to be at most one: 15 clauses, no helpers; more take a ladder


class Clauses:
    """Writes formulas as clauses, each shared part once and only in the direction in which it is used.

    The literal of a formula that is asked to hold implies it, the literal of one asked to fail is implied by it
    (Plaisted and Greenbaum, *A Structure-preserving Clause Form Translation*, 1986; after Tseitin, 1968).
    Parts are known by identity, and kept alive for it: grounded formulas share objects, and comparing is slow.
    """

    def __init__(
        self,
        add: Callable[[list[int]], object],
        prefer: Callable[[list[int]], object],
        deadline: Deadline = NO_DEADLINE,
    ) -> None:
        """Hand every clause to *add*, and to *prefer* the literals that give each variable its first value.

        Whatever writes clauses raises BudgetSpentError, before they are made, where they would have more than
        MOST_LITERALS, or *deadline* is over; what is said then is less than the formulas, and nothing may be asked.
        """
        self._budget = Budget(MOST_LITERALS, deadline, work=A_LITERAL)
        self._add = add
        self._prefer = prefer
        self._top = TRUE_LITERAL
        self._literals: dict[Variable, dict[Value, int]] = {}
        self._parts: dict[int, tuple[Formula, int]] = {}
        self._asked: dict[int, tuple[Formula, int]] = {}
        self._stated: set[tuple[int, bool]] = set()
        self._rivals: dict[int, tuple[object, int]] = {}
        self._unstated: list[tuple[Formula, bool, int]] = []
        self.values: dict[int, tuple[Variable, Value]] = {}  # literal -> the value that it gives a variable
        add([TRUE_LITERAL])

    @property
    def paid(self) -> int:
        """How many literals were paid for so far."""
        return self._budget.spent

    def state(self, formula: Formula) -> None:
        """Make *formula* hold in every world."""
        for part, sign in _conjuncts(formula, sign=True):
            self._state(part, sign, ())
        self._state_parts()

    def literal(self, formula: Formula) -> int:
        """Return a literal that implies *formula*."""
        known = self._asked.get(id(formula))
        if known is None:
            known = self._asked[id(formula)] = (formula, self._literal(formula, sign=True))
            self._state_parts()
        return known[1]

    def _state_parts(self) -> None:
        """Say what the literals mean that were handed out since: a list of work, for formulas may be deep."""
        while self._unstated:
            part, sign, literal = self._unstated.pop()
            self._state(part, sign, (-literal if sign else literal,))

    def _literal(self, formula: Formula, *, sign: bool) -> int:
        """Return a literal that implies *formula* if *sign*, else one that *formula* implies."""
        if isinstance(formula, Is):  # these two are most of all
            return self._atom(formula)
        if isinstance(formula, Not) and isinstance(formula.part, Is):
            return -self._atom(formula.part)
        direction, negative = sign, False
        while True:
            match formula:
                case Is():
                    literal = self._atom(formula)
                    break
                case Not(part):
                    formula, direction, negative = part, not direction, not negative
                case And((part,)) | Or((part,)):
                    formula = part
                case And(()) | Or(()):
                    literal = TRUE_LITERAL if isinstance(formula, And) else -TRUE_LITERAL
                    break
                case And() | Or() | Count() | Distinct():
                    literal = self._compound(formula, sign=direction)
                    break
                case _:
                    assert_never(formula)
        return -literal if negative else literal

    def _compound(self, formula: Formula, *, sign: bool) -> int:
        """Return the literal of *formula*, to be stated in the direction of *sign*."""
        if id(formula) not in self._parts:
            self._parts[id(formula)] = (formula, self._new())
        literal = self._parts[id(formula)][1]
        if (literal, sign) not in self._stated:
            self._stated.add((literal, sign))
            self._unstated.append((formula, sign, literal))
            if sign and isinstance(formula, (And, Or)) and formula.rivals:
                self._exclude(literal, formula.rivals)
        return literal

    def _exclude(self, literal: int, rivals: object) -> None:
        """Let *literal*, which implies its formula, exclude those of its *rivals* so far; as a ladder, for they grow.

        It follows, but not by unit propagation: two ways to add up would be tried one by one.
        """
        some = self._new()  # one of the rivals, this one too
        self._add([-literal, some])
        if id(rivals) in self._rivals:
            before = self._rivals[id(rivals)][1]
            self._add([-literal, -before])
            self._add([-before, some])
        self._rivals[id(rivals)] = (rivals, some)

    def _atom(self, atom: Is) -> int:
        """Return the literal of *atom*."""
        known = self._parts.get(id(atom))
        if known is None:
            literal = self._literals_of(atom.variable).get(atom.value, -TRUE_LITERAL)  # false outside the domain
            known = self._parts[id(atom)] = (atom, literal)
        return known[1]

    def _literals_of(self, variable: Variable) -> dict[Value, int]:
        """Return the literals for *variable* being each value: two values are one SAT variable, more are one each."""
        known = self._literals.get(variable)
        if known is not None:
            return known
        if len(variable.domain) == _TWO_VALUES:  # one literal says either
            second = self._new()
            literals = [-second, second]
        else:
            self._budget.spend(_OF_A_LADDER * len(variable.domain))
            literals = [self._new() for _ in variable.domain]
            self._add(literals)
            self._at_most(1, literals, ())
        self._prefer([literals[0], *(-literal for literal in literals[1:])])
        for literal, value in zip(literals, variable.domain, strict=True):
            self.values[literal] = (variable, value)
        known = self._literals[variable] = dict(zip(variable.domain, literals, strict=True))
        return known

    def _state(self, part: Formula, sign: bool, unless: tuple[int, ...]) -> None:  # noqa: FBT001 -- a sign
        """Make *part* hold (fail, without *sign*) unless one of the literals *unless* is true."""
        self._budget.spend(1 + len(part.inside()))
        match part:
            case Or(parts) if sign:
                variables = _cased(parts) if parts and isinstance(parts[0], And) else ()
                for variable in variables:
                    self._state_cases(parts, variable, unless)
                if not variables:
                    self._add([*unless, *[self._literal(each, sign=True) for each in parts]])
            case Is() | Not():
                self._add([*unless, self._literal(part if sign else Not(part), sign=True)])
            case And(parts) | Or(parts) if isinstance(part, And) == sign:
                for each in parts:
                    if (
                        isinstance(each, Or if sign else And)
                        and id(each) not in self._parts
                        and not (sign and each.rivals)
                    ):
                        self._state(each, sign, unless)  # one clause, no literal needed
                    else:
                        literal = self._literal(each, sign=sign)
                        self._add([*unless, literal if sign else -literal])
            case And(parts) | Or(parts):
                self._add([*unless, *[-self._literal(each, sign=False) for each in parts]])
            case Count(low, high, parts) if sign:
                self._at_most(high, [self._literal(each, sign=False) for each in parts], unless)
                self._at_least(low, [self._literal(each, sign=True) for each in parts], unless)
            case Count(low, high, parts):
                few, many = self._new(), self._new()
                self._add([*unless, few, many])
                self._at_most(low - 1, [self._literal(each, sign=False) for each in parts], (-few,))
                self._at_least(high + 1, [self._literal(each, sign=True) for each in parts], (-many,))
            case Distinct(variables):
                self._distinct(variables, sign, unless)
            case _:
                assert_never(part)

    def _state_cases(self, parts: Sequence[Formula], variable: Variable, unless: tuple[int, ...]) -> None:
        """Make one of *parts* hold, each of which gives *variable* a value: say what each value takes besides.

        The support encoding: half the clauses, and no literal for each of *parts*; where what a value takes is a value
        of another variable, unit propagation sees more (Gent, *Arc Consistency in SAT*, 2002).
        """
        self._budget.spend((2 + len(unless)) * len(variable.domain))
        besides: dict[Value, list[Sequence[Formula]]] = {value: [] for value in variable.domain}
        for part in parts:
            atom = next(each for each in part.inside() if isinstance(each, Is) and each.variable == variable)
            besides.setdefault(atom.value, []).append([each for each in part.inside() if each is not atom])
        for value, literal in self._literals_of(variable).items():
            cases = besides[value]
            if len(cases) == 1:
                for each in cases[0]:
                    self._add([*unless, -literal, self._literal(each, sign=True)])
            else:
                wanted = [each[0] if len(each) == 1 else And(tuple(each)) for each in cases]
                self._add([*unless, -literal, *[self._literal(each, sign=True) for each in wanted]])

    def _distinct(self, variables: Sequence[Variable], sign: bool, unless: tuple[int, ...]) -> None:  # noqa: FBT001 -- a sign
        """Give no value twice to *variables* (without *sign*: some value twice) unless one of *unless*."""
        users: dict[Value, list[int]] = {}
        for variable in variables:
            for value, literal in self._literals_of(variable).items():
                users.setdefault(value, []).append(literal)
        if sign:
            for literals in users.values():
                self._at_most(1, literals, unless)
                if len(users) == len(variables):  # follows, but not by unit propagation: each value is somebody's
                    self._add([*unless, *literals])
            return
        repeated = []
        for literals in users.values():
            if len(literals) > 1:
                repeated.append(self._new())
                self._at_least(2, literals, (-repeated[-1],))
        self._add([*unless, *repeated])

    def _at_most(self, bound: int, literals: list[int], unless: tuple[int, ...]) -> None:
        """Let at most *bound* of *literals* be true unless one of *unless* is."""
        negated = [-literal for literal in literals]
        clauses: Iterable[Sequence[int]]
        if bound >= len(literals):
            return
        if bound < 0:
            clauses = [()]
        elif bound == 0:
            clauses = [(literal,) for literal in negated]
        elif bound == len(literals) - 1:
            clauses = [negated]
        elif bound == 1 and len(literals) <= PAIRWISE:
            self._budget.spend((2 + len(unless)) * len(literals) ** 2 // 2)
            clauses = combinations(negated, 2)
        else:
            encoding = EncType.ladder if bound == 1 else EncType.seqcounter
            each = _OF_A_LADDER if bound == 1 else _OF_A_COUNTER * bound
            if bound > 1 and bound * len(literals) > LADDERS:
                encoding = EncType.mtotalizer
                each = _OF_A_COUNTER * isqrt(len(literals))
            self._budget.spend((each + 2 * len(unless)) * len(literals))
            encoded = CardEnc.atmost(literals, bound, top_id=self._top, encoding=encoding)
            self._top = max(self._top, encoded.nv)
            clauses = encoded.clauses
        for clause in clauses:
            self._add([*unless, *clause] if unless else list(clause))

    def _at_least(self, bound: int, literals: list[int], unless: tuple[int, ...]) -> None:
        """Let at least *bound* of *literals* be true unless one of *unless* is."""
        self._at_most(len(literals) - bound, [-literal for literal in literals], unless)

    def _new(self) -> int:
        """Return a fresh literal."""
        self._top += 1
        return self._top


def _cased(parts: Sequence[Formula]) -> Sequence[Variable]:
    """Return the variable to which each of *parts* gives a value of its domain; both, where that is all they do."""
    common: list[Variable] = []
    pairs = True
    for place, part in enumerate(parts):
        if not isinstance(part, And):
            return ()
        inside = part.parts
        given = [each.variable for each in inside if isinstance(each, Is) and each.value in each.variable.domain]
        if place == 0:  # two values are one literal and its negation: nothing is gained
            common = [variable for variable in dict.fromkeys(given) if len(variable.domain) > _TWO_VALUES]
        else:
            common = [variable for variable in common if variable in given]
        if not common:
            return ()
        pairs = pairs and len(inside) == _PAIR
    return common if pairs and len(common) == _PAIR else common[-1:]


# `csp` takes conjunctions apart with a function of its own: both engines would share a mistake in a shared one.
def _conjuncts(formula: Formula, *, sign: bool) -> list[tuple[Formula, bool]]:
    """Return parts and whether each has to hold, which together say that *formula* holds (fails, without *sign*)."""
    signed: list[tuple[Formula, bool]] = []
    seen: set[tuple[int, bool]] = set()
    waiting = [(formula, sign)]
    while waiting:
        part, its_sign = waiting.pop()
        if (id(part), its_sign) in seen:
            continue
        seen.add((id(part), its_sign))
        if isinstance(part, Not):
            waiting.append((part.part, not its_sign))
        elif (its_sign and isinstance(part, And)) or (not its_sign and isinstance(part, Or)):
            waiting.extend((inner, its_sign) for inner in reversed(part.parts))
        else:
            signed.append((part, its_sign))
    return signed
