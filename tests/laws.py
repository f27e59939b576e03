"""How often a law is tried: a share of what the profile says, which is few in `make test` and many in `make laws`."""

from __future__ import annotations

from hypothesis import settings


def times(factor: float) -> settings:
    """Return the settings of a law that is tried *factor* times as often as others: cheap ones more, dear ones less."""
    return settings(max_examples=round(settings().max_examples * factor))
