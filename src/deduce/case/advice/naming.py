"""Formulas put otherwise by what their names are: readers' names, a name where a question about it belongs, and so on.

This module must never know whether what it proposes fits: one step at a time, a text in, texts out.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from deduce.case.known_names import heard, likely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.vocabulary import Vocabulary

_LONG_WORDS = ("implies", "exactly", "between", "before", "after", "every", "where", "least")
_WORD = re.compile(r"[^\W\d][\w-]*")
_NAME = r"[^\W\d][\w-]*"


def by_names(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield ways to put *text* otherwise that the names of *vocabulary* allow, each one step."""
    yield _with_ids(text, vocabulary)
    yield _spelt(text, vocabulary)
    yield from _compared(text, vocabulary)
    yield from _swapped(text, vocabulary)
    yield from _wrapped(text, vocabulary)
    yield from _located(text, vocabulary)
    yield from _killed(text, vocabulary)
    yield from _turned(text, vocabulary)
    yield from _summed(text, vocabulary)
    yield from _of_each(text, vocabulary)
    yield from _of_speakers(text, vocabulary)


def _with_ids(text: str, vocabulary: Vocabulary) -> str:
    """Return *text* with the file's names for those that readers see."""
    values = (*vocabulary.homes, *vocabulary.functions)
    called: dict[str, str] = {}
    there = heard(text)
    for name in values:
        for said in {heard(vocabulary.labels.get(name, name)), heard(name)}:
            if said.removeprefix("the ") in there:
                called.setdefault(said, name)
                called.setdefault(said.removeprefix("the "), name)
    for said in sorted(called, key=len, reverse=True):
        if said and said != called[said]:
            pattern = (
                r"(?<![\w-])(?:the\s+)?" + re.escape(said).replace(r"\ ", r"\s+").replace("'", "['’]") + r"(?![\w-])"
            )
            text = re.sub(pattern, called[said], text, flags=re.IGNORECASE)
        elif said:
            text = re.sub(rf"(?<![\w-]){re.escape(said)}(?![\w-])", called[said], text, flags=re.IGNORECASE)
    return text


def _spelt(text: str, vocabulary: Vocabulary) -> str:
    """Return *text* with names that are nothing here as they were probably meant, where that is one."""
    known = (*vocabulary.homes, *vocabulary.functions, *vocabulary.kinds, *_LONG_WORDS)

    def meant(found: re.Match[str]) -> str:
        guesses = () if found[0] in known or len(found[0]) == 1 else likely(found[0], known, vocabulary.labels)
        return guesses[0] if len(guesses) == 1 else found[0]

    return _WORD.sub(meant, text)


def _compared(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`green = dog` -> `house(green) = house(dog)`; `carl = tue` -> `lesson(carl) = tue`."""
    unary = [
        name for name, each in vocabulary.functions.items() if len(each.arguments) == 1 and each.result is not None
    ]
    for found in re.finditer(rf"({_NAME})\s*(=|!=|<=|>=|<|>|before|after|-|\+)\s*({_NAME}|\d+)(?!\s*\()", text):
        one, sign, other = found.groups()
        ways: list[str] = []
        for name in unary:
            domain, result = vocabulary.functions[name].arguments[0].values, vocabulary.functions[name].result
            values = tuple(map(str, result.values)) if result is not None else ()
            scale = result.scale if result is not None else None
            earlier = sign in {"before", "after"} and scale == "number" and not vocabulary.grid  # not of coins
            if earlier or (scale is None and sign not in {"=", "!="}):
                continue
            alike = set(vocabulary.homes.get(one, ())) & set(vocabulary.homes.get(other, ()))
            if one in domain and other in domain:
                if sign != "=" or not alike:
                    ways.append(f"{name}({one}) {sign} {name}({other})")
            elif one in domain and other in values:
                ways.append(f"{name}({one}) {sign} {other}")
            elif other in domain and one in values:
                ways.append(f"{name}({other}) {sign} {one}")
        of_grid = all(vocabulary.functions[way.partition("(")[0]].grid for way in ways)
        same = of_grid and sign in {"=", "!="}  # in a grid it is the same of whatever kind it is said
        if len(ways) == 1 or (ways and same):
            yield text[: found.start()] + ways[0] + text[found.end() :]
    for found in re.finditer(rf"({_NAME})\(({_NAME}|\d+)\)\s*(=|!=)\s*({_NAME})(?!\s*\()", text):
        name, argument, sign, value = found.groups()
        function = vocabulary.functions.get(name)
        if function is not None and len(function.arguments) == 1 and value in function.arguments[0].values:
            yield f"{text[: found.start()]}{name}({argument}) {sign} {name}({value}){text[found.end() :]}"
            yield f"{text[: found.start()]}{name}({value}) {sign} {argument}{text[found.end() :]}"


def _swapped(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`at(21:00, ann)` -> `at(ann, 21:00)`."""
    for found in re.finditer(rf"({_NAME})\(([^()]*)\)", text):
        parts = [each.strip() for each in found[2].split(",")]
        function = vocabulary.functions.get(found[1])
        denied = text[: found.start()].endswith("not ")  # not honest(ada, ben): not both, or neither?
        if (
            function is not None
            and len(parts) > 1 == len(function.arguments)
            and function.result is None
            and not denied
        ):
            each_of = " and ".join(f"{found[1]}({part})" for part in parts)  # honest(ada, ben)
            yield f"{text[: found.start()]}({each_of}){text[found.end() :]}"
            yield f"{text[: found.start()]}{each_of}{text[found.end() :]}"
        if function is not None and 1 < len(parts) == len(function.arguments):
            for order in list(permutations(parts))[1:]:
                yield f"{text[: found.start()]}{found[1]}({', '.join(order)}){text[found.end() :]}"


def _located(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`at(ada, hall)` -> `at(ada, crime_time) = hall`; `una is in stall 1` -> `stall(una) = 1`."""
    for found in re.finditer(r"\bat\(([^()]*)\)(?!\s*(?:!?=|in\b|not\b))", text):
        parts = [each.strip() for each in found[1].split(",")]
        places = [each for each in parts if "place" in vocabulary.homes.get(each, ())]
        rest = [each for each in parts if each not in places]
        if len(places) == 1 and len(rest) in {1, 2}:
            for order in permutations([*rest, "crime_time"][:2]):
                yield f"{text[: found.start()]}at({', '.join(order)}) = {places[0]}{text[found.end() :]}"
    for name in _said(vocabulary.functions, text):
        there = rf"(?:is|lives|sits|stands|was|comes) (?:in|at|on) (?:the )?{re.escape(name)} ({_NAME}|\d+)"
        yield re.sub(rf"(?:the )?({_NAME}) {there}", rf"{name}(\1) = \2", text)


def _turned(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`una.stall` and `una(stall)` -> `stall(una)`; `every guest g` -> `every suspect g where guest(g)`."""

    def asked(found: re.Match[str]) -> str:
        return f"{found[2]}({found[1]})" if found[2] in vocabulary.functions else found[0]

    for found in re.finditer(rf"(?<![\w-])(?=(({_NAME}) ({_NAME}))(?![\w(-]))", text):  # seat ada = 1
        if found[2] in vocabulary.functions and found[3] in vocabulary.homes:
            yield f"{text[: found.start()]}{found[2]}({found[3]}){text[found.end(1) :]}"
    for name in _said(vocabulary.functions, text):  # kit saw lena
        if len(vocabulary.functions[name].arguments) == len(("who", "whom")):
            yield re.sub(rf"({_NAME}) {re.escape(name)} ({_NAME})(?![\w(-])", rf"{name}(\1, \2)", text)
    for name in _said(vocabulary.functions, text):  # nothonest(ada)
        yield re.sub(rf"\bnot[_-]?{re.escape(name)}\(", f"not {name}(", text)
    yield re.sub(rf"({_NAME})\.({_NAME})", asked, text)
    yield re.sub(rf"({_NAME})\(\s*({_NAME})\s*\)", asked, text)
    for trait in _said(vocabulary.traits, text):
        for kind in ("person", "suspect"):
            yield re.sub(
                rf"\b(every|all|some|no|\w+ \w+) {re.escape(trait)}s? (\w+)\s*,",
                rf"\1 {kind} \2 where {trait}(\2),",
                text,
            )


def _killed(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`ada killed vic`, and `killed(ada, vic)`, where that is the victim -> `culprit(ada)`."""
    victim = vocabulary.functions.get("victim")
    given = str((victim.given or {}).get((), "")) if victim is not None else ""
    if given:
        deed = r"(?:killed|murdered|pushed|poisoned|stabbed|shot)"
        yield re.sub(rf"({_NAME}) {deed} {re.escape(given)}\b", r"culprit(\1)", text)
        yield re.sub(rf"\b{deed}\(\s*({_NAME})\s*,\s*{re.escape(given)}\s*\)", r"culprit(\1)", text)


def _said(names: Iterable[str], text: str) -> list[str]:
    """Return those of *names* that stand in *text*."""
    return [name for name in names if name in text]


def _wrapped(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`different(n(ann), n(bob), cy)` -> `different(n(ann), n(bob), n(cy))`."""
    used = {found[1] for found in re.finditer(rf"({_NAME})\(", text)} & vocabulary.functions.keys()
    yield from _counted(text, vocabulary)
    for trait in _said(vocabulary.traits, text):
        yield re.sub(rf"({_NAME})\s*=\s*{re.escape(trait)}\b", rf"{trait}(\1)", text)
        yield re.sub(rf"({_NAME})\s*!=\s*{re.escape(trait)}\b", rf"not {trait}(\1)", text)
    whole = re.fullmatch(r"\s*different\((.*)\)\s*", text)
    for found in re.finditer(rf"({_NAME})(?!\s*[\w(-])", text) if whole else ():
        for name in used:
            function = vocabulary.functions[name]
            if len(function.arguments) == 1 and found[1] in function.arguments[0].values:
                yield f"{text[: found.start()]}{name}({found[1]}){text[found.end() :]}"


def _counted(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`ada + ben = 12` -> `coins(ada) + coins(ben) = 12`, where of all numbers only coins can be meant."""
    ways: list[str] = []
    for name, function in vocabulary.functions.items():
        numeric = function.result is not None and function.result.scale == "number" and len(function.arguments) == 1
        if numeric and re.search(r"[+*<>-]|\d", text):
            members = set(function.arguments[0].values)

            def counted(found: re.Match[str], name: str = name, members: set[str | int] = members) -> str:
                return f"{name}({found[1]})" if found[1] in members else found[0]

            asked = re.search(rf"\b{re.escape(name)}\s*\(", text)
            new = re.sub(rf"({_NAME})(?!\s*[\w(-])", counted, text)
            if new != text:
                ways.append("" if asked else new)
    if len(ways) == 1 and ways[0]:
        yield ways[0]


def _summed(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`sum(apples)` -> `sum(child c, apples(c))`; `count(hat = wool)` -> `count(child c where hat(c) = wool)`."""
    for found in re.finditer(rf"\b(sum|count|every|some|no)\s*(\(?)\s*({_NAME})\b(?!\s*\()([^()]*)(\)?)", text):
        what, opening, name, rest, closing = found.groups()
        function = vocabulary.functions.get(name)
        if function is None or len(function.arguments) != 1 or bool(opening) != bool(closing):
            continue
        kind = function.arguments[0].name
        letter = next(each for each in f"{kind[:1]}xyzuvw" if each not in vocabulary.homes and each.isalpha())
        if kind not in vocabulary.kinds:
            continue
        inner = f"{kind} {letter}{', ' if what == 'sum' else ' where '}{name}({letter}){rest}"
        yield f"{text[: found.start()]}{what}({inner}){text[found.end() :]}"


def _of_each(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`no suspect coins = 6`, `all suspects have coins >= 1` -> `no suspect s, coins(s) = 6`."""
    amount = r"every|all|some|no|(?:exactly|at least|at most) \w+"
    for found in re.finditer(rf"\b({amount}) ({_NAME}) (?:(?:has|have|had|with) )?({_NAME})\b(?!\s*[(,])(.*)$", text):
        howmany, word, name, rest = found.groups()
        kind, function = vocabulary.kind(word), vocabulary.functions.get(name)
        if kind is not None and function is not None and len(function.arguments) == 1 and rest.strip():
            howmany = "every" if howmany == "all" else howmany
            yield f"{text[: found.start()]}{howmany} {kind.name} x, {name}(x){rest}"


def _of_speakers(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`true(ann)`, of whom one statement is known -> `true(anns-word)`."""
    speaker = vocabulary.functions.get("speaker")
    given = speaker.given if speaker is not None and speaker.given is not None else {}

    def said(found: re.Match[str]) -> str:
        clues = [str(clue) for (clue,), who in given.items() if who == found[1]]
        return f"true({clues[0]})" if len(clues) == 1 else found[0]

    yield re.sub(rf"\btrue\(\s*({_NAME})\s*\)", said, text)
