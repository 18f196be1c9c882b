"""The browser of the journeys: Debian's Chromium with Chinese fonts, installed when root may."""

import os
import shutil
import subprocess

from zhike.project import console
from zhike.project.problem import Problem

PACKAGES = ("chromium", "fonts-noto-cjk")


def install() -> None:
    """See that the browser and its fonts are there."""
    missing = missing_packages()
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Problem("missing_apt", packages=" ".join(missing))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with console.step(" ".join(missing)):
        for command in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
            done = subprocess.run(["apt-get", "-qq", *command], check=False, env=quiet, capture_output=True, text=True)
            if done.returncode != 0:
                console.complain(done.stdout + done.stderr)
                raise Problem("missing_apt", packages=" ".join(missing))


def missing_packages() -> list[str]:
    """What the journeys need and this machine lacks."""
    missing = []
    if shutil.which("chromium") is None:
        missing.append("chromium")
    fonts = ""
    if shutil.which("fc-list"):
        fonts = subprocess.run(["fc-list", ":lang=zh"], check=False, capture_output=True, text=True).stdout
    if not fonts.strip():
        missing.append("fonts-noto-cjk")
    return missing
