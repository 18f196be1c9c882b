"""A-44: Django finds nothing to say about how the site is set up for others to reach, and our own middlewares do it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client


def test_the_check_for_deployment_is_clean(tmp_path):
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIKE", "DJANGO"))}
    surroundings |= {
        "ZHIKE_HOME": str(tmp_path), "ZHIKE_HOSTS": "crm.example", "ZHIKE_ORIGINS": "https://crm.example",
        "DJANGO_SETTINGS_MODULE": "zhike.project.settings", "PYTHONPATH": str(settings.ROOT / "src"),
    }  # fmt: skip
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", ["/_allauth/browser/v1/config", "/api/v1/openapi.json", "/healthz"])
def test_the_headers_that_it_does_not_find_are_there(path):
    headers = Client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
