"""What a company sets for itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.access import keeping
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel.settings import KNOWN

CHANGE = Told(body=parts.ref("SettingsGiven"), answer=parts.ref("Settings"), errors=(403, 422))


@general("GET", "/settings", "settings_get", Told(answer=parts.ref("Settings")))
def settings(request: HttpRequest) -> HttpResponse:
    """How many days changes can be undone, and how many the recycle bin keeps what is in it."""
    asked.query(request)
    return answers.value(keeping.shown(asked.actor(request)))


@general("PATCH", "/settings", "settings_change", CHANGE)
def change(request: HttpRequest) -> HttpResponse:
    """Change some of the settings; for administrators."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset(KNOWN))
    return answers.value(keeping.change(actor, given))
