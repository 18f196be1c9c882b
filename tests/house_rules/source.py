"""A file as the rules see it."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
GENERATED = (".gen.ts", ".gen.tsx", "package-lock.json", ".lock")


@dataclass(frozen=True)
class Finding:
    """A line that breaks a rule."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the repository, and its text."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def python(self) -> bool:
        return self.path.endswith(".py") or self.path == "zhike"

    @property
    def migration(self) -> bool:
        return "/migrations/" in self.path

    @property
    def generated(self) -> bool:
        return self.path.endswith(GENERATED)

    def inside(self, *folders: str) -> bool:
        """Does the file lie in one of these folders (or is it one of these files)?"""
        return any(self.path == folder or self.path.startswith(f"{folder.rstrip('/')}/") for folder in folders)

    def escaped(self, line: int, comment: str) -> bool:
        """Does the line, or the one above it, carry the comment, with a reason?"""
        near = self.lines[max(0, line - 2) : line]
        return any(f"# {comment}: " in text and text.split(f"# {comment}: ")[1].strip() for text in near)

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)


def tracked() -> Iterator[Source]:
    """Every text file of the repository: what git tracks, and what it would."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in sorted(set(listed.split("\0")) - {""}):
        place = ROOT / PurePosixPath(name)
        if place.is_symlink() or not place.is_file():
            continue
        try:
            yield Source(name, place.read_text("utf-8"))
        except UnicodeDecodeError:
            continue
