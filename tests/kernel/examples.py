"""How many examples property tests try: few in every run, many in a soak."""

from hypothesis import HealthCheck, settings

_SAME = {
    "deadline": None,  # the machine may be busy
    "database": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
}
FEW = settings(max_examples=60, **_SAME)
MANY = settings(max_examples=1500, **_SAME)


def several(sequences: int, *, steps: int) -> settings:
    """For state machines: how many sequences, and how long they may be."""
    return settings(max_examples=sequences, stateful_step_count=steps, **_SAME)
