"""The sites that may show a form in a frame: origins, one a line."""

from __future__ import annotations

import re

from zhike.kernel.errors import Fault

ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)
MOST = 20


def origins(text: str | None) -> list[str]:
    """The lines that are not empty."""
    return [one.strip() for one in (text or "").splitlines() if one.strip()]


def fault(text: str | None) -> Fault | None:
    """The first line that is no origin."""
    found = origins(text)
    wrong = next((one for one in found if not ORIGIN.fullmatch(one)), None)
    if wrong is not None:
        return Fault("web_form.no_origin", {"line": wrong[:80]})
    return Fault("web_form.too_many_sites", {"most": MOST}) if len(found) > MOST else None
