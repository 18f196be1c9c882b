"""System checks: what the addresses of the API ask of declarations."""

from __future__ import annotations

from typing import Any

from django.core import checks

from zhike.engines.connect import routing
from zhike.kernel import registry

CheckMessage = checks.CheckMessage


def addresses(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """No object may take an address that is about everything, nor that of another object."""
    del app_configs
    taken = dict.fromkeys(routing.reserved(), "the API itself")
    found: list[CheckMessage] = []
    for spec in registry.declared():
        if spec.plural in taken:
            hint = "Give Shape.plural another name."
            message = f"{spec.name}: its plural {spec.plural!r} belongs to {taken[spec.plural]}"
            found.append(checks.Error(message, hint=hint, id="zhike.E101"))
        taken[spec.plural] = spec.name
    return found
