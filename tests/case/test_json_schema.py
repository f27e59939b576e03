"""`deduce schema`: what is a case validates, and what is wrong in its form does not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from deduce import read_case
from deduce.case import clue_models, file_models
from deduce.case.json_schema import case_schema
from deduce.case.short_ways import FileModel
from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import read_text
from deduce.syntax.yaml.source_map import plain_data
from diagnostics import mistakes
from laws import times
from mutations import READABLE
from mysteries import mysteries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

ROOT = Path(__file__).parents[2]
OF_FORM = {"unknown-key", "wrong-shape", "missing-key", "not-a-case"}
VALIDATOR = Draft202012Validator(case_schema())


class _Core(yaml.SafeLoader):
    """YAML as editors read it (1.2, core schema): numbers, true and false, nothing; but no times, and no `no`."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def readings(text: str) -> Iterator[Any]:
    """Yield what is in a case file as `deduce` reads it, as editors do, and as those do that still speak YAML 1.1."""
    yield plain_data(read_document(text))
    text = re.sub("[\x85\u2028\u2029]", " ", text)  # ends of lines to PyYAML alone
    for loader in (_Core, yaml.SafeLoader):
        yield _as_json(yaml.load(text, Loader=loader))  # noqa: S506 -- both are safe


def _as_json(value: Any) -> Any:  # noqa: ANN401 -- any data
    if isinstance(value, dict):
        return {_key(key): _as_json(each) for key, each in value.items()}
    return [_as_json(each) for each in value] if isinstance(value, list) else value


def _key(key: object) -> str:
    return key if isinstance(key, str) else json.dumps(key)


def name(path: Path) -> str:
    """Return the name of a test."""
    return path.stem


def test_it_is_a_schema() -> None:
    """It holds to the JSON Schema of JSON Schemas, of 2020-12."""
    Draft202012Validator.check_schema(case_schema())

    assert case_schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("path", READABLE, ids=name)
def test_a_case_validates(path: Path) -> None:
    """Whatever can be read validates, however an editor takes its numbers and times."""
    for reading in readings(read_text(path)):
        assert [each.message for each in VALIDATOR.iter_errors(reading)] == []


@times(0.6)
@given(mysteries())
def test_a_random_mystery_validates(mystery: dict[str, Any]) -> None:
    """So does whatever a program writes that can be read."""
    assert VALIDATOR.is_valid(mystery)


def of_form() -> list[str]:
    """Return the names of the broken cases that have a mistake in their form, which the models see."""
    return [name for name, text in mistakes().items() if OF_FORM & _codes(text) and not _fits_the_models(text)]


def _codes(text: str) -> set[str]:
    try:
        read_case(text)
    except CaseError as error:
        return {each.code for each in error.complaints}
    return set()


def _fits_the_models(text: str) -> bool:
    try:
        file_models.CaseFile.model_validate(plain_data(read_document(text)))
    except ValidationError:
        return False
    return True


def test_mistakes_of_form_are_seen() -> None:
    """A key that is none, a list where a text belongs, a clue without an id: an editor marks them."""
    broken = of_form()

    assert len(broken) >= 5
    assert [each for each in broken if VALIDATOR.is_valid(plain_data(read_document(mistakes()[each])))] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ["a"]},
        {"titel": "a"},
        {"clues": [{"text": "no id"}]},
        {"clues": {"id": "a"}},
        {"clues": [{"id": "a", "alibi": {"at": "roof"}}]},
        {"clues": [{"id": "a", "told": {"who": "b", "in": 0}}]},
        {"standard": {"motive": "perhaps"}},
        {"map": {"a": {"b": "far"}}},
        {"expect": {"after": 1}},
        {"unknowns": {"figure": "suspect"}},
    ],
    ids=str,
)
def test_the_schema_and_the_reader_agree_on_what_is_wrong(wrong: dict[str, Any]) -> None:
    """What the schema marks, the reader refuses."""
    case = {"suspects": ["a", "b"], "clues": [{"id": "c"}], **wrong}

    assert not VALIDATOR.is_valid(case)
    with pytest.raises(CaseError):
        read_case(json.dumps(case))


@pytest.mark.parametrize(
    "right",
    [
        {"clues": [{"id": "a", "alibi": "b"}]},
        {"clues": [{"id": "a", "alibi": {"who": "b", "at": "elsewhere"}}], "crime": {"place": "p", "time": "t"}},
        {"clues": [{"id": "a", "claim": "culprit(b)"}]},
        {"clues": [{"id": "a", "told": {"who": "b", "in": "1"}}]},
        {"clues": [{"id": "a", "told": [{"who": "b", "in": 1}]}]},
        {"rules": {"r": "culprit(a) or culprit(b)"}},
        {"rules": ["culprit(a) or culprit(b)"]},
        {"rules": {"r": {"clears": "b"}}},
        {"solution": "a"},
        {"solution": ["a"]},
        {"solution": {"culprit": ["a"]}},
        {"times": ["t", "u"]},
        {"times": "20:30..22:00 step 15"},
        {"kinds": {"house": "1..5", "day": "mon < tue", "colour": ["red"]}},
        {"unknowns": {"rain": None}},
        {"suspects": {"a": None, "b": "Ben", "c": {"name": "Cy"}}},
        {"crime": None},
    ],
    ids=str,
)
def test_short_forms_validate(right: dict[str, Any]) -> None:
    """A bare name, a list of ids, a formula alone: what the reader takes, the schema takes."""
    case = {"suspects": ["a", "b"], "places": ["p"], "times": ["t"], "clues": [{"id": "c"}], **right}

    assert [each.message for each in VALIDATOR.iter_errors(case)] == []
    text = json.dumps(case)
    read_case(text.replace('"1"', "1"))


def models() -> list[type[BaseModel]]:
    """Return the models whose keys an author writes."""
    written = [*vars(clue_models).values(), *vars(file_models).values()]
    found = [each for each in written if isinstance(each, type) and issubclass(each, FileModel)]
    inside = {FileModel, file_models.TimesEntry, file_models.KindEntry}
    return [each for each in dict.fromkeys(found) if each not in inside]


@pytest.mark.parametrize("model", models(), ids=lambda each: str(each.__name__))
def test_every_key_says_what_it_means(model: type[BaseModel]) -> None:
    """Whoever points at a key in an editor is told what it is for."""
    assert [key for key, field in model.model_fields.items() if not field.description] == []


def test_every_example_validates() -> None:
    """What is shown as an example of a key may stand behind it."""
    schema = case_schema()
    parts = [schema, *schema["$defs"].values()]
    shown = [
        (value, example)
        for each in parts
        for value in each.get("properties", {}).values()
        for example in value.get("examples", ())
    ]

    assert shown
    for value, example in shown:
        assert Draft202012Validator({"$defs": schema["$defs"], **value}).is_valid(example), example


def test_the_command_prints_it() -> None:
    """`deduce schema` prints the schema, the same each time."""
    done = subprocess.run([sys.executable, "-m", "deduce", "schema"], capture_output=True, check=True)

    assert json.loads(done.stdout) == case_schema()
