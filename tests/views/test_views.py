"""What is shown of a case: prose, terminal, markdown and complaints, on results made by hand."""

from __future__ import annotations

import io
import sys
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from deduce.case.case import Case, Clue, Crime, Entity, Episode, Rule, Sought
from deduce.case.prelude import nowhere
from deduce.case.vocabulary import Vocabulary
from deduce.deduction.results import Because, Exposed, Found, Narrowing, Solution, Standing, Trace
from deduce.logic.formula import Variable
from deduce.syntax.complaint import CaseError, Complaint, Spot
from deduce.syntax.formula.ast import Apply, Conjunction, Name
from deduce.syntax.formula.parser import parse_term
from deduce.syntax.formula.printer import written
from deduce.theory.told_world import ToldWorld, told_of
from deduce.views import diagnostics, markdown, terminal
from deduce.views.english.names import capital, sought_term, term
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.world import story as story_of
from deduce.views.visible import visible
from laws import times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.views.pages.page import Page

HERE = Spot(1, 1, 1, 2)
SOMETHING = Name("something")
NAMES = {
    "delia": "Delia Whitlaw",
    "bette": "Bette Whitlaw",
    "nabil": "Nabil",
    "shane": "Shane McRae",
    "neveah": "Neveah",
}
OTHERS = {"cassie": "Cassie Shore", "cruz": "Officer Isabel Cruz"}
PLACES = {"roof": "the roof", "cassies_room": "Cassie's room"}
TIMES = {"fall": "when Cassie fell", "escape": "right after"}


def vocabulary(labels: dict[str, str]) -> Vocabulary:
    """Make a vocabulary that knows *labels* and nothing else."""
    nothing: dict[str, Any] = {field.name: {} for field in fields(Vocabulary) if field.name not in {"grid", "broken"}}
    return Vocabulary(**(nothing | {"labels": labels}))


def entities(called: dict[str, str]) -> tuple[Entity, ...]:
    """Make an entity of each id and name."""
    return tuple(Entity(identifier, name, HERE) for identifier, name in called.items())


def clue(identifier: str, episode: int, text: str, **rest: Any) -> Clue:  # noqa: ANN401 - any field of a clue
    """Make a clue; without more said it is a fact."""
    return Clue(identifier, episode, HERE, text, **({"fact": SOMETHING} | rest))


def cassie(names: dict[str, str] = NAMES) -> Case:
    """Make the case of the language page."""
    first = (
        clue("the-push", 1, "A hooded figure comes up to Cassie on the roof and pushes her off."),
        clue("a-man", 1, "The figure looks like a man.", fact=None, claim=SOMETHING),
        clue("recruited-after", 1, "Neveah is recruited only after the fall, to take Cassie's place."),
        clue("the-boyfriend", 1, "The dancers believe that it was her boyfriend.", fact=None, claim=SOMETHING),
    )
    second = (
        clue("the-email", 2, "That night Shane was in Cassie's room, deleting an email."),
        clue("cassies-word", 2, "Cassie: it was Bette.", by="cassie", content=SOMETHING, claim=SOMETHING),
    )
    third = (clue("the-memory", 3, "Delia puts on the grey hoodie, and June knows the face.", private="SECRET"),)
    return Case(
        title="The Fall of Cassie Shore",
        question="Who pushed Cassie Shore off the roof?",
        source=None,
        about=None,
        suspects=entities(names),
        people=entities(OTHERS),
        places=entities(PLACES),
        items=(),
        times=entities(TIMES),
        crime=Crime("cassie", ("roof",), ("fall",)),
        culprits=(1, 1),
        vocabulary=vocabulary(names | OTHERS | PLACES | TIMES),
        minutes={},
        grid=(),
        rules=(),
        standard=(Rule("standard/opportunity", SOMETHING, "Whoever did it had the opportunity."),),
        honesty=(),
        episodes=(
            Episode(1, "Corps", first, private="SECRET"),
            Episode(2, "Catch & Release", second, note="Nobody is who they seem."),
            Episode(3, "Push Comes to Shove", third),
        ),
        find=(Sought("culprit", Name("culprit"), set_valued=False, spot=HERE),),
        solution=None,
        expect=(),
    )


AT_THE_END = ("the-push", "the-memory")
NEVEAH = Because("neveah", ("recruited-after", "standard/opportunity"))
SHANE = Because("shane", ("the-email", "standard/opportunity"))
FELL = tuple(Because(each, AT_THE_END) for each in ("bette", "nabil"))


def narrowings() -> tuple[Narrowing, ...]:
    """Make the three episodes as the page about the commands has them."""
    quiet: dict[str, Any] = {"values": {}, "conflict": ()}
    return (
        Narrowing(
            1, "Corps", "open", ("the-push", "a-man", "recruited-after", "the-boyfriend"),
            ("delia", "bette", "nabil", "shane"), (), cleared=(NEVEAH,), face_value=("nabil",), exposed=(), **quiet,
        ),
        Narrowing(
            2, "Catch & Release", "open", ("the-email", "cassies-word"),
            ("delia", "bette", "nabil"), (), cleared=(SHANE,), face_value=("bette",), exposed=(), **quiet,
        ),
        Narrowing(
            3, "Push Comes to Shove", "solved", ("the-memory",), ("delia",), (Because("delia", AT_THE_END),),
            cleared=FELL, face_value=("delia",),
            exposed=(
                Exposed("a-man", ("the-memory",), kind="claim"),
                Exposed("the-boyfriend", AT_THE_END, kind="statement"),
                Exposed("cassies-word", AT_THE_END, kind="statement"),
            ),
            **quiet,
        ),
    )  # fmt: skip


def story(case: Case | None = None) -> Trace:
    """Make the whole trace."""
    misled = (("nabil",), ("bette",), ())
    return Trace(case or cassie(), "solved", True, {"culprit": ("delia",)}, narrowings(), {}, misled)  # noqa: FBT003


def first_two() -> Trace:
    """Make the trace of `--until 2`."""
    return Trace(cassie(), "open", True, None, narrowings()[:2], {}, None)  # noqa: FBT003


def cleared(because: Because, episode: int) -> Standing:
    """Make the standing of somebody cleared in *episode*."""
    return Standing(because.id, "cleared", episode, because.because, None)


def solved(case: Case | None = None) -> Solution:
    """Make the solution as the page about the commands has it."""
    standings = (
        Standing("delia", "convicted", 3, AT_THE_END, None),
        *(cleared(each, 3) for each in FELL),
        cleared(SHANE, 2),
        cleared(NEVEAH, 1),
    )
    return Solution(case or cassie(), "solved", True, {"culprit": ("delia",)}, standings, {}, (), None, {}, 3)  # noqa: FBT003


def told(values: dict[str, Any]) -> ToldWorld:
    """Make a world of *values* as JSON has them, culprits as a list."""
    unknowns = {}
    for key, value in values.items():
        said = parse_term(key, nowhere)
        if isinstance(said, Apply):
            unknowns[Variable(said.function, (value,), tuple(map(written, said.arguments)))] = value
        elif key != "culprit":
            unknowns[Variable(key, (value,))] = value
    return told_of(tuple(values["culprit"]) if "culprit" in values else None, unknowns)


def world(culprit: str) -> ToldWorld:
    """Make a world of the case in which *culprit* did it."""
    whereabouts = {f"at({person}, fall)": "elsewhere" for person in (*NAMES, *OTHERS)}
    whereabouts |= {f"at({culprit}, fall)": "roof", "at(cassie, fall)": "roof", "at(shane, fall)": "cassies_room"}
    return told({"culprit": [culprit], "figure": culprit} | whereabouts)


def still_open() -> Solution:
    """Make the solution of `--until 2`."""
    standings = (
        *(Standing(each, "possible", None, (), world(each)) for each in ("delia", "bette", "nabil")),
        cleared(SHANE, 2),
        cleared(NEVEAH, 1),
    )
    return Solution(cassie(), "open", True, None, standings, {}, (), None, {}, 2)  # noqa: FBT003


def everything(page: Page) -> str:
    """Return all words of *page*."""
    passages = [passage for section in page.sections for passage in section.passages]
    said = [line for passage in passages for line in (passage.about + passage.rest, *passage.items)]
    return "\n".join([page.title, page.question, *(section.heading for section in page.sections), *said])


@pytest.fixture(autouse=True)
def _plain_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write to a pipe of 80 columns unless a test says otherwise."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def pipe(monkeypatch: pytest.MonkeyPatch, columns: int, encoding: str = "utf-8") -> None:
    """Make standard output and error pipes of *columns* and *encoding*."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding=encoding))


def test_solve_says_the_verdict_first_then_why_then_how_each_suspect_fell() -> None:
    """The verdict stands before the reasons, and who fell first is told first."""
    shown = terminal.solution_text(solved())

    order = ["It was Delia Whitlaw.", "Delia Whitlaw is convicted", "Neveah is cleared", "Shane McRae is cleared"]
    assert sorted(order, key=shown.index) == order
    assert "Bette Whitlaw and Nabil are cleared in episode 3, because:" in shown
    assert "Proven in episode 3. Double-checked: a second engine agrees." in shown


def test_reasons_quote_the_clue_with_its_episode_and_word_the_rule() -> None:
    """No id and no formula stands in a reason."""
    shown = everything(solution_page(solved()))

    assert "In episode 2: “That night Shane was in Cassie's room, deleting an email.”" in shown
    assert "Whoever did it had the opportunity: was at the scene when it happened." in shown
    assert "the-email" not in shown
    assert "standard/" not in shown


def test_a_possible_suspect_comes_with_a_world_told_as_a_story() -> None:
    """A world reads as who was where, and nobody is left out silently."""
    shown = everything(solution_page(still_open()))

    assert "Still open: 3 of 5 could have done it." in shown
    assert "Bette Whitlaw could have done it. One way it could have been:" in shown
    assert "The figure is Bette Whitlaw." in shown
    assert "Bette Whitlaw and Cassie Shore (the roof); Shane McRae (Cassie's room); everybody else elsewhere." in shown


def test_stopping_early_says_so_and_shows_nothing_of_later_episodes() -> None:
    """With two of three episodes the third leaves no trace."""
    for page in (solution_page(still_open()), trace_page(first_two(), None)):
        shown = everything(page)
        assert "What comes after episode 2 is left aside." in shown
        assert "hoodie" not in shown
        assert "Push Comes" not in shown
        assert "innocent" not in shown


def test_the_first_episodes_read_alike_however_many_follow() -> None:
    """The sections of the first two episodes are the same with and without the third."""
    assert trace_page(first_two(), None).sections[1:3] == trace_page(story(), None).sections[1:3]


def test_trace_tells_each_episode() -> None:
    """What is revealed, who falls, who is left, whom the trusting suspect, what is exposed, who was misled."""
    shown = everything(trace_page(story(), None))

    assert "“The figure looks like a man.” (so it seems)" in shown
    assert "“Cassie: it was Bette.” (Cassie Shore's word)" in shown
    assert "Left, 4 of 5: Delia Whitlaw, Bette Whitlaw, Nabil and Shane McRae." in shown
    assert "The trusting audience suspects Bette Whitlaw." in shown
    assert "Not so: that “something” is true (“The figure looks like a man.”), because:" in shown
    assert "Episode 2: Bette Whitlaw is suspected, and innocent." in shown
    assert shown.endswith("Episode 2: Bette Whitlaw is suspected, and innocent.")


def test_where_all_the_possible_are_suspected_it_is_nobody_in_particular() -> None:
    """A face value that says nothing is not shown as a suspicion, in words or in the table."""
    first = narrowings()[0]
    nobody = replace(first_two(), episodes=(replace(first, face_value=first.possible, in_general=True),))

    assert "The trusting audience suspects nobody in particular." in everything(trace_page(nobody, None))
    assert "suspected" not in markdown.trace_markdown(nobody, None)


def test_what_is_private_is_never_shown() -> None:
    """The author's own notes stay the author's."""
    for shown in (
        everything(trace_page(story(), None)),
        everything(solution_page(solved())),
        markdown.trace_markdown(story(), None),
    ):
        assert "SECRET" not in shown


def test_a_contradiction_names_the_clues_and_clears_nobody() -> None:
    """The set of clues that cannot all hold is quoted; every suspect is named as undecided."""
    standings = tuple(Standing(each, "unknown", None, (), None) for each in NAMES)
    result = replace(
        solved(), verdict="contradictory", answer=None, suspects=standings, conflict=("the-push", "the-email")
    )
    shown = everything(solution_page(result))

    assert "These clues cannot both hold." in shown
    assert "In episode 2: “That night" in shown
    assert all(name in shown for name in NAMES.values())


def test_nobody_and_several_culprits_read_right() -> None:
    """Sentences fit the number of culprits."""
    perhaps = replace(cassie(), culprits=(0, 1))
    several = replace(cassie(), culprits=(1, 3))
    both = replace(solved(several), answer={"culprit": ("delia", "bette")})
    alone = replace(solved(several), answer={"culprit": ("delia",)})
    nobody = replace(solved(perhaps), answer={"culprit": ()})
    maybe = replace(still_open(), case=perhaps, may_be_nobody=True)
    maybe = replace(maybe, nobody=told({"culprit": [], "figure": "cruz"}))
    one_certain = replace(still_open(), case=several, suspects=solved().suspects[:1] + still_open().suspects[1:])

    assert "It was Delia Whitlaw and Bette Whitlaw." in everything(solution_page(both))
    assert "It was Delia Whitlaw alone." in everything(solution_page(alone))
    assert "Nobody did it." in everything(solution_page(nobody))
    assert "3 of 5 could have done it, or nobody." in everything(solution_page(maybe))
    assert "Nobody need have done it. One way it could have been:" in everything(solution_page(maybe))
    assert "could have been in it; Delia Whitlaw certainly did it." in everything(solution_page(one_certain))


def grid() -> Case:
    """Make a logic grid: no suspects, one stretch of clues."""
    sought = Sought("nation(zebra)", Apply("nation", (Name("zebra"),)), set_valued=False, spot=HERE)
    return replace(
        cassie({}),
        title="The Zebra",
        question="Who owns the zebra?",
        people=(),
        vocabulary=vocabulary({"japanese": "Japanese", "spanish": "Spanish"}),
        episodes=(Episode(1, None, (clue("c1", 1, "The Spaniard owns the dog."),)),),
        find=(sought,),
    )


def test_a_case_without_suspects_tells_what_was_asked() -> None:
    """A logic grid has no culprit, and its one stretch of clues is no episode."""
    found = {"nation(zebra)": ("japanese",)}
    because = {"nation(zebra)": Found(1, ("c1",))}
    result = Solution(grid(), "solved", True, found, (), found, (), None, because, 1)  # noqa: FBT003
    shown = everything(solution_page(result))

    assert "The nation of zebra: Japanese." in shown
    assert "“The Spaniard owns the dog.”" in shown
    assert "pisode" not in shown
    assert "did it" not in shown


def test_an_open_grid_tells_what_is_left() -> None:
    """The values still possible are named, in the page and in the table."""
    left: dict[str, Any] = {"nation(zebra)": ("japanese", "spanish")}
    result = Solution(grid(), "open", True, None, (), left, (), None, {}, 1)  # noqa: FBT003
    told = Narrowing(1, None, "open", ("c1",), (), (), left, (), (), (), ())

    assert "Still open: the nation of zebra: Japanese or Spanish." in everything(solution_page(result))
    assert "| The nation of zebra | Japanese or Spanish |" in markdown.trace_markdown(
        Trace(grid(), "open", True, None, (told,), {}, None),  # noqa: FBT003
        None,
    )


def test_a_clue_without_text_is_told_in_our_words() -> None:
    """Where the author wrote no words, what the clue says stands in for them, and nobody is quoted."""
    wordless = Clue(
        "the-push", 1, HERE, content=Conjunction((Name("a"), Name("b"))), fact=Conjunction((Name("a"), Name("b")))
    )
    case = cassie()
    case = replace(case, episodes=(replace(case.episodes[0], clues=(wordless,)), *case.episodes[1:]))

    assert "In episode 1: “a” is true, and “b” is true." in everything(solution_page(solved(case)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("culprit", "the culprit"),
        ("weapon(culprit)", "the weapon of the culprit"),
        ("at(bette, fall)", "the place of Bette Whitlaw (when Cassie fell)"),
        ("crime_place", "the place of the crime"),
        ("delia", "Delia Whitlaw"),
        ("rail_cut", "the rail cut"),
        ("house(red) + 1", "“house(red) + 1”"),
    ],
)
def test_terms_are_worded(text: str, words: str) -> None:
    """What the author asked for reads as words where it can."""
    said = parse_term(text, nowhere)
    asked = replace(cassie(), find=(Sought(text, said, set_valued=False, spot=HERE),))

    assert term(cassie(), said) == words
    assert sought_term(asked, text) == words


def test_an_argument_is_worded_as_what_it_is() -> None:
    """A value by its name, a number or a time as it is, another term in its own words, a sum in quotes."""
    case = cassie()

    assert term(case, parse_term("house(colour.red)", nowhere)) == "the house of red"
    assert term(case, parse_term("house(3)", nowhere)) == "the house of 3"
    assert term(case, parse_term("meal(21:15)", nowhere)) == "the meal of 21:15"
    assert term(case, parse_term("motive(weapon(bette))", nowhere)) == (
        "whether the weapon of Bette Whitlaw has a motive"
    )
    assert term(case, parse_term("house(n + 1)", nowhere)) == "the house of “n + 1”"


def test_what_the_case_does_not_ask_for_is_quoted() -> None:
    """Without its tree a term is no more than a text."""
    assert sought_term(cassie(), "weapon(culprit)") == "“weapon(culprit)”"


def test_every_sort_of_unknown_is_told() -> None:
    """What people have, want, are and say, and what the author invented, in sentences."""
    values: dict[str, Any] = {
        "culprit": ["delia", "bette"],
        "rail_cut": True,
        "crime_place": "roof",
        "weapon(delia)": "oar",
        "seat(nabil)": 3,
        "hates(delia, bette)": True,
        "hates(bette, delia)": False,
        "has(delia, key)": True,
        "has(bette, key)": True,
        "has(nabil, rope)": False,
        "motive(delia)": True,
        "motive(bette)": False,
        "honest(delia)": False,
        "true(cassies-word)": False,
        "at(bette, 20:30)": "roof",
        "at(bette, 20:45)": "roof",
        "at(bette, 21:00)": "elsewhere",
    }

    assert tell(told(values), 3) == (
        "Delia Whitlaw and Bette Whitlaw did it together.",
        "Rail cut: yes.",
        "The place of the crime is the roof.",
        "From 20:30 to 20:45: Bette Whitlaw (the roof).",
        "At 21:00: Bette Whitlaw elsewhere.",
        "Weapon: Delia Whitlaw (oar).",
        "Seat: Nabil (3).",
        "Hates: Delia Whitlaw → Bette Whitlaw.",
        "Delia Whitlaw and Bette Whitlaw have key.",
        "Nobody has rope.",
        "Delia Whitlaw has a motive.",
        "Nobody is honest.",
        "False: “Cassie: it was Bette.”",
    )


def tell(world: ToldWorld, until: int) -> tuple[str, ...]:
    """Return the sentences of the story of *world*."""
    return tuple(each.words for each in story_of(cassie(), world, until).sentences)


def test_the_largest_crowd_is_everybody_else() -> None:
    """Nobody is left out silently, and no list is longer than it helps."""
    everybody = {f"at({person}, fall)": "roof" for person in (*NAMES, *OTHERS)}

    assert tell(told(everybody), 3) == ("When Cassie fell: everybody (the roof).",)
    assert tell(told(everybody | {"at(bette, fall)": "elsewhere"}), 3) == (
        "When Cassie fell: Bette Whitlaw elsewhere; everybody else (the roof).",
    )


def test_of_later_statements_a_world_tells_nothing() -> None:
    """A statement of episode 2 is not told after episode 1."""
    assert tell(told({"true(cassies-word)": True}), 1) == ()


def test_a_contradiction_in_the_story_is_told_once() -> None:
    """In its episode with the clues, afterwards that it stands; an unknown episode says that it is."""
    first, second, third = narrowings()
    nothing: dict[str, Any] = {"possible": (), "cleared": (), "convicted": (), "face_value": (), "exposed": ()}
    against = replace(second, verdict="contradictory", conflict=("the-push", "the-email"), **nothing)
    still = replace(third, verdict="contradictory", conflict=("the-push", "the-email"), **nothing)
    unknown = replace(third, verdict="unknown", **nothing)
    contradictory = Trace(cassie(), "contradictory", True, None, (first, against, still), {}, None)  # noqa: FBT003
    given_up = Trace(cassie(), "unknown", False, None, (first, second, unknown), {}, None)  # noqa: FBT003

    shown = everything(trace_page(contradictory, None))
    assert shown.count("In episode 2: “That night") == 1
    assert shown.count("These clues cannot both hold") == 1
    assert "The contradiction stands." in shown
    assert "| Neveah | **cleared** | ? | ? |" in markdown.trace_markdown(contradictory, None)
    assert everything(trace_page(given_up, None)).count("Unknown: the search was stopped before it could tell") == 1
    assert "Not double-checked" in everything(trace_page(given_up, None))


def test_what_somebody_knows_is_told_as_theirs() -> None:
    """With `--as` the audience is that person."""
    shown = everything(trace_page(story(), "cruz"))

    assert "As Officer Isabel Cruz knows it." in shown
    assert "Officer Isabel Cruz, if trusting, suspects Nabil." in shown


def test_the_table_has_a_column_an_episode_and_explains_its_marks() -> None:
    """Each suspect has a row, each mark its word in the legend."""
    shown = markdown.trace_markdown(story(), None)

    assert "|  | Episode 1 | Episode 2 | Episode 3 |" in shown
    assert "| Nabil | suspected | possible | **cleared** |" in shown
    assert "| Neveah | **cleared** | - | - |" in shown
    assert "suspected: possible, and whom a trusting audience suspects" in shown
    assert "**It was Delia Whitlaw." in shown


def test_names_cannot_break_the_table() -> None:
    """What Markdown would read as its own is escaped."""
    shown = markdown.solution_markdown(solved(cassie(NAMES | {"nabil": "N|a*bil\n<b>"})))

    assert r"| N\|a\*bil &lt;b&gt; | possible |" in shown


def test_no_meaning_is_carried_by_colour_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """With colours taken away the same words are left."""
    plain_words = terminal.solution_text(still_open())
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = terminal.solution_text(still_open())

    assert "\x1b[" in coloured
    assert "\x1b[" not in plain_words
    assert "".join(_without_escapes(coloured)) == plain_words


def _without_escapes(text: str) -> Iterator[str]:
    for number, part in enumerate(text.split("\x1b[")):
        yield part if number == 0 else part.partition("m")[2]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_stream_without_our_ornaments_gets_plain_ones(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """Whatever the encoding, the page can be written, with quotation marks that it has."""
    pipe(monkeypatch, 80, encoding)
    shown = "".join(terminal.trace_pages(story(), None))

    shown.encode(encoding)
    assert ("“" in shown) == (encoding == "cp1252")
    assert "?" not in shown.replace("roof?", "")


def test_a_stranger_commands_no_terminal() -> None:
    """Escapes and other controls in a case file come out as escapes."""
    assert visible("a\x1b[31mb\x07\u2028c") == r"a\u001b[31mb\u0007\u2028c"
    shown = terminal.solution_text(solved(replace(cassie(), title="\x1b[2J\x9b1mTitle")))
    assert "\x1b" not in shown
    assert "\x9b" not in shown


people = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)


@times(0.5)
@given(called=st.lists(people, min_size=5, max_size=5), width=st.integers(40, 120))
def test_no_line_is_longer_than_the_width_and_every_suspect_is_named(called: list[str], width: int) -> None:
    """Names of any length and script are wrapped or broken, never cropped."""
    case = cassie(dict(zip(NAMES, called, strict=True)))
    with pytest.MonkeyPatch.context() as patch:
        pipe(patch, width)
        pages = [terminal.solution_text(solved(case)), "".join(terminal.trace_pages(story(case), None))]
    for page in pages:
        letters = "".join(page.split())
        assert all(cell_len(line) <= width for line in page.split("\n"))
        names = ["".join(visible(name).split()) for name in called]
        assert all(name in letters or capital(name) in letters for name in names)  # one may begin a sentence


def complaint(line: int, column: int, end: int, **rest: Any) -> Complaint:  # noqa: ANN401 - any field of a complaint
    """Make a complaint about a stretch of *line*."""
    fill = {"message": "No suspect is called `vael`.", "hint": "Did you mean `vale`?"}
    return Complaint(code="unknown-name", spot=Spot(line, column, line, end), **(fill | rest))


def test_a_complaint_shows_the_line_with_carets_under_the_spot() -> None:
    """Header with code and place, the author's line, carets, the sentence, the guess."""
    error = CaseError([complaint(2, 20, 24)], file="cases/orchid.yaml", text="title: x\n  - {id: c2, alibi: vael}\n")
    shown = diagnostics.complaints_text(error)

    header, line, carets, message, hint, *_ = shown.split("\n")
    assert header.startswith("-- UNKNOWN NAME ---")
    assert header.endswith(" cases/orchid.yaml:2:20")
    assert len(header) == 80
    assert line == "2 |   - {id: c2, alibi: vael}"
    assert carets == " " * (4 + 19) + "^^^^"
    assert message == "No suspect is called `vael`."
    assert hint == "Did you mean `vale`?"


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=400),
    ends=st.tuples(st.integers(1, 420), st.integers(1, 420)),
    width=st.integers(20, 120),
)
def test_complaints_fit_whatever_the_line(text: str, ends: tuple[int, int], width: int) -> None:
    """A long line is shown around the spot, and the carets stand below it."""
    column, end = sorted(ends)
    with pytest.MonkeyPatch.context() as patch:
        pipe(patch, width)
        shown = diagnostics.complaints_text(CaseError([complaint(1, column, end)], file="x" * 50 + ".yaml", text=text))

    assert all(cell_len(line) <= width for line in shown.split("\n"))
    assert "^" in shown


def test_complaints_without_a_spot_or_of_another_text_are_shown() -> None:
    """A file that is not there has no line to show; all complaints are told."""
    gone = Complaint("no-such-file", "There is no file `x.yaml`.")
    shown = diagnostics.complaints_text(CaseError([gone, complaint(99, 1, 2)], file="x.yaml"))

    assert "There is no file `x.yaml`." in shown
    assert "2 complaints." in shown


def test_complaints_as_data_are_the_contract() -> None:
    """Every entry has every key; what is not known is null."""
    error = CaseError([complaint(2, 20, 24), Complaint("no-such-file", "Gone.")], file="x.yaml")

    assert diagnostics.complaints_json(error) == {
        "format_version": "1",
        "complaints": [
            {
                "code": "no-such-file", "severity": "error", "file": "x.yaml", "line": None, "column": None,
                "end_line": None, "end_column": None, "message": "Gone.", "hint": None, "also": [],
            },
            {
                "code": "unknown-name", "severity": "error", "file": "x.yaml", "line": 2, "column": 20,
                "end_line": 2, "end_column": 24, "message": "No suspect is called `vael`.",
                "hint": "Did you mean `vale`?", "also": [],
            },
        ],
    }  # fmt: skip


def test_what_falls_for_reasons_given_already_stands_under_one_heading() -> None:
    """Two claims that fall with the culprit's conviction need no heading each."""
    shown = everything(trace_page(story(), None)).partition("Exposed as untrue, for the same reasons")[2]

    assert shown
    assert "for the same reason" not in shown
    assert "“Cassie: it was Bette.”" in shown.partition("Exposed")[0]
    assert "boyfriend" in shown.partition("Exposed")[0]
