"""The pages say what is true: every example of theirs is run, and nothing that exists is left out.

An HTML comment above an example says what it is and what has to come of it:

    <!-- frame: kiln -->               a whole case, into which the examples after it are put; it reads
    <!-- case: solved culprit=otis --> a whole case, its verdict, and what is then known of its answer
    <!-- use: kiln -->                 from here on this frame is meant
    <!-- clue: F | claim: G | so: H --> keys of a clue, put into the frame: its fact is F, its claim G, and H follows
    <!-- part: F | so: H | open: J --> keys of a case, put into the frame: F can be said then, H follows, J may be
    <!-- wrong clue: code -->          a mistake on purpose (`wrong part`): what is complained of; several codes are
                                   joined by +; what complaints look like is shown in `docs/diagnostics`
    <!-- rows -->                      a table whose last column has formulas that can be said in the frame
"""

from __future__ import annotations

import ast
import doctest
import os
import re
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, get_args

import pytest

import deduce
from commands import deduce_alone, typed
from deduce import read_case, trace
from deduce.case import clue_models, file_models, prelude, typecheck, validate, vocabulary
from deduce.case.declarations import declarations, kinds, lists, ways
from deduce.case.plain_keys import formulas
from deduce.case.short_ways import FileModel
from deduce.certificate import format as certificate
from deduce.certificate import proof_check, verify
from deduce.cli import app
from deduce.deduction import entailment, tell, worlds
from deduce.logic import budget, mus, witnesses
from deduce.logic.engines import cnf
from deduce.logic.formula import holds
from deduce.syntax import complaint, spelling
from deduce.syntax.catalogue import INDEX
from deduce.syntax.catalogue import codes as known
from deduce.syntax.formula import errors
from deduce.syntax.formula.lexer import RESERVED
from deduce.syntax.formula.printer import written
from deduce.syntax.yaml import builder, parser, source
from deduce.theory import factory
from deduce.theory.ground import Grounder
from diagnostics import BLOCK, page_of
from examples import (
    HEADING,
    ROW,
    SPAN,
    Example,
    complaints,
    examples,
    frames,
    ground,
    hold_consequences,
    rows,
    with_clue,
    with_part,
)
from expectations import found, hold_expectations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from _pytest.mark.structures import ParameterSet
    from pydantic import BaseModel


ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "deduce"
FORMAT = ROOT / "docs" / "case-format.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
CLI = ROOT / "docs" / "cli.md"
DEDUCTION = ROOT / "docs" / "deduction.md"


Places: TypeAlias = "Mapping[str, int]"  # colour -> house


def of(*kinds: str) -> list[ParameterSet]:
    """Return the examples of *kinds*."""
    return [pytest.param(each, id=at(each)) for each in ALL if each.kind in kinds]


def at(each: Example) -> str:
    """Return the name of a test: where its example stands."""
    return f"{each.page}:{each.line}"


ALL = list(examples(FORMAT))
KINDS = {"frame", "case", "clue", "part", "wrong clue", "wrong part"}


@pytest.mark.parametrize("example", ALL, ids=at)
def test_every_example_says_what_it_is(example: Example) -> None:
    """No example of the pages is shown without being run."""
    assert example.kind in KINDS


@pytest.mark.parametrize("example", of("frame"))
def test_a_frame_is_a_case(example: Example) -> None:
    """What the other examples are put into is read without a complaint."""
    assert complaints(example.text) == ()


@pytest.mark.parametrize("example", of("case"))
def test_a_whole_case_comes_out_as_the_page_says(example: Example) -> None:
    """The verdict and the answer are those that the page names, and the author's own tests hold."""
    verdict, *known = example.said.split()
    case = read_case(example.text)
    told = trace(case)

    assert told.verdict == verdict
    for each in known:
        term, _, value = each.rpartition("=")

        assert found(told, term) == value
    hold_expectations(case, told)


@pytest.mark.parametrize("example", of("clue"))
def test_a_clue_says_the_formula_beside_it(example: Example) -> None:
    """The fact, the claim and what follows are those of the mark, and the page shows the formulas to its readers."""
    case = read_case(example.whole())
    clue, said = case.clues[-1], example.parts
    fact = [formula for formula in said["fact"] if formula != "nothing"]

    assert [written(each) for each in (clue.fact,) if each is not None] == fact
    assert [written(each) for each in (clue.claim,) if each is not None] == said["claim"]
    for formula in (*fact, *said["claim"]):
        assert f"`{formula}`" in " ".join(example.after.split())
    hold_consequences(case, example)


@pytest.mark.parametrize("example", of("part"))
def test_a_part_of_a_case_lets_its_formulas_be_said(example: Example) -> None:
    """A part of a case is read without complaint, and what the page says of it can be said, or holds."""
    case = read_case(example.whole())
    for formula in example.parts["fact"]:
        ground(case, formula)
    hold_consequences(case, example)


@pytest.mark.parametrize("example", of("wrong clue", "wrong part"))
def test_a_mistake_is_complained_of(example: Example) -> None:
    """A mistake on purpose gets the complaint that the page names, and no other."""
    assert {each.code for each in complaints(example.whole())} == set(example.said.split("+"))


@pytest.mark.parametrize(("frame", "said", "formulas"), list(rows(FORMAT)), ids=lambda each: str(each)[:60])
def test_every_row_of_the_tables_can_be_said(frame: str, said: str, formulas: tuple[str, ...]) -> None:
    """Each formula of a table is a formula of the case above it."""
    case = read_case(frame)

    assert said
    assert formulas
    for formula in formulas:
        ground(case, formula)


# What the table of relations promises of houses in a street, said once more, in Python.
RELATIONS: Mapping[str, Callable[[Places], bool]] = {
    "Green is directly left of ivory.": lambda at: at["green"] == at["ivory"] - 1,
    "Green is directly right of ivory.": lambda at: at["green"] == at["ivory"] + 1,
    "Green is somewhere left of ivory.": lambda at: at["green"] < at["ivory"],
    "Green is left of ivory, but not next to it.": lambda at: at["green"] + 1 < at["ivory"],
    "Green and ivory are next to each other.": lambda at: abs(at["green"] - at["ivory"]) == 1,
    "Green and ivory are two houses apart.": lambda at: abs(at["green"] - at["ivory"]) == 2,
    "Green is somewhere between ivory and blue.": lambda at: (
        at["ivory"] < at["green"] < at["blue"] or at["blue"] < at["green"] < at["ivory"]
    ),
    "The green house has an odd number.": lambda at: at["green"] in {1, 3, 5},
    "Green is at one of the two ends.": lambda at: at["green"] in {1, 5},
    "Green is in the middle.": lambda at: at["green"] == 3,
    "Either green or ivory is first.": lambda at: (at["green"] == 1) != (at["ivory"] == 1),
    "Exactly one of green, ivory and blue is at an even number.": lambda at: (
        sum(at[colour] % 2 == 0 for colour in ("green", "ivory", "blue")) == 1
    ),
    "Neither green nor ivory is first.": lambda at: at["green"] != 1 and at["ivory"] != 1,
    "Of green and ivory, one is first and the other last.": lambda at: {at["green"], at["ivory"]} == {1, 5},
    "Green comes before ivory, and ivory before blue.": lambda at: at["green"] < at["ivory"] < at["blue"],
    "The house right of the green one is ivory.": lambda at: at["ivory"] == at["green"] + 1,
    "If green is first, ivory is last.": lambda at: at["green"] != 1 or at["ivory"] == 5,
    "Green is first exactly if ivory is last.": lambda at: (at["green"] == 1) == (at["ivory"] == 5),
    "The numbers of green and ivory make seven.": lambda at: at["green"] + at["ivory"] == 7,
    "Green has twice the number of ivory.": lambda at: at["green"] == 2 * at["ivory"],
}


def test_every_relation_is_in_the_table() -> None:
    """The table of the page has every relation that is spelt out here."""
    assert {said for _, said, _ in rows(FORMAT)} >= RELATIONS.keys()


@pytest.mark.parametrize("said", RELATIONS)
def test_a_relation_is_written_as_it_is_said(said: str) -> None:
    """In each of the 120 streets the formula of the table is true exactly if what is said is true."""
    frame, formulas = next((frame, formulas) for frame, each, formulas in rows(FORMAT) if each == said)
    case = read_case(frame)
    house, colours = case.vocabulary.functions["house"], case.vocabulary.kinds["colour"].values
    for formula in formulas:
        grounded, grounder = ground(case, formula), Grounder(case.vocabulary)
        for order in permutations(range(1, 6)):
            places = {str(colour): number for colour, number in zip(colours, order, strict=True)}
            world = {grounder.factory.variable(house, (colour,)): number for colour, number in places.items()}

            assert holds(grounded, world) == RELATIONS[said](places)


# What the pages have to mention.

MODELS: Mapping[type[BaseModel], str] = {
    file_models.CaseFile: "The keys of a case",
    file_models.EntityEntry: "`suspects`",
    file_models.CrimeEntry: "`crime`",
    file_models.UnknownEntry: "`unknowns`",
    clue_models.WhoEntry: "The keys of a clue",
    clue_models.WhereaboutsEntry: "`was`",
    clue_models.HasEntry: "`has`",
    clue_models.OnlyEntry: "`only`",
    clue_models.ContentEntry: "The keys of a clue",
    clue_models.ToldEntry: "`told`",
    clue_models.ClueEntry: "The keys of a clue",
    clue_models.RuleEntry: "`rules`",
    clue_models.EpisodeEntry: "`episodes`",
    file_models.ExpectEntry: "`expect`",
}
INSIDE = {file_models.TimesEntry, file_models.KindEntry}  # their fields are made by deduce: no author writes them


def headings(path: Path) -> list[tuple[str, ...]]:
    """Return the headings of the page at *path*, each after those that it stands under."""
    found: list[tuple[str, ...]] = []
    above: list[str] = []
    for marks, text in HEADING.findall(re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)):
        above[len(marks) - 1 :] = [text]
        found.append(tuple(above))
    return found


def keys(model: type[BaseModel]) -> set[str]:
    """Return the keys of *model* as an author writes them, without those of the content that it extends."""
    inherited = (
        set(clue_models.ContentEntry.model_fields) if model in (clue_models.ClueEntry, clue_models.RuleEntry) else set()
    )
    return {field.alias or name for name, field in model.model_fields.items() if name not in inherited}


def models() -> set[type[BaseModel]]:
    """Return every model that a case file goes through."""
    reached: set[type[BaseModel]] = set()
    waiting: list[object] = [file_models.CaseFile]
    while waiting:
        each = waiting.pop()
        waiting.extend(get_args(each))
        if isinstance(each, type) and issubclass(each, FileModel) and each not in reached:
            reached.add(each)
            waiting.extend(field.annotation for field in each.model_fields.values())
    return reached


def test_every_model_has_its_section() -> None:
    """No model of the door is left out of the specification."""
    assert models() == MODELS.keys() | INSIDE


@pytest.mark.parametrize(
    ("section", "key"), sorted({(section, key) for model, section in MODELS.items() for key in keys(model)})
)
def test_every_key_has_its_heading(section: str, key: str) -> None:
    """Each key that a case file can have is explained under a heading of its own, in the section where it belongs."""
    assert any(f"`{key}`" in path[-1] and section in path for path in headings(FORMAT))


def section(path: Path, name: str) -> str:
    """Return what stands under the heading *name* of the page at *path*, up to the next one of its level."""
    page = path.read_text(encoding="utf-8")
    heading = next(each for each in HEADING.finditer(page) if each[2] == name)
    following = re.compile(rf"^#{{1,{len(heading[1])}}} ", re.MULTILINE).search(page, heading.end())
    return page[heading.end() : following.start() if following else len(page)]


def test_the_grammar_is_that_of_the_source() -> None:
    """The page prints the grammar as it stands in formula.ebnf."""
    shown = re.search(
        r"<!-- grammar -->\n```ebnf\n(.*?)^```$", section(FORMAT, "The grammar"), re.MULTILINE | re.DOTALL
    )

    assert shown is not None
    assert shown[1] == (SRC / "syntax" / "formula" / "formula.ebnf").read_text(encoding="utf-8")


def test_the_standard_rules_are_those_of_the_source() -> None:
    """The table of standard rules has each of them, its words, its formula and whether it is on, and no other."""
    found = [row.strip().split(" | ") for row in ROW.findall(section(FORMAT, "Standard rules"))][1:]

    assert [
        [f"`{name}`", text, f"`{formula}`", "on" if on else "off"]
        for name, (formula, text, on) in prelude.STANDARD.items()
    ] == found


def test_every_built_in_function_is_mentioned() -> None:
    """The table of what is built in has a row for everything that can be asked without being declared."""
    case = read_case(next(iter(frames().values())))
    own = {*case.vocabulary.traits, "figure", "rain"}
    said = {name.partition("(")[0] for name in SPAN.findall(section(FORMAT, "Built in"))}

    assert case.vocabulary.functions.keys() - own <= said


def test_the_honesty_policies_mean_what_the_page_says() -> None:
    """Each policy of the table is one, and has the formula beside it."""
    frame = next(iter(frames().values()))
    for row in ROW.findall(section(FORMAT, "`honesty`"))[1:]:
        policy, _, formula = (cell.strip() for cell in row.split("|"))
        case = read_case(with_part(frame, f"honesty: {policy[1:-1]}\n"))

        assert [f"`{written(rule.formula)}`" for rule in case.honesty] == [formula] * bool(formula)


def test_the_words_that_cannot_be_names_are_listed() -> None:
    """The chapter about names lists every reserved word and every name that is taken in every case."""
    said = set(SPAN.findall(section(FORMAT, "Names")))

    assert said >= RESERVED | declarations.CORE


@pytest.mark.parametrize(
    "refused", [row.strip() for row in ROW.findall(section(FORMAT, "What can be read in two ways"))][1:]
)
def test_what_can_be_read_in_two_ways_is_refused_with_both(refused: str) -> None:
    """Each formula of the table is refused with the two readings beside it, and both can be said."""
    formula, *readings = (cell.strip()[1:-1] for cell in refused.split(" | "))
    clue = "says: '{}'\n"
    frame = next(iter(frames().values()))
    [complaint] = complaints(with_clue(frame, clue.format(formula)))

    assert complaint.code == "two-readings"
    for reading in readings:
        assert f"`{reading}`" in complaint.message
        assert not complaints(with_clue(frame, clue.format(reading)))


@pytest.mark.parametrize(
    "limit",
    [
        source.LARGEST_FILE,
        builder.DEEPEST_DOCUMENT, builder.MOST_NODES, vocabulary.MOST_VALUES, errors.LONGEST, errors.DEEPEST_FORMULA,
        typecheck.MOST_COMBINATIONS, factory.MOST_ATOMS, lists.MOST_SUSPECTS,
        kinds.MOST_KINDS, ways.MOST_PLACES, ways.MOST_WAYS, 100_000,
        formulas.LONGEST_OF_ALL, spelling.LONGEST_NAME, complaint.MOST_SHOWN,
    ],
)  # fmt: skip
def test_every_limit_is_named(limit: int) -> None:
    """The table of limits has the numbers of the source."""
    assert f"{limit:,}" in section(FORMAT, "Limits")


@pytest.mark.parametrize(
    "limit",
    [
        budget.MOST_WORK, cnf.MOST_LITERALS, tell.MOST_TOLD, witnesses.MOST_KEPT, complaint.MOST_SHOWN,
        complaint.LONGEST_SENTENCE, validate.MOST_ADVISED, spelling.MOST_COMPARED, parser.MOST_CHARACTERS,
        verify.OBJECTIONS_SOUGHT, mus.SEARCH_BUDGET, entailment.PROOF_BUDGET, worlds.EFFORT, worlds.MOST_WORLDS,
        proof_check.MOST_STATEMENTS, certificate.LARGEST_CERTIFICATE,
    ],
)  # fmt: skip
def test_every_budget_is_named(limit: int) -> None:
    """The page about limits has the numbers of the source."""
    assert f"{limit:,}" in (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")


# Complaints, and the other pages.

CODE = re.compile(r"[a-z][a-z0-9-]*")
TELLERS = {"add", "complain", "once", "unknown", "Complaint", "give_up", "_refuse", "refuse", "Slip", "finding"}


@cache
def nodes() -> list[ast.AST]:
    """Return what the source is made of."""
    return [node for path in SRC.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def codes() -> set[str]:
    """Return every code that the source gives a complaint."""
    found: set[str] = set()
    for node in nodes():
        said: list[ast.expr] = []
        match node:
            case ast.Call(ast.Name(name) | ast.Attribute(attr=name), arguments, keywords) if name in TELLERS:
                said = [*arguments[:2], *(each.value for each in keywords if each.arg == "code")]
            case ast.arguments(kwonlyargs=names_, kw_defaults=defaults):
                pairs = zip(names_, defaults, strict=True)
                said = [default for name, default in pairs if name.arg == "code" and default is not None]
        found |= {each.value for each in said if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return {code for code in found if CODE.fullmatch(code)}


JARGON = re.compile(
    r"\b(invalid|illegal|fatal|syntax|pars(e|er|ing)|token|null|boolean|string|dict|schema|exception|identifier|"
    r"argument|boolean|unsatisfiable|constraint|solver|failed|you (must|forgot|should))\b",
    re.IGNORECASE,
)


@cache
def told() -> list[str]:
    """Return the texts of which the source makes complaints."""
    found: list[str] = []
    for node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in TELLERS:
            texts = [each for each in ast.walk(node) if isinstance(each, ast.Constant)]
            found += [each.value for each in texts if isinstance(each.value, str)]
    return found


NAMING = re.compile(r"<!--.*?-->|^# `.*$|^-- .*$|\[`[a-z-]+`\]\(.*?\)", re.MULTILINE)  # where a code is named


def printed(block: re.Match[str]) -> str:
    """Return what a *block* has of our own words."""
    return block["text"] if block["sort"] == "text" else ""


def test_no_complaint_speaks_of_the_machine_or_blames_anybody() -> None:
    """What a complaint says, all of its sentences and the files about it, is in a novelist's words."""
    pages = [page_of(name) for name in (INDEX, *known())]
    said = [NAMING.sub("", BLOCK.sub(printed, page)) for page in pages]
    said += [text for text in told() if " " in text]

    assert len(said) > 100
    assert [text for text in said if JARGON.search(text)] == []


def test_no_test_has_the_words_of_a_message() -> None:
    """What a complaint says is shown in the file of its code, so whoever words it anew changes that file alone."""
    said = {part.strip() for text in told() for part in re.split(r"\{\}|`[^`]*`?", text)}
    long = {part for part in said if len(part.split()) > 5}
    tests = [(path.name, path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("*.py")]

    assert len(long) > 90
    assert [(name, part) for name, text in tests for part in long if part in text] == []


def test_every_code_has_its_file() -> None:
    """There is a file about each code of the source, and about no other."""
    assert sorted(known()) == sorted(codes())


def test_the_glossary_has_one_line_a_word_in_order() -> None:
    """The glossary is a list of words, each with one sentence or two, in alphabetical order."""
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    words = [re.match(r"- \*\*(.+?)\*\*: ", line) for line in lines]

    assert all(words)
    assert [word[1] for word in words if word] == sorted((word[1] for word in words if word), key=str.lower)


PAGES = [README, ARCHITECTURE, *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    """A link of a page leads to a file, and to a heading that is in it."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", path.read_text(encoding="utf-8")):
        file, _, anchor = target.partition("#")
        page = (path.parent / file) if file else path

        assert page.exists(), target
        assert not anchor or anchor in {slug(each[-1]) for each in headings(page)}


def slug(heading: str) -> str:
    """Return the anchor that *heading* gets on a web page."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


# The first page.


def marked(page: str, mark: str, language: str) -> str:
    """Return the one block of *language* behind *mark*."""
    [block] = re.findall(rf"<!-- {mark} -->\n```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(block)


@pytest.mark.parametrize("mark", ["try", "test"])
def test_a_set_up_command_is_one_line_to_paste(mark: str) -> None:
    """Each of the two commands that set everything up is one line."""
    command = marked(README.read_text(encoding="utf-8"), mark, "sh")

    assert command.count("\n") == 1
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_case_of_the_readme_gives_the_output_shown(tmp_path: Path) -> None:
    """The case on the first page is solved, and what is shown below it is what the command prints."""
    page = README.read_text(encoding="utf-8")
    shown = marked(page, "case-output", "console")
    prompt, _, output = shown.partition("\n")
    name = prompt.rpartition(" ")[2]
    (tmp_path / name).write_text(marked(page, "case", "yaml"), encoding="utf-8")
    done = deduce_alone(*prompt.split()[2:], cwd=tmp_path, COLUMNS="80", NO_COLOR="1")
    printed = done.stdout.decode()
    if os.environ.get("DEDUCE_ACCEPT"):
        README.write_text(page.replace(shown, f"{prompt}\n{printed}"), encoding="utf-8")
        output = printed

    assert (done.returncode, done.stderr) == (0, b"")
    assert printed == output


def commands() -> Sequence[str]:
    """Return the commands in the order of the help."""
    return tuple(app.COMMANDS)


def test_every_command_has_its_heading() -> None:
    """The page of the commands explains each of them, in the order of the help, and no other."""
    shown = [path[-1].strip("`") for path in headings(CLI) if path[-1].startswith("`")]

    assert shown == [f"deduce {command}" for command in commands()]


@pytest.mark.parametrize("command", commands())
def test_the_help_of_a_command_is_shown_as_it_is(command: str, tmp_path: Path) -> None:
    """Under the heading of each command stands what `--help` prints of it."""
    page = CLI.read_text(encoding="utf-8")
    shown = marked(page, f"help: {command}", "console")
    done = typed(f"deduce {command} --help", tmp_path, columns=100).stdout
    true = f"$ deduce {command} --help\n" + "".join(f"{line.rstrip()}\n" for line in done.strip("\n").splitlines())
    if os.environ.get("DEDUCE_ACCEPT"):
        mark = f"<!-- help: {command} -->\n```console\n"
        CLI.write_text(page.replace(f"{mark}{shown}", f"{mark}{true}"), encoding="utf-8")
        shown = true

    assert shown == true


# Pages with files and commands.

FILE = re.compile(r"<!-- file: (?P<name>[^ ]+) -->\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^```console\n(?P<prompt>\$ deduce [^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = [path for path in PAGES if path.parent.name != "diagnostics" and FILE.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", RUN, ids=lambda path: path.name)
def test_the_commands_of_a_page_print_what_it_shows(path: Path, tmp_path: Path) -> None:
    """Where a page has files, each command below them is run on them, and prints what stands there."""
    page = path.read_text(encoding="utf-8")
    for file in FILE.finditer(page):
        (tmp_path / file["name"]).write_text(file["text"], encoding="utf-8")
    for command in list(COMMAND.finditer(page)):
        done = typed(command["prompt"].removeprefix("$ "), tmp_path)
        output = command["output"]
        if os.environ.get("DEDUCE_ACCEPT"):
            page = page.replace(command[0], f"```console\n{command['prompt']}\n{done.stdout}```")
            path.write_text(page, encoding="utf-8")
            output = done.stdout

        assert done.stderr == ""
        assert done.stdout == output


def test_the_source_points_at_headings_of_the_page_about_deduction() -> None:
    """Each link in a docstring leads to a heading, and each module named on the page is there."""
    anchors = {slug(each[-1]) for each in headings(DEDUCTION)}
    pointed = {
        anchor
        for path in SRC.rglob("*.py")
        for anchor in re.findall(r"docs/deduction\.md#([\w-]+)", path.read_text(encoding="utf-8"))
    }
    named = {name for name in SPAN.findall(DEDUCTION.read_text(encoding="utf-8")) if re.fullmatch(r"[\w/]+\.py", name)}

    assert pointed
    assert pointed <= anchors
    assert all((SRC / name).exists() for name in named)


# The page about Python.


def test_what_the_page_about_python_types_comes_out_as_shown() -> None:
    """Its examples are run, and every public function is in its table."""
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8")

    assert (failed, tried > 0) == (0, True)
    for name in deduce.__all__:
        assert name[0].isupper() or f"`{name}(" in page
