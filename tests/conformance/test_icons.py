"""Every object has an icon that the web UI knows; another would be shown as a dot."""

import re
from pathlib import Path

import pytest

from tests.conformance.worlds import OBJECTS
from zhike.kernel import registry

ICONS = Path(__file__).resolve().parents[2] / "web" / "src" / "ui" / "icons.ts"


@pytest.mark.parametrize("name", [one for one in OBJECTS if one != "gadget"])  # which only tests have
def test_the_icon_of_an_object_is_known(name: str) -> None:
    known = re.findall(r'^  "?([a-z0-9-]+)"?: \w+,$', ICONS.read_text("utf-8"), re.MULTILINE)
    assert len(known) > 50
    assert registry.declared_object(name).shape.icon in known
