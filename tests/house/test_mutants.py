"""The page of mutants is read as it is written, and what is left out of it is what never runs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mutating.idle import idle_ranges
from mutating.page import Count, Page, Survivor, read

PAGE = Path(__file__).parents[2] / "docs" / "mutants.md"

names = st.from_regex(r"[a-z_]{1,9}", fullmatch=True)
changes = st.lists(st.from_regex(r" {0,4}[!-~]{1,9}", fullmatch=True), max_size=2).map("\n".join)
survivors = st.builds(
    Survivor,
    file=names.map("logic/{}.py".format),
    line=st.integers(1, 999),
    scope=st.just("") | names,
    operator=names.map("core/{}".format),
    before=changes,
    after=changes,
    reason=st.sampled_from(["Nothing reads it.", "One.\n\nTwo, `in` three:\n\n- four."]),
)
counts = st.builds(Count, *(st.integers(0, 9999) for _ in range(6)))
pages = st.builds(
    Page,
    st.just("Seed 1."),
    st.dictionaries(names.filter(lambda each: each != "all"), counts, min_size=1),
    st.lists(survivors, max_size=3),
)


@given(pages)
def test_a_page_is_read_as_it_is_written(page: Page) -> None:
    """Figures, survivors and reasons are the same when the page is written, read and written anew."""
    again = read(page.text())

    assert again.text() == page.text()
    assert again.counts == page.counts
    assert sorted(each.reason for each in again.survivors) == sorted(each.reason for each in page.survivors)


def test_the_page_is_as_the_target_writes_it() -> None:
    """What people write on the page, but for the reasons, is not lost the next time: there is none of it."""
    text = PAGE.read_text(encoding="utf-8")

    assert read(text).text() == text


def test_nothing_is_changed_where_nothing_runs() -> None:
    """Annotations, what is only for types, docstrings, a lone star and ends that are never reached have no mutants."""
    text = '''"""It is 1."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    A = 1 | 2
é: dict[1, 2 | 3] = {}
def f(a: 4 | 5, *b: 6, c: 7 = 8) -> 9 | 10:
    """It is 2."""
    é: "x"; d = 11
    assert_never(12)
def g(
    a=13 * 14, *,
    b, c,
): ...
'''
    idle = list(idle_ranges(text))
    shown = text.splitlines()
    found = {shown[line - 1][start:end] for (line, start), (_, end) in idle}

    assert found >= {"dict[1, 2 | 3]", "4 | 5", "6", "7", "9 | 10", '"x"', "assert_never(12)", '"""It is 2."""'}
    assert ((3, 0), (4, 13)) in idle
    assert ((11, 15), (11, 16)) in idle
    assert not any(first <= (11, shown[10].index("*")) < last for first, last in idle)
    assert not any(first <= (8, shown[7].index("11")) < last for first, last in idle)
    assert not any(first <= (6, shown[5].index("8")) < last for first, last in idle)
