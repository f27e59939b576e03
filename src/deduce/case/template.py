"""Cases to begin with: small, whole, solved, with notes that teach; one file each, beside this one.

This module must never know what is in a template but its title.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Literal, TypeAlias, get_args

Template: TypeAlias = Literal["whodunit", "grid", "timeline", "testimony"]
TEMPLATES: tuple[Template, ...] = get_args(Template)
TITLE = re.compile(r"^title: .*$", re.MULTILINE)


def begun(template: Template, title: str, first: str = "") -> str:
    """Return the text of a new case, made from *template* and called *title* (as YAML), below the line *first*."""
    text = files(__package__).joinpath("templates", f"{template}.yaml").read_text(encoding="utf-8")
    return (f"{first}\n" if first else "") + TITLE.sub(lambda _: f"title: {title}", text, count=1)
