"""What all tests share: how many cases a law is asked about, and that they are the same on every machine."""

import io
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

# What limits the fuzzer sets are those of kernels that fork: there is nothing to be tried elsewhere.
collect_ignore = [] if hasattr(os, "fork") else ["house/test_fuzz.py"]

SHARED = settings(
    derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)

settings.register_profile("quick", SHARED, max_examples=20)
settings.register_profile("laws", SHARED, max_examples=100)  # `make laws`
settings.load_profile("quick")


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is printed go to 96 columns without colour that know every letter."""
    monkeypatch.setenv("COLUMNS", "96")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
