"""A slip of the pen in YAML: where the parser gave up, in a novelist's words, with lines that would mend it.

This module must never know which parser it was, nor what a case is: it sees the parser's words and the lines, and
guesses. Whether a mended line really is better, its caller finds out by reading the file again with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.yaml.lines import (
    INDENT,
    ITEM,
    KEY,
    SWALLOWED,
    columns_above,
    in_quotes,
    indent_of,
    moved,
    previous,
    without_tabs,
    yaml_quoted,
)
from deduce.syntax.yaml.slips import A_COLON, Halt, Slip
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deduce.syntax.yaml.lines import Lines


def explain_halt(halt: Halt) -> Slip:
    """Return what seems to have happened at *halt*: the first explanation that fits."""
    for explanation in EXPLANATIONS:
        slip = explanation(halt)
        if slip:
            return slip
    return Slip("not-yaml", f"From here on the file cannot be read as YAML: {halt.problem}.", halt.at)


def _tab(halt: Halt) -> Slip | None:
    """Explain a tab where only spaces may stand: in front of a line, or behind the dash of a list."""
    tabbed = [n for n, line in enumerate(halt.lines, 1) if re.match(r" *\t", line)]
    line, column = halt.at
    more = f" Of such lines there are {len(tabbed)}." if len(tabbed) > 1 else ""
    hint = "Let your editor turn tabs into spaces"
    for n in (line, halt.since[0]):
        if n in tabbed:
            place = (n, halt.lines[n - 1].index("\t") + 1)
            message = f"Line {n} is indented with a tab; YAML allows only spaces.{more}"
            text, above = halt.lines[n - 1].lstrip(), previous(halt.lines, n)
            columns = [indent_of(each) for each in halt.lines[n : n + 1] if each.strip()]
            columns += [indent_of(halt.lines[above - 1]) + INDENT, indent_of(halt.lines[above - 1])] if above else []
            if above and text.startswith("-") and halt.lines[above - 1].lstrip().startswith("-"):
                columns.reverse()  # the next item of the same list
            alone = [{n: " " * each + text} for each in dict.fromkeys(columns) if each and len(tabbed) == 1]
            repairs = (*alone, *(without_tabs(halt.lines, each) for each in (2, 4, 6, 8)))
            return Slip("yaml-tab", message, place, hint, repairs)
    if halt.line[column - 1 : column] == "\t":
        return Slip("yaml-tab", f"A tab in line {line} stands where YAML allows only spaces.", halt.at, hint)
    return None


def _swallowed(halt: Halt) -> Slip | None:
    """Explain a text that goes on in the next line, of whose first line ` #5` made the rest a comment."""
    line = previous(halt.lines, halt.at[0])
    if not line or not halt.first:
        return None
    text = halt.lines[line - 1]
    key = KEY.match(text)
    found = SWALLOWED.search(text, key.end() if key else 0)
    if not found or text[key.end() if key else 0 :].startswith(('"', "'", "|", ">")):
        return None
    return Slip(
        "comment-in-text",
        f"From `{found[0].strip()}` on, line {line} is a comment: a space and a # begin one in YAML.",
        (line, found.start("mark") + 1),
        "Put quotes around the whole text",
        in_quotes(halt.lines, line),
    )


def _unclosed_quote(halt: Halt) -> Slip | None:
    """Explain a quotation mark that begins a text and never ends it, or only where another text begins."""
    if "quoted scalar" in halt.context and ("end of stream" in halt.problem or "document" in halt.problem):
        line, column = halt.since
    elif halt.quoted and halt.quoted.line < halt.quoted.end_line == halt.at[0] and not halt.first:
        line, column = halt.quoted.line, halt.quoted.column
    else:
        return None
    text = halt.lines[line - 1]
    mark = text[column - 1 : column]
    whole = in_quotes(halt.lines, line, column)
    closed = {line: re.sub("[\u2018-\u201f]$", "", text.rstrip()) + mark}  # a curly one closes nothing
    message = f"The quotation mark {mark} that begins here is not closed."
    if mark == "'":  # 'Twas the night: an apostrophe, more often than not
        hint = "If it is an apostrophe, put quotes around the whole text"
        return Slip("yaml-unclosed", message, (line, column), hint, (*whole, closed))
    return Slip("yaml-unclosed", message, (line, column), "Close it where the text ends", (closed, *whole))


def _escape(halt: Halt) -> Slip | None:
    """Explain a backslash in double quotes that YAML does not know."""
    if not re.search("escape|hexa?dec", halt.problem):
        return None
    line, column = halt.at
    back = halt.line.rfind("\\", 0, column)
    if back < 0:
        return None
    what = re.compile(r"\\[xuU]?[0-9A-Fa-f]*").match(halt.line, back)
    shown = what[0] if what and len(what[0]) > 1 else halt.line[back : back + 2]
    message = f"Between double quotes a backslash has a meaning of its own, and `{shown}` has none."
    if shown[1:2] in ("x", "u", "U"):
        return Slip("yaml-escape", message, (line, back + 1), "Write the character itself")
    repair = {line: f"{halt.line[:back]}\\{halt.line[back:]}"}
    return Slip("yaml-escape", message, (line, back + 1), "Double the backslash if you mean one", (repair,))


def _bracket(halt: Halt) -> Slip | None:
    """Explain something amiss inside of { } or [ ]."""
    if "parsing a flow node" in halt.context and halt.at_end:
        return Slip(
            "yaml-unclosed", "The file ends inside of brackets.", halt.at, "Close each { with a }, each [ with a ]"
        )
    if "parsing a flow mapping" not in halt.context and "parsing a flow sequence" not in halt.context:
        return None
    line, column = halt.since
    text = halt.lines[line - 1]
    mark = text[column - 1 : column]
    closing = "}" if mark == "{" else "]"
    rest = text[column:]
    if halt.at[0] == line and closing in rest:
        if halt.line[halt.at[1] - 1 : halt.at[1]] == ":":
            return Slip("yaml-colon", A_COLON, halt.at, "Put quotes around the whole text", _in_brackets(halt))
        message = f"Inside of {mark} {closing} the text that ends before this should have been followed by a comma."
        hint = "Put a comma there, or quotes around the whole text"
        return Slip("yaml-quote", message, halt.at, hint, _in_brackets(halt))
    if not rest.strip() and not halt.at_end:
        message = f"Before this a comma is missing, or the {closing} to the {mark} of line {line}."
        return Slip("yaml-unclosed", message, halt.at)
    repairs = ({line: text.rstrip() + closing}, *in_quotes(halt.lines, line, column)) if rest.strip() else ()
    message = f"The {mark} that begins here is not closed."
    return Slip("yaml-unclosed", message, halt.since, f"Close it with a {closing}", repairs)


def _in_brackets(halt: Halt) -> tuple[Mapping[int, str], ...]:
    """Return the line with the text in quotes that a colon or a quotation mark cut in two inside of brackets."""
    begins = [found.end() for found in re.finditer(r"[{,]\s*[\w.-]+:\s+", halt.before)]
    end = re.compile(r"[}\]]|,\s*[\w.-]+:\s").search(halt.line, halt.at[1] - 1)
    if not begins or not end:
        return ()
    text = halt.line[begins[-1] : end.start()].rstrip()
    return ({halt.at[0]: halt.line[: begins[-1]] + yaml_quoted(text) + halt.line[begins[-1] + len(text) :]},)


def _colon(halt: Halt) -> Slip | None:
    """Explain a colon inside of a text, a line too far in, or a key with no space behind its colon."""
    if "unexpected ':'" in halt.problem:  # {a:}
        line, column = halt.at
        repair = {line: f"{halt.line[:column]} {halt.line[column:]}"}
        return Slip("yaml-space", "There is no space behind this colon.", halt.at, "Put a space there", (repair,))
    if "mapping values are not allowed" not in halt.problem:
        return None
    line, _column = halt.at
    if re.match(r"\s*(?:- +)*[A-Za-z_]+:[{\[]", halt.line):  # alibi:{who: ada}
        return _squeezed(halt, line)
    item = ITEM.match(halt.before)
    word = halt.before[item.end() :] if item else halt.before
    above = previous(halt.lines, line)
    if second := _second_key(halt):
        return second
    if KEY.match(halt.line, 0, halt.at[1] - 1):
        return Slip("yaml-colon", A_COLON, halt.at, "Put quotes around the whole text", in_quotes(halt.lines, line))
    if above and re.fullmatch(r"[\w.-]+|\"[^\"]*\"|'[^']*'", word):
        return _squeezed(halt, above) or _without_colon(halt, above) or _too_far_out(halt) or _too_far_in(halt)
    hint = "Put quotes around the whole text, or write it on the lines below `text: |`, further in"
    return Slip("yaml-colon", A_COLON, halt.at, hint, in_quotes(halt.lines, above) if above else ())


def _second_key(halt: Halt) -> Slip | None:
    """Explain `clara: Clara Webb, private: the heir`, which no reader may be shown as one text."""
    text, comma, last = halt.before.rpartition(",")
    key, line, first = last.strip(), halt.at[0], KEY.match(text)
    if not comma or first is None or key not in {"is", "private", "note"}:
        return None
    heading = next((each for each in reversed(halt.lines[: line - 1]) if each.strip() and not each[0].isspace()), "")
    named = heading.rstrip() in {"suspects:", "people:", "places:", "items:"} and not first[0].lstrip().startswith("-")
    if key == "is" and not named:
        return None
    message = f"A second key stands in this line: `{key}`."
    if not named:
        hint = f"Give `{key}` a line of its own, or put quotes around the whole text if it is no key"
        return Slip("yaml-colon", message, halt.at, hint)
    rest = halt.line[halt.at[1] :].strip()
    repair = {line: f"{first[0]}{{name: {text[first.end() :].strip()}, {key}: {rest}}}"}
    return Slip("yaml-colon", message, halt.at, "What is said of one stands in braces", (repair,))


def _squeezed(halt: Halt, line: int) -> Slip | None:
    """Explain `id:one`, a key and its value with no space between them."""
    text = halt.lines[line - 1]
    found = re.match(r"\s*(?:- +)*[A-Za-z_]+:(?=[^\s:])", text)
    if not found:
        return None
    message = f"There is no space behind the colon in line {line}, so that YAML reads key and value as one word."
    repair = {line: f"{text[: found.end()]} {text[found.end() :]}"}
    return Slip("yaml-space", message, (line, found.end()), "Put a space there", (repair,))


def _without_colon(halt: Halt, line: int) -> Slip | None:
    """Explain `suspects`, a key without its colon, in the *line* above."""
    text = halt.lines[line - 1]
    above = previous(halt.lines, line)
    goes_on = above and indent_of(halt.lines[above - 1]) < indent_of(text)
    if ":" in text or text.lstrip().startswith("-") or goes_on:
        return None
    message = f"Line {line} is neither `key: value` nor an item of a list."
    repair = {line: f"{text.rstrip()}:"}
    return Slip("yaml-line", message, (line, indent_of(text) + 1), "If it is a key, put a colon behind it", (repair,))


def _too_far_in(halt: Halt) -> Slip:
    """Explain a line that stands further in than its neighbours, or not as far as any of them."""
    line = halt.at[0]
    here = indent_of(halt.line)
    kind = "item of a list" if halt.line.lstrip().startswith("-") else "line"
    message = f"This {kind} begins in column {here + 1}, which fits none of the lines above it."
    hint = "Let it begin below the first word of the line that it belongs with"
    repairs = tuple(moved(halt.lines, line, each) for each in columns_above(halt.lines, line))
    return Slip("yaml-indent", message, (line, here + 1), hint, repairs, moves=True)


def _too_far_out(halt: Halt) -> Slip | None:
    """Explain a line that stands less far in than those on both its sides."""
    above = previous(halt.lines, halt.at[0])
    before = previous(halt.lines, above)
    if not above or not before:
        return None
    here, text = indent_of(halt.lines[above - 1]), halt.lines[above - 1]
    if here >= indent_of(halt.line) or here >= indent_of(halt.lines[before - 1]) or not KEY.match(text):
        return None
    if text.lstrip().startswith("-"):  # an item stands less far in than what is in it, and than the item before had
        return None
    message = f"This line begins in column {here + 1}, less far in than the lines above and below it."
    hint = "Let it begin below the first word of the line that it belongs with"
    columns = sorted(columns_above(halt.lines, above), reverse=True)
    repairs = tuple(moved(halt.lines, above, each, alone=True) for each in columns if each > here)
    return Slip("yaml-indent", message, (above, here + 1), hint, repairs, moves=True)


def behind_text(lines: Lines, line: int) -> bool:
    """Say whether *line* holds, or goes on with, a text that is written for readers."""
    for number in range(line, 0, -1):
        text = lines[number - 1]
        key = re.match(r"\s*(?:- +)*(?P<key>[\w-]+):(?:\s|$)", text)
        if key is not None or text.lstrip().startswith(("- ", "#")):
            return key is not None and key["key"] in FREE
    return False


def _stray_line(halt: Halt) -> Slip | None:
    """Explain a line that is neither `key: value` nor an item of a list."""
    if "could not find expected ':'" not in halt.problem:
        return None
    line, column = halt.since
    word = re.fullmatch(r"[^\W\d][\w.-]*", halt.lines[line - 1].strip())
    better = _squeezed(halt, line) or (_without_colon(halt, line) if word else None)
    if better:
        return better
    message = f"Line {line} is neither `key: value` nor an item of a list."
    above = previous(halt.lines, line)
    further = indent_of(halt.lines[above - 1]) + 4 if above else 0
    hint = "If it goes on with the text above, let it begin further in"
    goes_on = above and behind_text(halt.lines, above)
    repairs = tuple(moved(halt.lines, line, further, alone=each) for each in (False, True)) if goes_on else ()
    return Slip("yaml-line", message, (line, column), hint, repairs, moves=True)


_PREFIXES = ("!", "&", "*")  # of a value, which follows after a space: a tag, an anchor, and what repeats one


def _beginning(halt: Halt) -> Slip | None:
    """Explain a text that begins with a character that has a meaning of its own in YAML."""
    words = ("cannot start any token", "node content", "entries are not allowed", "keys are not allowed", "tag handle")
    began = re.search(r"(scanning|parsing) an? (alias|anchor|block scalar|tag|directive)", halt.context)
    if any(word in halt.problem for word in words):
        line, column = halt.at
    elif began:
        line, column = halt.since
    else:
        return None
    text = halt.lines[line - 1]
    key = KEY.match(text) or ITEM.match(text)
    if key is not None and text[key.end() : key.end() + 1] in _PREFIXES and key.end() < column:
        column = key.end() + 1  # `!(a || b)`: the text begins there, and not with what YAML stumbles over
    first = text[column - 1 : column]
    if first.isalnum() or first.isspace():
        return None
    message = f"The sign {first} has a meaning of its own in YAML, so that no text can begin with it."
    hint, above = "Put quotes around the whole text", previous(halt.lines, line)
    goes_on = not text[: column - 1].strip() and above and not halt.lines[above - 1].rstrip().endswith(":")
    repairs = () if goes_on else in_quotes(halt.lines, line, column)  # of a text that began above it is a part
    return Slip("yaml-start", message, (line, column), hint, repairs)


def _left_over(halt: Halt) -> Slip | None:
    """Explain a line that fits nowhere, or the rest of a text that seemed to end before it."""
    stream = "document start" in halt.problem
    if not (stream or "parsing a block" in halt.context):
        return None
    above = previous(halt.lines, halt.at[0])
    if stream and above and halt.lines[above - 1].startswith("..."):
        message = "Here a second document begins; one file is one case."
        return Slip("two-documents", message, halt.at, "Put the second case into a file of its own")
    if halt.first:
        return _too_far_out(halt) or _too_far_in(halt)
    line, column = halt.at[0], halt.quoted.column if halt.quoted else 0
    key = KEY.match(halt.line)
    begin = column if halt.quoted and halt.quoted.line == line else (key.end() + 1 if key else indent_of(halt.line) + 1)
    mark = halt.line[begin - 1 : begin]
    message = f"The text begins with {mark}, so that YAML takes it to end before this."
    if halt.line[halt.at[1] - 1 :].strip() == ",":
        repair = {line: halt.line.rstrip().rstrip(",")}
        return Slip("yaml-quote", "Behind this a comma is left over.", halt.at, "Take the comma away", (repair,))
    hint = "Put quotes around the whole text"
    return Slip("yaml-quote", message, halt.at, hint, in_quotes(halt.lines, line, begin))


EXPLANATIONS: tuple[Callable[[Halt], Slip | None], ...] = (
    _tab,
    _swallowed,
    _unclosed_quote,
    _escape,
    _bracket,
    _colon,
    _stray_line,
    _beginning,
    _left_over,
)
