"""The browser of the journeys: Debian's Chromium with Chinese fonts, installed when root may."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from zhike.project import console
from zhike.project.problem import Problem

# Chromium without the frame of its windows: a new window costs a tenth of the time. The whole one serves as well.
SHELL, WHOLE = "chromium-headless-shell", "chromium"
FONTS = "fonts-noto-cjk"
# It fetches nothing of its own and draws without a graphics card, of which a server has none.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
)  # fmt: skip


def program() -> str | None:
    """Where the browser is; None when there is none."""
    return shutil.which(SHELL) or shutil.which(WHOLE)


def needed() -> str:
    """Where the browser is. Raises Problem when there is none."""
    found = program()
    if found is None:
        raise Problem("missing_apt", packages=SHELL)
    return found


def install() -> None:
    """See that the browser and its fonts are there. Raises Problem."""
    fonts = [] if _fonts() else [FONTS]
    wanted = [*([] if shutil.which(SHELL) else [SHELL]), *fonts]
    if not wanted or _installed(wanted):
        return
    if fonts or program() is None:
        raise Problem("missing_apt", packages=" ".join(wanted))
    console.say(console.word("slower_browser", browser=WHOLE, wanted=SHELL))


def _installed(packages: Sequence[str]) -> bool:
    """Install packages; False where this may not or cannot."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with console.step(" ".join(packages)):
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            done = subprocess.run(["apt-get", "-qq", *command], check=False, env=quiet, capture_output=True, text=True)
            if done.returncode != 0:
                console.complain(done.stdout + done.stderr)
                return False
    return True


def _fonts() -> bool:
    """Whether there are Chinese ones."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], check=False, capture_output=True, text=True).stdout.strip())
