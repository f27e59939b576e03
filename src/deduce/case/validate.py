"""The form of a case file: pydantic's findings in people's words, each at its spot.

This module must never know what a name means: it says which keys there are and what may stand behind them.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from deduce.case.clue_models import (
    CONTENT_KEYS,
    ClueEntry,
    ContentEntry,
    EpisodeEntry,
    HasEntry,
    OnlyEntry,
    RuleEntry,
    ToldEntry,
    WhereaboutsEntry,
    WhoEntry,
)
from deduce.case.file_models import CaseFile, CrimeEntry, EntityEntry, ExpectEntry, KindEntry, TimesEntry, UnknownEntry
from deduce.case.key_advice import (
    added_id,
    elsewhere,
    misplaced,
    together_again,
    untitled,
    who_and_where,
    whole_formula,
    wrong_list,
)
from deduce.case.other_words import meant_key
from deduce.case.shape_advice import reshaped
from deduce.syntax.complaint import Complaint
from deduce.syntax.spelling import guess_at
from deduce.syntax.yaml.slips import A_COLON
from deduce.syntax.yaml.source_map import COMMA, plain_data
from deduce.syntax.yaml.tree import Mapping, Nothing, Scalar, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from deduce.syntax.complaint import Complaints
    from deduce.syntax.yaml.source_map import NodePath, SourceMap

_A_FEW = 12  # keys: a list that can still be read
LIST_KEYS = {"episodes", "clues", "rules", "expect", "told"}
PRUNING_ROUNDS = 20  # of pruning what is wrong, so that the rest is checked too
EXPECTED = {
    "string_type": "a text",
    "tuple_type": "a name or a list",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number of reasonable size",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
    "greater_than_equal": "a larger number",
    "less_than_equal": "a smaller number",
}
SHAPE_WORDS: dict[type[BaseModel], str] = {
    CaseFile: "a case",
    EntityEntry: "a suspect, person, place or item",
    CrimeEntry: "`crime`",
    UnknownEntry: "an unknown",
    WhoEntry: "an entry about people",
    WhereaboutsEntry: "an entry about whereabouts",
    HasEntry: "`has` or `lacks`",
    OnlyEntry: "`only`",
    ContentEntry: "a claim",
    ClueEntry: "a clue",
    RuleEntry: "a rule",
    EpisodeEntry: "an episode",
    ToldEntry: "`told`",
    ExpectEntry: "an expectation",
    KindEntry: "a kind",
    TimesEntry: "`times`",
}


def validate(source_map: SourceMap, complaints: Complaints) -> CaseFile | None:
    """Tree -> models: return the case that is written down, wrong parts left out and noted in *complaints*.

    None where so much is wrong that what is left could not be read sensibly.
    """
    if not isinstance(source_map.root, Mapping):
        complaints.add(
            "not-a-case",
            "A case file is made of keys with values, such as `title: The Orchid Affair`; this is something else.",
            source_map.root.spot,
        )
        return None
    if (slip := wrong_list(source_map.root)) is not None:
        complaints.append(slip)
        return None
    _empty_keys(source_map, complaints)
    raw = plain_data(source_map.root)
    for _ in range(PRUNING_ROUNDS):
        try:
            return CaseFile.model_validate(raw)
        except ValidationError as error:
            details = error.errors()
            for detail in details:
                if not _misspelt(detail, details):
                    _complain(source_map, complaints, detail)
            if not all([_prune(raw, detail) for detail in details]):  # noqa: C419 -- prune them all
                return None
    return None


_KEYS_LISTED = "All keys stand in docs/case-format.md, with what they say; `deduce explain unknown-key` tells more."


def _misspelt(missing: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Say whether *missing* is about a key that stands there, misspelt: then that is complained of, which is enough."""
    *path, key = missing["loc"]
    if key == "id" and any(
        each["type"] == "extra_forbidden" and each["input"] is None and [*each["loc"][:-1]] == path for each in details
    ):
        return missing["type"] == "missing"  # its name stands there, as a key
    return missing["type"] == "missing" and any(
        other["type"] == "extra_forbidden"
        and [*path] == [*other["loc"][:-1]]
        and meant_key(str(other["loc"][-1]), [str(key)], ())
        for other in details
    )


def _complain(source_map: SourceMap, complaints: Complaints, detail: ErrorDetails) -> None:
    path, kind = _as_written(source_map, tuple(detail["loc"])), detail["type"]
    if kind == "extra_forbidden":
        _unknown_key(source_map, complaints, path)
    elif kind == "missing":
        model = _model(path[:-1])
        what = SHAPE_WORDS.get(model, "this") if model else "this"
        message = f"{what[:1].upper()}{what[1:]} needs `{path[-1]}`, and here it is missing."
        repair = added_id(source_map.node(path[:-1]), source_map.texts) if path[-1] == "id" else None
        hint = f"Add `{repair[1].strip()}`." if repair else f"Add `{path[-1]}: ...`."
        complaints.once(
            Complaint("missing-key", message, source_map.spot(path[:-1]), hint, repair=(repair,) if repair else ())
        )
    else:
        node = source_map.node(path)
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        found = "nothing" if isinstance(node, Nothing) else _shape(node)
        expected = EXPECTED.get(kind, detail["msg"])
        expected = "a list" if key in LIST_KEYS and kind == "tuple_type" else expected
        parent = source_map.node(path[:-1])
        cut = isinstance(parent, Mapping) and parent.flow and "(" in "".join(each.text for each, _ in parent.entries)
        hint = COMMA if cut else _shape_hint(kind)
        stands = "stand" if isinstance(node, Mapping) else "stands"
        message = f"`{_short(str(key))}` should be {expected}; here {stands} {found}."
        better = reshaped(source_map, path, kind)
        if better is not None:
            edits, hint = better
            complaints.once(Complaint("wrong-shape", message, node.spot, hint, repair=edits))
        else:
            complaints.add("wrong-shape", message, node.spot, hint)


def _as_written(source_map: SourceMap, path: NodePath) -> NodePath:
    """Return *path* without the places in lists that stand in the file as one thing: `told: {who: ada, in: 2}`."""
    kept: NodePath = ()
    for step in path:
        one = isinstance(step, int) and kept and kept[-1] == "told" and isinstance(source_map.node(kept), Mapping)
        kept = kept if one else (*kept, step)
    return kept


def _shape(node: object) -> str:
    if isinstance(node, Scalar):
        shown = node.text if len(node.text) <= 30 else node.text[:29] + "…"  # noqa: PLR2004 -- a glimpse
        return f"`{shown}`" if shown else "an empty text"
    return "keys with values" if isinstance(node, Mapping) else "a list"


def _shape_hint(kind: str) -> str:
    if kind == "string_type":
        return "A text that contains a colon or begins with `[` or `{` needs quotation marks around it."
    return ""


def _unknown_key(source_map: SourceMap, complaints: Complaints, path: NodePath) -> None:
    parent, key = source_map.node(path[:-1]), str(path[-1])
    model = _model(path[:-1])
    known = _keys(model) if model else ()
    what = SHAPE_WORDS.get(model, "this") if model else "this"
    cut = isinstance(parent, Mapping) and parent.flow and _cut_by_comma(parent, key)
    taken = [each.text for each, _ in parent.entries] if isinstance(parent, Mapping) else ()
    guesses = () if cut else meant_key(key, known, taken)
    message, spot = f"`{_short(key)}` is not a key of {what}.", source_map.key_spot(path)
    if isinstance(parent, Mapping) and (said := whole_formula(parent, key)) is not None:
        edit, shown = said
        complaints.once(Complaint("yaml-colon", A_COLON, spot, f"Write `{shown}`.", repair=(edit,)))
        return
    if cut and isinstance(parent, Mapping) and (mended_text := together_again(parent, key)):
        edit, shown = mended_text
        hint = f"A comma ended your text here. Write `{shown}`."
        complaints.once(Complaint("unknown-key", message, spot, hint, name=_short(key), repair=(edit,)))
        return
    other, moves = elsewhere(key, parent, source_map.root)
    if other and not guesses:
        complaints.once(Complaint("unknown-key", message, spot, other, name=_short(key), repair=moves))
        return
    if (where := who_and_where(parent, model is WhereaboutsEntry)) is not None:
        edit, shown = where
        complaints.once(Complaint("unknown-key", message, parent.spot, f"Write `{shown}`.", repair=(edit,)))
        return
    squeezed = re.fullmatch(r"([a-z_-]+):(\S.*)", key)
    if squeezed is not None and squeezed[1] in known:
        shown = f"{squeezed[1]}: {squeezed[2]}"
        hint = f"Put a space behind the colon: `{shown}`."
        complaints.once(Complaint("yaml-space", message, spot, hint, repair=((spot, shown),)))
        return
    advice = None
    if isinstance(parent, Mapping) and not guesses and not cut:
        unknowns = [each.text for each, _ in source_map.names(("unknowns",))]
        if model is ClueEntry:
            advice = misplaced(parent, key, unknowns)
        elif model is EpisodeEntry:
            advice = untitled(parent, key)
    if advice is not None:
        edits, hint = advice
        complaints.once(Complaint("unknown-key", message, spot, hint, name=_short(key), repair=edits))
        return
    several = len(known) <= _A_FEW
    otherwise = f"It has {', '.join(f'`{each}`' for each in known)}." if several else _KEYS_LISTED
    hint = COMMA if cut else guess_at(guesses) or otherwise
    repair = ((spot, guesses[0]),) if len(guesses) == 1 else ()
    complaints.once(Complaint("unknown-key", message, spot, hint, name=_short(key), guesses=guesses, repair=repair))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 -- a line's worth


def _cut_by_comma(parent: Mapping, key: str) -> bool:
    """Say whether *key* is the rest of a text that a comma cut: nothing stands behind it, a text before it."""
    return any(
        each.text == key and isinstance(value, Nothing) and isinstance(before, Scalar)
        for (_, before), (each, value) in pairwise(parent.entries)
    )


def _empty_keys(source_map: SourceMap, complaints: Complaints) -> None:
    """Complain of keys of clues behind which nothing stands."""
    root = source_map.root
    places = ["episodes", "clues", "rules"]
    parts = [value for key, value in getattr(root, "entries", ()) if key.text in places]
    for node in chain.from_iterable(map(walk, parts)):
        for key, value in node.entries if isinstance(node, Mapping) else ():
            if isinstance(value, Nothing) and key.text in CONTENT:
                complaints.add("empty-key", f"Nothing stands behind `{key.text}`.", key.spot)


CONTENT = {*(key.rstrip("_") for key in CONTENT_KEYS), "id", "claim", "by", "who", "at", "with"}


def _prune(raw: Any, detail: ErrorDetails) -> bool:  # noqa: ANN401 -- what YAML holds
    """Take the part of *raw* that *detail* complains of away; return whether what is left can be checked.

    A clue or rule without an id gets one, so that the rest of it is checked.
    """
    steps = list(detail["loc"])
    if detail["type"] == "missing":
        missing = steps.pop()
        parent = _reach(raw, steps)
        if isinstance(parent, dict) and missing == "id":
            parent["id"] = _stand_in(steps)
            return True
    while steps:
        parent, last = _reach(raw, steps[:-1]), steps[-1]
        if isinstance(parent, dict) and last in parent:
            del parent[last]
            meant = detail["type"] == "extra_forbidden" and len(steps) == 1 and get_close_matches(str(last), WHOLE)
            return last not in WHOLE and not meant
        if isinstance(parent, list) and isinstance(last, int) and last < len(parent):
            parent[last] = None if len(steps) == 2 and steps[0] == "episodes" else {"id": _stand_in(steps)}  # noqa: PLR2004 -- the list and the place in it
            return isinstance(_reach(raw, steps[:-2]), dict) and steps[-2] in {"clues", "episodes"}
        steps.pop()
    return False


def _stand_in(steps: Sequence[str | int]) -> str:
    """Return an id for the clue at *steps*, of which none could be read: one that no other gets."""
    return f"clue-{'-'.join(str(step) for step in steps if isinstance(step, int))}"


# Without these nothing else can be checked: one complaint about them would make hundreds.
WHOLE = {"suspects", "people", "places", "items", "times", "kinds", "unknowns", "episodes", "grid", "crime"}


def _reach(raw: Any, steps: Sequence[str | int]) -> Any:  # noqa: ANN401 -- what YAML holds
    """Return the deepest part of *raw* on the way of *steps*, short forms staying where they are."""
    for step in steps:
        if isinstance(raw, dict) and step in raw:
            raw = raw[step]
        elif isinstance(raw, dict) and isinstance(step, int) and step < len(raw):
            raw = list(raw.values())[step]
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
    return raw


def _model(path: NodePath) -> type[BaseModel] | None:
    """Return the model that checks what stands at *path*."""
    model: type[BaseModel] | None = CaseFile
    for step in path:
        if model is None or isinstance(step, int):
            continue
        field = next((each for name, each in model.model_fields.items() if (each.alias or name) == step), None)
        if field is not None:
            model = _inside(field.annotation)
    return model


def _inside(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 -- a type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _inside(each)) is not None), None)


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(each.alias or name for name, each in model.model_fields.items())
