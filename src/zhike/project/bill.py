"""The bill of materials (SBOM): every Python and npm package of the lock files, in the form of CycloneDX 1.6.

It needs nothing but the lock files, so it tells the same on any machine, and whoever has a database of advisories can
ask it about each package by its package URL.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?:.*)\n((?:    --hash=.*\n)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
RUNS = "base.txt"  # the lock file of what Zhike runs with; the others are of its checks


def bill(root: Path) -> Bom:
    """The bill of a clone: required is what runs or is built into the pages, excluded what builds and checks."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    made = Bom()
    made.metadata.component = whole = Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION, bom_ref=project["name"]
    )
    locks = sorted((root / "requirements").glob("*.txt"), key=lambda one: one.name != RUNS)
    webs = [root / "web" / "package-lock.json", root / "tests" / "scan" / "package-lock.json"]
    parts: dict[str, Component] = {}
    for part in chain(chain.from_iterable(map(_python, locks)), chain.from_iterable(map(_npm, webs))):
        parts.setdefault(str(part.purl), part)  # of several lock files the first says its scope
    made.components.update(parts.values())
    made.register_dependency(whole, [one for one in parts.values() if one.scope is ComponentScope.REQUIRED])
    return made


def written(root: Path) -> str:
    """The bill as JSON."""
    return JsonV1Dot6(bill(root)).output_as_string(indent=2) + "\n"


def _python(lock: Path) -> Iterator[Component]:
    for name, version, hashes in LOCKED.findall(lock.read_text("utf-8")):
        sums = [HashType(alg=HashAlgorithm.SHA_256, content=one) for one in HASH.findall(hashes)]
        yield _part(PackageURL("pypi", None, name.lower().replace("_", "-"), version), sums, runs=lock.name == RUNS)


def _npm(lock: Path) -> Iterator[Component]:
    for place, entry in json.loads(lock.read_text("utf-8"))["packages"].items():
        if not place:
            continue  # the package that the lock file is of
        # One that stands under another name is known by its own.
        scope, _, name = entry.get("name", place.rpartition("node_modules/")[2]).rpartition("/")
        kind, _, digest = entry.get("integrity", "").partition("-")
        sums = [HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(digest).hex())] if kind == "sha512" else []
        yield _part(PackageURL("npm", scope or None, name, entry["version"]), sums, runs=not entry.get("dev"))


def _part(url: PackageURL, sums: list[HashType], *, runs: bool) -> Component:
    return Component(
        type=ComponentType.LIBRARY, group=url.namespace, name=url.name, version=url.version, purl=url,
        bom_ref=url.to_string(), hashes=sums, scope=ComponentScope.REQUIRED if runs else ComponentScope.EXCLUDED,
    )  # fmt: skip
