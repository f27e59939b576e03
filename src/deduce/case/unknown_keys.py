"""A key that is none where it stands: which one was meant, or where it should stand instead.

This module must never know what a name means: it says which keys there are.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from deduce.case.clue_models import ClueEntry, ContentEntry, EpisodeEntry, RuleEntry, WhereaboutsEntry
from deduce.case.file_models import CrimeEntry
from deduce.case.key_advice import elsewhere, misplaced, said_of, together_again, untitled, whole_formula
from deduce.case.list_advice import unnested
from deduce.case.other_words import NO_KEYS, meant_key
from deduce.case.pair_advice import INSIDE, gathered, named_pairs, not_there
from deduce.case.shapes import OF_CASE, SHAPE_WORDS, keys_of, model_at
from deduce.syntax.complaint import Complaint
from deduce.syntax.spelling import guess_at
from deduce.syntax.yaml.slips import A_COLON
from deduce.syntax.yaml.source_map import COMMA
from deduce.syntax.yaml.tree import Mapping, Nothing, Scalar

if TYPE_CHECKING:
    from pydantic import BaseModel

    from deduce.syntax.complaint import Complaints
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import NodePath, SourceMap
    from deduce.syntax.yaml.tree import Node

_A_FEW = 12  # keys: a list that can still be read
_KEYS_LISTED = "All keys stand in docs/case-format.md, with what they say; `deduce explain unknown-key` tells more."


def unknown_key(source_map: SourceMap, complaints: Complaints, path: NodePath) -> None:
    """Complain of the key at *path*, which is none there, with what was probably meant."""
    parent, key = source_map.node(path[:-1]), str(path[-1])
    model = model_at(path[:-1])
    known = keys_of(model) if model else ()
    what = SHAPE_WORDS.get(model, "this") if model else "this"
    cut = isinstance(parent, Mapping) and parent.flow and _cut_by_comma(parent, key)
    taken = [each.text for each, _ in parent.entries] if isinstance(parent, Mapping) else ()
    plain = key.lower().replace(" ", "_").replace("-", "_")
    told = "says" in known and (key in INSIDE or plain in NO_KEYS)  # `with` is not `withdraws`, misspelt
    guesses = () if cut or told else meant_key(key, known, taken)
    message, spot = f"`{shortened(key)}` is not a key of {what}.", source_map.key_spot(path)
    if isinstance(parent, Mapping) and (said := whole_formula(parent, key)) is not None:
        edit, shown = said
        complaints.once(Complaint("yaml-colon", A_COLON, spot, f"Write `{shown}`.", repair=(edit,)))
        return
    if cut and isinstance(parent, Mapping) and (mended_text := together_again(parent, key)):
        edit, shown = mended_text
        hint = f"A comma ended your text here. Write `{shown}`."
        complaints.once(Complaint("unknown-key", message, spot, hint, name=shortened(key), repair=(edit,)))
        return
    other, moves = elsewhere(key, parent, source_map.root, OF_CASE)
    if other and not guesses:
        complaints.once(Complaint("unknown-key", message, spot, other, name=shortened(key), repair=moves))
        return
    if model is not None and (pairs := pairs_at(source_map, path[:-1], model)) is not None:
        message = f"Names stand here where {what} has keys: `{'`, `'.join(known)}`."
        complaints.once(Complaint("unknown-key", message, parent.spot, pairs[1], repair=pairs[0]))
        return
    squeezed = re.fullmatch(r"([a-z_-]+):(\S.*)", key)
    if squeezed is not None and squeezed[1] in known:
        shown = f"{squeezed[1]}: {squeezed[2]}"
        hint = f"Put a space behind the colon: `{shown}`."
        complaints.once(Complaint("yaml-space", message, spot, hint, repair=((spot, shown),)))
        return
    if isinstance(parent, Mapping) and not guesses and not cut:
        advice = _advice(source_map, path, model, parent)
        if advice is None and plain in NO_KEYS and told:
            advice = (), NO_KEYS[plain]
        if advice is not None:
            edits, hint = advice
            complaints.once(Complaint("unknown-key", message, spot, hint, name=shortened(key), repair=edits))
            return
    several = len(known) <= _A_FEW
    otherwise = f"It has {', '.join(f'`{each}`' for each in known)}." if several else _KEYS_LISTED
    hint = COMMA if cut else guess_at(guesses) or otherwise
    repair = ((spot, guesses[0]),) if len(guesses) == 1 else ()
    complaints.once(Complaint("unknown-key", message, spot, hint, name=shortened(key), guesses=guesses, repair=repair))


def _advice(
    source_map: SourceMap, path: NodePath, model: type[BaseModel] | None, parent: Mapping
) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for the key at *path*, of *parent*, which is no other word for one of the keys of *model*."""
    key, unknowns = str(path[-1]), [each.text for each, _ in source_map.names(("unknowns",))]
    if model is WhereaboutsEntry:
        return not_there(source_map, path)
    if model is ClueEntry:
        return misplaced(parent, key, unknowns) or gathered(parent, key)
    if model is ContentEntry or model is RuleEntry:
        return said_of(parent, key, unknowns) or gathered(parent, key)
    if model is EpisodeEntry:
        return untitled(parent, key)
    if parent is source_map.root and key in keys_of(CrimeEntry):
        return (), f"`{key}` is a key of the crime: let it stand below `crime:`."
    return None


def shortened(text: str) -> str:
    """Return *text*, or its beginning if it is long."""
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 -- a line's worth


def _cut_by_comma(parent: Mapping, key: str) -> bool:
    """Say whether *key* is the rest of a text that a comma cut: nothing stands behind it, a text before it."""
    return any(
        each.text == key and isinstance(value, Nothing) and isinstance(before, Scalar)
        for (_, before), (each, value) in pairwise(parent.entries)
    )


def own_id(clue: Node) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for a *clue* whose id is its first key, or which has a heading, and no key that is misspelt."""
    first = clue.entries[0][0].text if isinstance(clue, Mapping) and clue.entries else ""
    meant = meant_key(first, keys_of(ClueEntry), ()) if "-" in first else ()
    return None if meant else unnested(clue)


def pairs_at(source_map: SourceMap, path: NodePath, model: type[BaseModel]) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for names that stand at *path* where a *model* has keys."""
    return named_pairs(source_map.node(path), keys_of(model), source_map)
