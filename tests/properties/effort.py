"""How many examples a property is tried on, and which.

In the suite the examples are the same each time; `make fuzz` takes many more, and others.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SUITE, SEARCH = "suite", "search"

settings.register_profile(SUITE, max_examples=100, deadline=None, derandomize=True, database=None)
settings.register_profile(
    SEARCH,
    max_examples=1_000,
    deadline=None,
    derandomize=False,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def effort(share: float = 1.0) -> settings:
    """The examples of the profile, or a share of them where one example takes long."""
    profile = settings.get_current_profile_name()
    known = settings.get_profile(profile if profile in (SUITE, SEARCH) else SUITE)
    return settings(known, max_examples=max(1, int(known.max_examples * share)))
