"""A JSON Schema of case files, made from the models, so that editors complete keys and mark what is none.

This module must never know what a name means: a schema describes the form of a file, as the models have it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from deduce.case.file_models import CaseFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import core_schema

FILE = "deduce.schema.json"  # what `deduce new` calls it beside a case
MODELINE = f"# yaml-language-server: $schema={FILE}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Editors turn `22:30`, `1` and `true` into what YAML takes them for; `deduce` reads texts.
TEXT = ["string", "number", "boolean"]
SWITCHES = ["true", "false", "on", "off", "yes", "no"]


class _Generator(GenerateJsonSchema):
    """What pydantic says of the models, but of scalars what an editor makes of them."""

    schema_dialect = DIALECT

    def str_schema(self, schema: core_schema.StringSchema) -> dict[str, Any]:
        del schema
        return {"type": TEXT}

    def bool_schema(self, schema: core_schema.BoolSchema) -> dict[str, Any]:
        del schema
        return {"enum": [True, False, *SWITCHES]}

    def int_schema(self, schema: core_schema.IntSchema) -> dict[str, Any]:
        bounds = {"minimum": schema.get("ge"), "maximum": schema.get("le")}
        number = {"type": "integer", **{key: value for key, value in bounds.items() if value is not None}}
        return {"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}]}


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a case file."""
    made = CaseFile.model_json_schema(schema_generator=_Generator)
    models = {name: _tidy(model) for name, model in made.pop("$defs").items()}
    return {
        "$schema": DIALECT,
        "title": "A case of deduce",
        **_tidy(made),
        "$defs": {_plain(name): model for name, model in models.items()},
    }


def schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"


def _plain(name: str) -> str:
    return name.removesuffix("Entry").removesuffix("File").lower()


def _tidy(part: Any, *, named: bool = False) -> Any:  # noqa: ANN401 -- any part of a schema
    """Return *part* without the titles and defaults that pydantic adds; where *named*, its keys are the author's."""
    if isinstance(part, list):
        return [_tidy(each) for each in part]
    if not isinstance(part, dict):
        return part
    found: Mapping[str, Any] = part if named else {k: v for k, v in part.items() if k not in {"title", "default"}}
    tidy = {key: _tidy(value, named=key in {"properties", "$defs"} and not named) for key, value in found.items()}
    if "anyOf" in tidy and not named:
        tidy = _merged(tidy)
    if "$ref" in tidy and not named:
        tidy["$ref"] = f"#/$defs/{_plain(tidy['$ref'].rpartition('/')[2])}"
    return tidy


def _merged(part: dict[str, Any]) -> dict[str, Any]:
    """Return *part*, its alternatives that are but types as one: a text or nothing."""
    types: list[str] = []
    others: list[Any] = []
    for each in part["anyOf"]:
        if set(each) == {"type"}:
            types += each["type"] if isinstance(each["type"], list) else [each["type"]]
        else:
            others.append(each)
    told = {key: value for key, value in part.items() if key != "anyOf"}
    simple = [{"type": list(dict.fromkeys(types))}] if types else []
    return {**told, "anyOf": [*others, *simple]} if others else {**told, **simple[0]}
