"""What all tests share: how many cases a law is asked about, and that they are the same on every machine."""

from hypothesis import HealthCheck, settings

SHARED = settings(
    derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)

settings.register_profile("quick", SHARED, max_examples=30)
settings.register_profile("laws", SHARED, max_examples=100)  # `make laws`
settings.load_profile("quick")
