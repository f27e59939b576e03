"""What readers see of a case stays as it was typed, whatever else is mended."""

from __future__ import annotations

import html
import time

import pytest

from deduce import CaseError, read_case
from deduce.lint.fixes import repaired

SOON = 5  # seconds
CASE = (
    "title: {plain}\nsuspects: {suspects}\npeople:\n  kit: {plain}\n  joy: {{name: {quoted}, private: {in_braces}}}\n"
    "clues:\n  - id: a\n    text: {plain}\n    note: {quoted}\n"
    "    private: |\n      {plain}\n        - id: {plain}\n    clears: ada\n"
    "  - {{id: b, text: {in_braces}, note: {quoted}, clears: ada}}\n"
    "  - text: one\n      {plain}\n    note: >-\n      {plain}\n    id: c\n    says: culprit(ben)\n"
    '  - id: d\n    text: "one\n      • two: {plain}"\n    says: culprit(ben)\n'
    "  - {{id: e,\n     text: {in_braces},\n     note: 'one\n       {plain}', clears: ada}}\n"
    "  - id: f\n    text:\n      {plain}\n    says: culprit(ben)\n"
)
SEEN = [
    "می\u200cخواهم", "so 👩\u200d🚒 said", "安田（妹）、５：３０，夜",
    "Re\u00adport", "all\u00a0day", "Elle dit\u00a0:\u00a0«\u00a0non\u00a0»",
    "five • six – seven", "x &gt; y &amp; z", "5：30 ［a］｛b｝＝c＜d＞",
    "id： b", "a，clears： ada", "Ada’s “train”", "a `b` *c* __d__",
]  # fmt: skip
SLIPS = [
    ("  - id: a\n", "  • id: a\n"), ("  - id: a\n", "  – id: a\n"), ("  - id: a\n", "  1. id: a\n"),
    ("    clears: ada", "    clears： ada"), ("    clears: ada", "\u00a0\u00a0\u00a0 clears: ada"),
    ("    clears: ada", "    clears:\u00a0ada"), ("    clears: ada", "    clears: ada\u200b"),
    ("    clears: ada", "    **clears**: ada"), ("\n  - {id: b", "\n  –\u00a0{id: b"), ("{id: b,", "{id： b,"),
    ("{id: b,", "{id: b\u00ad,"),
    ("    text: ", "    text：\u00a0"), ("\n  - ", "\n  •\u00a0"), ("culprit(ben)", "culprit（ben）"),
]  # fmt: skip


def case_with(seen: str) -> str:
    """Return a case that shows *seen* to its readers in every way there is."""
    in_braces = f'"{seen}"' if set(seen) & set("[]{},") or ": " in seen else seen
    suspects = f"{{ada: {in_braces}, ben: }}"
    return CASE.format(suspects=suspects, plain=seen, quoted=f'"{seen}"', in_braces=in_braces)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize(("ours", "theirs"), SLIPS)
def test_of_what_readers_see_nothing_is_mended(seen: str, ours: str, theirs: str) -> None:
    """The slips beside it are, and all of them."""
    whole = case_with(seen)
    read_case(whole)
    broken = whole.replace(ours, theirs)

    assert broken != whole
    assert repaired(broken).replace("  text:  ", "  text: ") == whole


@pytest.mark.parametrize("seen", SEEN)
def test_a_text_is_the_same_out_of_another_program(seen: str) -> None:
    """From rich text, a web page, a mail or a chat comes what was put there."""
    whole = case_with(seen)
    codes = "".join(
        each if each.isascii() else f"\\u{int.from_bytes(pair, 'little', signed=True)}?"
        for char in whole.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\n", "\\par\n")
        for each, pair in ([(char, b"")] if char.isascii() else _units(char))
    )
    page = "\n".join(f"<p>{html.escape(line).replace('  ', ' &nbsp;')}</p>" for line in whole.splitlines())

    assert repaired("{\\rtf1\\ansi\\uc1\\f0 " + codes + "}") == whole
    assert repaired(page) == whole
    assert repaired("".join(f"> > {line}\n" for line in whole.splitlines())) == whole
    assert repaired(f"```yaml\n{whole}```\n").strip() == whole.strip()
    assert repaired(f"```yaml\n{whole}").strip() == whole.strip()


def _units(char: str) -> list[tuple[str, bytes]]:
    units = char.encode("utf-16-le")
    return [(char, units[:2]), *([(char, units[2:])] if units[2:] else [])]


LETTER = "suspects: [ada, ben]\nclues:\n  - id: a\n    text: %s\n    clears: ada\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"Ada\rquote s \ldblquote Comet\rdblquote , \lquote late\rquote ", "Ada’s “Comet”, ‘late’"),
        (r"a \emdash  b \endash  c \bullet  d\~e\_f\-g", "a — b – c • d\u00a0e\u2011f\u00adg"),
        (r"caf\u233\'e9 and \u8217\'92s {\uc0\u233}{\uc2\u233 ??}", "café and ’s éé"),
        (r"a\'85 {\b Caf\'e9} \\ \{x\}", "a… Café \\ {x}"),
        (r"{\*\bkmkstart x}a{\*\bkmkend x} {\field{\*\fldinst LINK}{\fldrslt b}}", "a b"),
    ],
)
def test_words_of_rich_text_are_the_signs_they_stand_for(typed: str, meant: str) -> None:
    """And a sign that is written twice, for old programs, is one."""
    rich = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Calibri;}}\\f0 %s}"
    lines = LETTER.replace("%s", "<>").replace("\n", "\\par\n").replace("<>", typed)

    assert repaired(rich % lines) == LETTER % meant


RICH = "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f0 %s}"
PAGE = "<html><body><pre>\n%s</pre></body></html>"


@pytest.mark.parametrize(
    ("around", "typed"),
    [
        (RICH, "{\\footnote b}"), (RICH, "\\chdate "), (RICH, "{\\listtext 1.}"),
        (RICH, "{\\v b}"), (RICH, "{\\f1 \\'e0}"),
        (RICH, "\\u-10179?"), (RICH, "\\frobnicate "), (PAGE, "<Meet me>"), (PAGE, "<b>b</b>"),
        (PAGE, "Ada was<br>at home."),
        (PAGE, "one <!-- two -->"), (PAGE, "<p me>"), (PAGE, "a <div"), (PAGE, "<br>\n  Ada"),
        (PAGE, "<ul><li>a</li></ul>"),
    ],
)  # fmt: skip
def test_what_may_be_a_text_is_told_and_not_taken_out(around: str, typed: str) -> None:
    """Its author saves it as plain text."""
    text = around % LETTER.replace("%s", typed).replace("\n", "\\par\n" if around == RICH else "\n")
    with pytest.raises(CaseError) as refused:
        read_case(text)

    assert [(each.code, each.repair) for each in refused.value.complaints] == [("pasted", ())]
    assert repaired(text) == text


def test_only_the_fence_round_a_case_is_taken_away() -> None:
    """And none in a text, though that be the last."""
    whole = LETTER % "|\n      ```\n      M\n      ```"

    assert repaired(f"```\n{whole}").strip() == whole.strip()
    assert repaired(f"```\n{whole.replace('    clears: ada', '')}").count("```") == 2


def test_curly_quotation_marks_between_brackets_are_made_straight_where_they_end_no_text() -> None:
    """A comma between them ends it; where none does they are what readers see."""
    case = "suspects: [ada, ben]\npeople: {bea: “Bea Lund”, sam: %sSam, the milkman%s}\nclues: [{id: a, clears: ada}]\n"
    with pytest.raises(CaseError) as refused:
        read_case(case % ("“", "”"))

    assert [each.hint for each in refused.value.complaints] == [
        'Write the line so: `people: {bea: “Bea Lund”, sam: "Sam, the milkman"}`.'
    ]
    assert repaired(case % ("“", "”")) == case % ('"', '"')


def test_signs_of_web_pages_are_mended_where_no_reader_sees_them() -> None:
    """And in a text that begins with one, which could not be read."""
    case = (
        "suspects: [ada, ben]\nunknowns: {fog: {}}\nclues:\n  - id: a\n    text: %s\n    note: x &gt; y\n    says: %s\n"
    )
    web = case % ("&quot;Ada&#39;s, &amp; more: %s&quot;", "not fog &amp; not culprit(ada)")
    with pytest.raises(CaseError) as refused:
        read_case(web)

    assert refused.value.complaints[0].hint.endswith(
        "there are 2; `check` with `--fix` mends them all. What readers see in other texts stays as it is."
    )
    assert repaired(web) == case % ('"Ada\'s, & more: %s"', "not fog & not culprit(ada)")


@pytest.mark.parametrize(
    ("typed", "meant", "code"),
    [
        ("ada\u00a0", "ada", "U+00A0"),
        ("\u00a0ada", "ada", "U+00A0"),
        ("a\u200bda", "ada", "U+200B"),
        (" ada", "ada", ""),
    ],
)
def test_of_a_name_in_quotation_marks_the_sign_is_told_that_cannot_be_seen(typed: str, meant: str, code: str) -> None:
    """Between them nothing is mended unasked."""
    case = f'suspects: ["{typed}", ben]\nclues: [{{id: a, clears: ben}}]\n'
    with pytest.raises(CaseError) as refused:
        read_case(case)
    complaint = refused.value.complaints[0]

    assert (complaint.code, complaint.hint) == ("bad-name", f"Write `{meant}`.")
    assert code in complaint.message
    assert repaired(case) == case


def test_blanks_that_are_no_spaces_are_mended_wherever_no_reader_sees_them() -> None:
    """On the margin, behind a comma, at the end: all at once."""
    case = (
        "suspects: [ada, ben]\nclues:\n  - id: a\n    text: |\n      one\n      two\n    note: all day\n    clears: ada"
    )
    shown = case.replace("all day", "all\u00a0day")
    blanks = case.replace(" ", "\u00a0").replace("\n", "\u00a0\n") + "\u00a0"

    assert repaired(blanks).replace("\u00a0\n", "\n") == shown


def test_a_wide_comma_before_a_key_ends_a_text() -> None:
    """For no text between brackets goes on behind a colon; where that is wide, too, all of it is one text."""
    case = "suspects: [ada, ben]\nclues:\n  - {id: a%s text: 他在（夜），说%s clears: ada}\n"

    assert repaired(case % ("，", "，")) == case % (",", ",")
    assert repaired(case.replace("clears:", "clears：") % ("，", "，")) == case.replace("clears:", "clears：") % (
        ",",
        "，",
    )


@pytest.mark.parametrize(
    "ends", ["</p><p>", "</p>\n<p>", "<br>", "<br/>\n", "</p>\n\n<p class='a'>", "</div></p><p><div>"]
)
def test_a_web_page_is_divided_by_its_tags(ends: str) -> None:
    """Wherever its lines end in the file."""
    case = LETTER % "Ada — here"
    page = ends.join(html.escape(line).replace("  ", " &nbsp;") for line in case.splitlines())

    mended = repaired(f"<!DOCTYPE html><html><body><p>{page}</p></body></html>".replace("—", "&mdash;"))
    assert [line for line in mended.splitlines() if line] == case.splitlines()


def test_nothing_is_mended_in_a_long_line_of_blanks_for_long() -> None:
    """Each sign is looked at once."""
    for line in ("a: " + "\u00a0" * 50_000 + "b", "a: " + "\u00a0 " * 25_000 + "b", "a: [b" + " ，" * 25_000):
        started = time.perf_counter()
        repaired(line)
        assert time.perf_counter() - started < SOON
