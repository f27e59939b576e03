"""The form of a case file: pydantic's findings in people's words, each at its spot.

This module must never know what a name means: it says which keys there are and what may stand behind them.
"""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from deduce.case.clue_models import (
    CONTENT_KEYS,
)
from deduce.case.file_models import CaseFile
from deduce.case.key_advice import (
    added_id,
    wrong_list,
)
from deduce.case.known_names import LONGEST_TEXT
from deduce.case.other_words import meant_key
from deduce.case.shape_advice import reshaped
from deduce.case.shapes import SHAPE_WORDS, model_at
from deduce.case.unknown_keys import own_id, pairs_at, shortened, unknown_key
from deduce.case.way_advice import is_way, ways_apart
from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.yaml.source_map import COMMA, plain_data
from deduce.syntax.yaml.tree import Mapping, Nothing, Scalar, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from deduce.syntax.complaint import Complaints
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import NodePath, SourceMap

LIST_KEYS = {"episodes", "clues", "rules", "expect", "told"}
MOST_ADVISED = 100  # of one sort of misfit: of further ones nothing is said but how many they are
PRUNING_ROUNDS = 20  # of pruning what is wrong, so that the rest is checked too
_CODES = {"extra_forbidden": "unknown-key", "missing": "missing-key"}
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
    if (ways := ways_apart(source_map)) is not None:
        complaints.append(ways)
    raw = plain_data(source_map.root)
    for _ in range(PRUNING_ROUNDS):
        try:
            return CaseFile.model_validate(raw)
        except ValidationError as error:
            details = error.errors(include_url=False)
            unknown_keys: dict[NodePath, list[ErrorDetails]] = {}
            for detail in details:
                if detail["type"] == "extra_forbidden":
                    unknown_keys.setdefault(tuple(detail["loc"][:-1]), []).append(detail)
            count: Counter[str] = Counter()
            for detail in details:
                code = _CODES.get(detail["type"], "wrong-shape")
                if count[code] < MOST_ADVISED and not _is_told(source_map, detail, unknown_keys):
                    _complain(source_map, complaints, detail)
                elif count[code] >= MOST_ADVISED:
                    spot = source_map.spot(_as_written(source_map, tuple(detail["loc"])))
                    complaints.append(Complaint(code, detail["msg"], spot, more=1))
                count[code] += 1
            if len(unknown_keys.get((), ())) > MOST_ADVISED:
                return None
            if not all([_prune(raw, detail) for detail in details]):  # noqa: C419 -- prune them all
                return None
    return None


def _is_told(source_map: SourceMap, detail: ErrorDetails, unknown_keys: dict[NodePath, list[ErrorDetails]]) -> bool:
    """Say whether what *detail* is about is complained of already, or will be as one of the *unknown keys*.

    A key that is missing stands there misspelt, or with nothing behind it, or a name stands in its place.
    """
    path, kind = tuple(detail["loc"]), detail["type"]
    if kind != "missing":
        said = source_map.entry(path)
        empty = path[0] in _TELLING and said is not None and isinstance(said[1], Nothing) and path[-1] in CONTENT
        return empty or (path[0] == "map" and len(path) == 2 and is_way(source_map, str(path[1])))  # noqa: PLR2004
    *inside, key = path
    beside = unknown_keys.get(tuple(inside), [])
    if source_map.entry(path) is not None or (key == "id" and any(each["input"] is None for each in beside)):
        return True  # it was left out when it was complained of; its name stands there, as a key
    nested = own_id(source_map.node(tuple(inside))) is not None
    if not nested and any(meant_key(str(each["loc"][-1]), [str(key)], ()) for each in beside[:MOST_ADVISED]):
        return True
    model = model_at(tuple(inside))
    return bool(beside) and model is not None and pairs_at(source_map, tuple(inside), model) is not None


def _complain(source_map: SourceMap, complaints: Complaints, detail: ErrorDetails) -> None:
    path, kind = _as_written(source_map, tuple(detail["loc"])), detail["type"]
    if kind == "extra_forbidden":
        unknown_key(source_map, complaints, path)
    elif kind == "missing":
        model = model_at(path[:-1])
        what = SHAPE_WORDS.get(model, "this") if model else "this"
        message = f"{what[:1].upper()}{what[1:]} needs `{path[-1]}`, and here it is missing."
        clue = source_map.node(path[:-1])
        if path[-1] == "id" and (nested := own_id(clue)) is not None:
            complaints.once(Complaint("missing-key", message, clue.spot, nested[1], repair=nested[0]))
            return
        repair = added_id(clue, source_map) if path[-1] == "id" else None
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
        message = f"`{shortened(str(key))}` should be {expected}; here {stands} {found}."
        long = isinstance(node, Scalar) and len(node.text) > LONGEST_TEXT
        better = reshaped(source_map, path, kind) if not long else None
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


def _empty_keys(source_map: SourceMap, complaints: Complaints) -> None:
    """Complain of keys of clues behind which nothing stands."""
    root = source_map.root
    parts = [value for key, value in getattr(root, "entries", ()) if key.text in _TELLING]
    for node in chain.from_iterable(map(walk, parts)):
        for key, value in node.entries if isinstance(node, Mapping) else ():
            if not isinstance(value, Nothing) or key.text not in CONTENT:
                continue
            message, hint = f"Nothing stands behind `{key.text}`.", ""
            repair: tuple[Edit, ...] = ()
            if key.text == "id" and (edit := added_id(node, source_map)) is not None:
                name = edit[1].strip(" ,\n")
                hint, repair = f"Write `{name}`.", ((_with_colon(key), name),)
            complaints.once(Complaint("empty-key", message, key.spot, hint, repair=repair))


def _with_colon(key: Scalar) -> Spot:
    return Spot(key.spot.line, key.spot.column, key.spot.line, key.spot.end_column + 1)


_TELLING = ("episodes", "clues", "rules")
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
