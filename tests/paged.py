"""Pages as lines of plain text, without a width: a heading, a passage, or an item to a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deduce.views.pages.page import Page, Section


def shown(page: Page) -> list[str]:
    """Return what *page* says below its title."""
    return [line for section in page.sections for line in below(section)]


def below(section: Section) -> list[str]:
    """Return the heading of *section* and what stands under it, items behind a dash, cells between bars."""
    said = [section.heading] if section.heading else []
    for passage in section.passages:
        said += [passage.about + passage.rest] if passage.about or passage.rest else []
        said += [f"- {item}" for item in passage.items]
        said += [" | ".join(line) for table in passage.tables for line in (table.heads, *table.rows)]
    return said
