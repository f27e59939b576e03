"""Formulas as people write them who know other notations, or plain English: each way to put one, text by text.

This module must never know which names a case has: it proposes, and whoever knows the names sees what fits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.amounts import amount_said
from deduce.syntax.clocks import spoken_times
from deduce.syntax.formula.lexer import NUMBER_VALUES, RESERVED
from deduce.syntax.formula.signs import TERM, with_our_names, with_our_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAME = r"[^\W\d][\w-]*"
_BARE = r"(?:\d+(?::\d\d)?|[^\W\d][\w-]*)(?![\w(-]|\s+\()"  # a name or a number, and no question
_ARTICLE = r"(?:(?:the|a|an)\s+)?"
_QUOTES = re.compile(r"""^\s*["'“”„‘’«»]+([^"'“”„‘’«»](?:.*[^"'“”„‘’«»])?|)["'“”„‘’«»]+\s*$""", re.DOTALL)

# Sentences about two things: where one stands, and whether it is the other.
_NUMBERS = {*map(str, range(100)), *NUMBER_VALUES}
_RELATIONS: tuple[tuple[str, str], ...] = (
    (r"(?:immediately|directly|just|right)\s+(?:to the )?left of", "{a} = {b} - 1"),
    (r"(?:immediately|directly|just|right)\s+(?:to the )?right of", "{a} = {b} + 1"),
    (r"(?:immediately|directly|just|right)\s+before", "{a} = {b} - 1"),
    (r"(?:immediately|directly|just|right)\s+after", "{a} = {b} + 1"),
    (r"(?:somewhere )?(?:to the )?left of", "{a} < {b}"),
    (r"(?:somewhere )?(?:to the )?right of", "{a} > {b}"),
    (r"(?:directly |right )?(?:next to|beside|adjacent to)", "abs({a} - {b}) = 1"),
    (r"(?:somewhere )?(?:before|earlier than)", "{a} before {b}"),
    (r"(?:somewhere )?(?:after|later than)", "{a} after {b}"),
    (r"between\s+(?P<c>TERM)\s+and", "{a} between {c} and {b}"),
    (r"not (?:in|at|on)", "{a} != {b}"),
    (r"(?:in|at|on)", "{a} = {b}"),
)
_HOUSES = r"(?:lives?|is|sits?|stands?|comes?|was|lived|sat|stood|works?|falls?)"
_GUILTY = r"(?:guilty|the (?:murderer|killer|culprit|thief|one who did it)|a (?:murderer|killer|culprit|thief))"
_IS = "(?:is|was|are|were)"
_PEOPLE: tuple[tuple[str, str], ...] = (
    (rf"({TERM}) (?:did it|is {_GUILTY}|was {_GUILTY})", r"culprit(\1)"),
    (rf"({TERM}) (?:did not do it|didn['’]t do it|is innocent|was innocent|is not {_GUILTY}|isn['’]t {_GUILTY})", r"not culprit(\1)"),
    (rf"({TERM}) {_IS} (?:lying|a liar|a knave|liars|knaves)", r"not honest(\1)"),
    (rf"({TERM}) (?:lies?|lied|told a lie)", r"lied(\1)"),
    (rf"({TERM}) {_IS} (?:truthful|a knight|knights|honest)|({TERM}) tells? the truth|({TERM}) told the truth", r"honest(\1\2\3)"),
    (rf"({TERM}) {_IS} not (?:a knight|knights|honest|truthful)", r"not honest(\1)"),
    (rf"({TERM}) {_IS} not (?:a knave|knaves|a liar|liars|lying)|({TERM}) (?:does not lie|did not lie|doesn['’]t lie)", r"honest(\1\2)"),
    (rf"({TERM}) (?:has|had) (?:a )?motive", r"motive(\1)"),
    (rf"({TERM}) (?:has|had) no motive", r"not motive(\1)"),
    (rf"({TERM}) (?:has|had) (?:no|not(?: got)?(?: the| a| an)?) ({TERM})", r"not has(\1, \2)"),
    (rf"({TERM}) (?:does not have|doesn['’]t have|did not have|didn['’]t have|hasn['’]t|lacks?|lacked) {_ARTICLE}({TERM})", r"not has(\1, \2)"),
    (rf"({TERM}) (?:has|had|has got|owns?|owned|carries|carried) {_ARTICLE}({TERM})", r"has(\1, \2)"),
    (rf"({TERM}) (?:was|is) not (?:in|at|on) {_ARTICLE}({TERM}) at ({TERM})", r"at(\1, \3) != \2"),
    (rf"({TERM}) (?:was|is) never (?:in|at|on) {_ARTICLE}({TERM})", r"every time t, at(\1, t) != \2"),
    (rf"({TERM}) (?:was|is) not (?:in|at|on) {_ARTICLE}({TERM})", r"at(\1, crime_time) != \2"),
    (rf"({TERM}) (?:was|is) (?:in|at|on) {_ARTICLE}({TERM}) at ({TERM})", r"at(\1, \3) = \2"),
    (rf"({TERM}) (?:was|is) (?:in|at|on) {_ARTICLE}({TERM})", r"at(\1, crime_time) = \2"),
    (rf"({TERM}) (?:is|was) (?:not|no)(?: an?)? ({_NAME})", r"not \2(\1)"),
    (rf"({TERM}) (?:isn['’]t|wasn['’]t)(?: an?)? ({_NAME})", r"not \2(\1)"),
    (rf"({TERM}) {_IS}(?: an?)? (?!not\b)({_NAME})", r"\2(\1)"),
    (rf"({TERM}) ({_NAME})s {_ARTICLE}({TERM})", r"\2s(\1, \3)"),
    (rf"({TERM}) does not ({_NAME}) {_ARTICLE}({TERM})", r"not \2s(\1, \3)"),
    (rf"({TERM}) (?:is|was) not {_ARTICLE}({TERM})", r"\1 != \2"),
    (rf"({TERM}) (?:isn['’]t|wasn['’]t) {_ARTICLE}({TERM})", r"\1 != \2"),
    (rf"({TERM}) (?:is|was) {_ARTICLE}({TERM})", r"\1 = \2"),
)  # fmt: skip


def rephrasings(text: str) -> Iterator[str]:
    """Yield ways to put *text* as a formula: each thing that others write otherwise, by itself, in one place or all."""
    yield from (each for way in _WAYS for each in way(text) if each != text)


def notations(text: str) -> Iterator[str]:
    """Yield *text* in our notation, as far as that can be told from its signs alone: one thing, then several."""
    for way in (_without_quotes, _small_letters, _signs, _lists, _chains, _brackets):
        for each in way(text):
            if each != text:
                yield each
                yield from (other for further in (_signs, _lists, _brackets) for other in further(each))


def _without_quotes(text: str) -> Iterator[str]:
    if found := _QUOTES.match(text):
        yield found[1]
    if text.rstrip().endswith((".", ";", ",")):
        yield text.rstrip().rstrip(".;,")
    yield re.sub(r"[“”„«»\"]", "", text)
    yield re.sub(rf"(?<!\w)['‘’]({_NAME})['‘’]", r"\1", text)


def _small_letters(text: str) -> Iterator[str]:
    yield re.sub(
        r"\b[A-Z]\w*\b",
        lambda found: found[0].lower() if found[0].lower() in RESERVED | {"true", "false"} else found[0],
        text,
    )


def _signs(text: str) -> Iterator[str]:
    if "=>" in text:
        yield text.replace("=>", ">=")
        yield text.replace("=>", " implies ")
    yield with_our_signs(text)
    yield re.sub(rf"(?<![\w)])\|\s*({TERM}\s*-\s*{TERM})\s*\|", r"abs(\1)", text)
    yield re.sub(rf"\b(\d+)\s*({_NAME}\([^()]*\))(?!\s*[=<>!])", r"\1 * \2", text)  # and not: a = 1 b() = 2
    yield re.sub(rf"((?:^|[(,+-]|\b(?:and|or|not|if|then|implies)\b)\s*)(\d+)\s*({_NAME}\()", r"\1\2 * \3", text)
    yield re.sub(rf"({TERM})\s*=\s*(?:no|false)\b", r"not \1", text)
    yield re.sub(rf"({TERM})\s*=\s*(?:yes|true)\b", r"\1", text)
    yield re.sub(r"\b(yes|no)\b(?=\s*$)", lambda found: {"yes": "true", "no": "false"}[found[1]], text)
    yield text.replace(":", ",", 1)


def _lists(text: str) -> Iterator[str]:
    joint = re.compile(r"\s*,?\s+or\s+")
    yield re.sub(r"\b(not\s+)?in\s*[\[(]([^\[\]()]*)[\])]", r"\1in {\2}", text)
    yield re.sub(
        rf"({TERM})\s*=\s*({_BARE}(?:(?:\s*,|\s+or)\s+{_BARE})*\s*,?\s+or\s+{_BARE})(?!\s*[=<>])(?!\s+and\b)",
        lambda found: f"{found[1]} in {{{joint.sub(', ', found[2])}}}",
        text,
    )
    yield re.sub(
        rf"(({_NAME})\([^()]*\))\s*=\s*({_BARE})\s+(or|and)\s+(\2\([^()]*\))(?!\s*[=<>!])", r"\1 = \3 \4 \5 = \3", text
    )
    yield re.sub(rf"({TERM})\s*=\s*[\[{{]([^\[\]{{}}]*)[\]}}]", r"\1 in {\2}", text)
    yield re.sub(rf"({TERM})\s*!=\s*[\[{{]([^\[\]{{}}]*)[\]}}]", r"\1 not in {\2}", text)
    yield re.sub(rf"\b(not\s+)?in\s+({TERM}(?:\s*,\s*{TERM})+)\s*$", r"\1in {\2}", text)
    yield re.sub(rf"({TERM})\s+(?:in|from)\s+(\d+)\s*(?:-|to)\s*(\d+)", r"\1 in \2..\3", text)
    yield re.sub(rf"({TERM})\s+(?:in )?between\s+(\d+)\s*(?:-|to|and)\s*(\d+)", r"\1 in \2..\3", text)
    yield re.sub(rf"({TERM})\s*=\s*(\d+)\s+to\s+(\d+)", r"\1 in \2..\3", text)
    if found := re.search(r"\b((?:exactly|at least|at most)\s+\w+)\s+(?:of\s+)?(?!\()(.+)$", text):
        parts = re.sub(r"\s*,?\s+(?:and|or)\s+", ", ", found[2])
        yield f"{text[: found.start()]}{found[1]} of ({parts})"


def _arithmetic(text: str) -> Iterator[str]:
    beside = r"(?:±|\+\s*/?\s*-)"
    yield re.sub(rf"({TERM})\s*=\s*({TERM})\s*{beside}\s*(\d+)", r"abs(\1 - \2) = \3", text)
    yield re.sub(rf"({TERM})\s*=\s*({TERM})\s*\+\s*(\d+)\s+or\s+-\s*\3", r"abs(\1 - \2) = \3", text)
    yield re.sub(rf"({TERM})\s*/\s*(\d+)\s*=\s*({TERM})", r"\1 = \2 * \3", text)
    yield re.sub(rf"\b(\d+)\s*x\s*(?={_NAME}\()", r"\1 * ", text)
    yield re.sub(rf"({_NAME})\(\s*({_NAME})\s*([+-])\s*(\d+)\s*\)", r"\1(\2) \3 \4", text)
    yield re.sub(
        rf"\b(?:next_to|beside|adjacent|adjacent_to|neighbou?rs?)\(\s*({TERM})\s*,\s*({TERM})\s*\)",
        r"abs(\1 - \2) = 1",
        text,
    )
    yield re.sub(rf"\b(before|after)\(\s*({TERM})\s*,\s*({TERM})\s*\)", r"\2 \1 \3", text)
    yield re.sub(rf"\bbetween\(\s*({TERM})\s*,\s*({TERM})\s*,\s*({TERM})\s*\)", r"\1 between \2 and \3", text)


def _chains(text: str) -> Iterator[str]:
    sign = r"(?:[<>]=?|!=)"  # nothing is one thing and another: `fig = ada and ben` says something else
    yield re.sub(rf"({TERM})\s*({sign})\s*({TERM})\s+and\s+({TERM})\s*$", r"\1 \2 \3 and \1 \2 \4", text)
    yield re.sub(rf"({TERM})\s*!=\s*({TERM})\s+(?:or|nor)\s+({TERM})(?!\s*[=<>(])", r"\1 not in {\2, \3}", text)
    also = r"([<>]=?|!?=|before|after)"
    for whom, one in ((r"\1", r"(?!\d)"), (r"\3", r"(?=\d)")):  # knots > 1 and < 7; 1 < knots and < 7
        again = rf"\b{one}({TERM})\s*{also}\s*({TERM})\s+(and|or)\s+{also}\s*({TERM})"
        yield re.sub(again, rf"\1 \2 \3 \4 {whom} \5 \6", text)
    yield re.sub(rf"\band\s+(?={also})", "", text)
    if text.count("!=") > 1 and not re.search(r"[,&]|\band\b|\bor\b", text):
        yield f"different({', '.join(each.strip() for each in text.split('!='))})"
    if found := re.fullmatch(
        rf"({TERM}(?:\s*(?:,|and)\s*{TERM})+)\s+(?:are|is|were)\s+(?:all\s+)?different", text.strip()
    ):
        parts = re.findall(TERM, re.sub(r"\band\b", ",", found[1]))
        yield f"different({', '.join(parts)})"


def _commas(text: str) -> Iterator[str]:
    """Yield *text* with *and* for the commas that stand in no bracket."""
    if re.search(r"\b(?:every|some|no|exactly|at least|at most|if|count|sum)\b|\d,\d", text):
        return  # `20,5` is a number elsewhere, and not two
    depth, joined = 0, ""
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        joined += " and " if sign in ",;" and depth == 0 else sign
    yield joined


def _brackets(text: str) -> Iterator[str]:
    missing = text.count("(") - text.count(")")
    if missing > 0:
        opened: list[int] = []
        for place, sign in enumerate(text):
            if sign == "(":
                opened.append(place)
            elif sign == ")" and opened:
                opened.pop()
        if not re.search(r"\w$", text[: opened[-1]]):  # what is open holds a formula, and not what is asked about
            yield text.rstrip() + ")" * missing
        for joint in re.finditer(r"\s*(?:!=|[<>=]=?|\band\b|\bor\b|\bimplies\b|\biff\b)", text):
            before = text[: joint.start()]
            if before.count("(") - before.count(")") >= missing:
                yield before + ")" * missing + text[joint.start() :]
        yield text.rstrip() + ")" * missing
    elif missing < 0:
        yield text.rstrip()[:missing] if text.rstrip().endswith(")" * -missing) else "(" * -missing + text


def _amounts(text: str) -> Iterator[str]:
    """Yield *text* with amounts of parts or of things as we say them: more than one of -> at least 2 of."""
    number = rf"(?:\d+|{'|'.join(NUMBER_VALUES)})"
    compared = rf"(?:(?:no |not )?(?:more|less|fewer) than|up to) {number}|{number} or (?:more|less|fewer)"

    def ours(found: re.Match[str]) -> str:
        low, high = amount_said(found[1], "") or (0, 0)
        return f"at least {low} " if high is None else f"at most {high} " if not low else found[0]

    yield re.sub(rf"\b({compared})\s+(?=of\b|{_NAME}\s+{_NAME}\s*(?:,|:|where\b))", ours, text)
    yield re.sub(r"\bnone of\s*(?=\()", "exactly 0 of ", text)


def _distributed(text: str) -> Iterator[str]:
    """Yield *text* with a question about one or another asked of each: has(ada, key or lamp)."""
    for found in re.finditer(rf"(?<!\bnot )\b({_NAME})\(([^()]*)\)", text):  # not tall(ada and ben): not both?
        parts = [each.strip() for each in found[2].split(",")]
        for at, part in enumerate(parts):
            for joint in ("and", "or"):
                each_of = re.split(rf"\s+{joint}\s+", part)
                asked = [f"{found[1]}({', '.join((*parts[:at], one, *parts[at + 1 :]))})" for one in each_of]
                if len(asked) > 1:
                    yield f"{text[: found.start()]}({f' {joint} '.join(asked)}){text[found.end() :]}"


def _variables(text: str) -> Iterator[str]:
    """`exactly two suspects, honest(s)` -> `exactly two suspects s, honest(s)`: what is asked about has no name yet."""
    begins = re.fullmatch(r"((?:every|all|some|no|(?:exactly|at least|at most) \w+) \w+)(,|\s+where\b)(.*)", text)
    names = {
        each for inside in re.findall(r"\(([^()]*)\)", text) for each in re.split(r"\W+", inside) if len(each) == 1
    }
    if begins is not None and len(names) == 1:
        yield f"{begins[1]} {names.pop()}{begins[2]}{begins[3]}"


def _quantified(text: str) -> Iterator[str]:
    amount = r"some|no|(?:exactly|at least|at most) \w+"
    such = r"(?:such that|so that|with|where|for which)"
    yield re.sub(rf"\b({amount})\s+(\w+)\s+(\w+),?\s+{such}\s+", r"\1 \2 \3, ", text)
    yield re.sub(r"\b((?:exactly|at least|at most) \w+) of (?:the )?(?=\w+ \w+\s*,)", r"\1 ", text)
    yield re.sub(rf"^(.+?),? for ({amount}|every|all) (\w+ \w+)$", r"\2 \3, \1", text)
    them = r"(?: of (?:them|us))?"
    goes_on = r"(?=(?:is|are|was|were|has|have|had|did|lied)\b(?!\s+not\b))"  # everyone is not tall: is nobody?
    for kind in ("suspect", "person"):  # the first that a case has
        yield re.sub(rf"\b(?:everyone|everybody|all{them}) {goes_on}", f"every {kind} x, x ", text)
        yield re.sub(rf"\b(?:nobody|no one|no-one|none{them}) {goes_on}", f"no {kind} x, x ", text)
        yield re.sub(r"^(?:we|they) (are|were) all (?!but\b)", rf"every {kind} x, x \1 ", text)
    yield re.sub(rf"({_NAME})\[([^\[\]]*)\]", r"\1(\2)", text)
    yield re.sub(rf"({_NAME})\(({_NAME}) ({_NAME})\)", r"\1(\2, \3)", text)
    verb = r"(?=(?:is|are|was|were|has|had|lied|did)\b)"
    yield re.sub(rf"\b((?:exactly|at least|at most) \w+) {verb}", r"\1 people x, x ", text)


def _asked(text: str) -> Iterator[str]:
    """Yield what is asked for, as `find` has it, where it is put as a question."""
    yield re.sub(r"^(?:who|which(?: of them)?)\s+(?:is|are|was|were)\s+(?:an? |the )?(\w+)\??$", r"\1", text)
    yield re.sub(r"^(\w+) of (?:the )?(\w+?)s?\??$", r"\1(\2)", text)
    yield re.sub(r"^(?:knights?|truth-?tellers?)$", "honest", text)
    yield re.sub(
        r"^(?:who (?:did it|killed .*|is the (?:killer|murderer|thief)))\??$", "culprit", text, flags=re.IGNORECASE
    )


def _connectives(text: str) -> Iterator[str]:
    yield re.sub(r"^(.+?)\s+or\s+(.+?),?\s+but not both$", r"\1 xor \2", text)
    yield re.sub(r"(?<=\))\s*,?\s+but\s+(?!not both)", " and ", text)
    yield re.sub(r"(?<!not )\beither\b(.+?)\bor\b(.+?)(?:,?\s*but not both)?\s*$", r"\1 xor \2", text).strip()
    yield re.sub(r"(?<!not )\beither\b(.+?)\bor\b", r"\1 or ", text).strip()
    yield re.sub(r"\bneither\b\s*(.+?)\s*\bnor\b\s*(.+?)\s*$", r"not (\1 or \2)", text)
    yield re.sub(rf"\bneither\s+({TERM})\s+nor\s+({TERM})\s+(?![=<>!])(.+?)\s*$", r"not (\1 \3 or \2 \3)", text)
    yield re.sub(r"\s+unless\s+", " or ", text)
    yield re.sub(r",\s*then\b", " then", text)
    yield re.sub(rf"\b(every|some|no)\s+({_NAME})\s+({_NAME})\s+with\b", r"\1 \2 \3 where", text)
    yield re.sub(r"\bif\b(.+?),(?!.*\bthen\b)(.+)$", r"if\1 then\2", text)
    yield re.sub(r"^(.+?)\s+if\s+(.+)$", r"if \2 then \1", text) if not text.lstrip().startswith("if") else text


def _sentences(text: str) -> Iterator[str]:
    for pattern, by in _RELATIONS:
        relation = pattern.replace("TERM", TERM)
        for told in (rf"\s+(?:{_HOUSES}\s+)?{relation}\s+", rf"\s+{_HOUSES}\s+{relation}\s+"):
            whole = rf"{_ARTICLE}(?P<a>{TERM}){told}{_ARTICLE}(?P<b>{TERM})"
            found = re.search(whole, text)
            if found and found["a"] not in _NUMBERS:  # two left of the dog: how far, not who
                yield text[: found.start()] + by.format(**found.groupdict()) + text[found.end() :]
    for pattern, new in _PEOPLE:
        yield re.sub(rf"\b{_ARTICLE}{pattern}(?![\w-])", new, text)
    yield re.sub(rf"^it was ({TERM})$", r"culprit(\1)", text)
    amount = r"every|some|no|(?:exactly|at least|at most) \w+"
    yield re.sub(
        rf"\b({amount}) (?:of )?(?:the )?({_NAME}) (?=(?:is|are|was|were|has|have|had|lied|lies?|did)\b)",
        r"\1 \2 x, x ",
        text,
    )
    yield re.sub(rf"\b({amount}) of (?:them|these|those|us) (?=\w)", r"\1 people x, x ", text)
    yield re.sub(r"\b(?:the|a|an)\s+(?=\w)", "", text)


def _clocks(text: str) -> Iterator[str]:
    hour = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    past = rf"(?:half|(?:a )?quarter|five|ten|twenty|twenty-five)\s+(?:past|to)\s+{hour}"
    yield re.sub(past, lambda found: spoken_times(found[0]) or found[0], text)
    said = r"\d{1,2}(?:[.:h]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}h(?:\d\d)?|\d{1,2}\.\d\d"
    yield re.sub(said, lambda found: spoken_times(found[0]) or found[0], text)


_WAYS: tuple[Callable[[str], Iterator[str]], ...] = (
    _without_quotes,
    _small_letters,
    _signs,
    _clocks,
    _variables,
    _lists,
    _arithmetic,
    _chains,
    _commas,
    _brackets,
    with_our_names,
    _amounts,
    _distributed,
    _quantified,
    _connectives,
    _sentences,
    _asked,
)
