"""Both parsers of YAML, for tests of what must not depend on which there is."""

from __future__ import annotations

import pytest
import yaml

from deduce.syntax.yaml import parser as yaml_parser

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=PARSERS, ids=lambda parser: str(parser.__name__))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """Each of the two parsers in turn: what a file means must not depend on how PyYAML was built."""
    monkeypatch.setattr(yaml_parser, "PARSER", request.param)
    return request.param
