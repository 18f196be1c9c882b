"""Who runs PostgreSQL, and how that account reaches the programs and the data.

PostgreSQL refuses to run as root. Started by root, Zhike therefore runs it as the owner of the data folder, at first a
system account of its own. That account must be able to pass through the folders above the data and the programs, which
it cannot when they lie in, say, /root: then it, and nobody else, gets the right to pass (one access-list entry).
"""

import os
import pwd
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

from zhike.project.problem import Problem

ACCOUNT: Final = "zhike-db"

# The kernel's form of a POSIX access list: a version, then (tag, permissions, id) an entry.
_ATTRIBUTE: Final = "system.posix_acl_access"
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_GROUP: Final = 0x08
_NO_ID: Final = 0xFFFFFFFF
_PASS: Final = 1


class RunAs(TypedDict, total=False):
    """The arguments of `subprocess.Popen` that change who runs the program."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, kw_only=True)
class Account:
    """The account that runs PostgreSQL; `other` when it is not the one that runs Zhike."""

    name: str
    user: int
    group: int
    other: bool

    def run_as(self) -> RunAs:
        return {"user": self.user, "group": self.group, "extra_groups": []} if self.other else {}

    def can(self, test: str, path: Path) -> bool:
        """Is `test -<test> path` true for this account?"""
        command = ["/bin/sh", "-c", f'test -{test} "$1"', "sh", str(path)]
        return subprocess.run(command, check=False, cwd="/", **self.run_as()).returncode == 0

    def own(self, folder: Path) -> None:
        """Make the folder, private, and give it to the account."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.other:
            os.chown(folder, self.user, self.group)


def account(data: Path) -> Account:
    """The account for the data folder: ours, or, when we are root, its owner or else a system account."""
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if me != 0:
        if owner is not None and owner != me:
            raise Problem("other_owner", folder=data, owner=_name(owner))
        return Account(name=_name(me), user=me, group=os.getegid(), other=False)
    if owner:
        group = data.stat().st_gid
        return Account(name=_name(owner), user=owner, group=group, other=True)
    entry = _system_account()
    return Account(name=entry.pw_name, user=entry.pw_uid, group=entry.pw_gid, other=True)


def let_reach(who: Account, folder: Path) -> None:
    """See that the account can pass through everything above `folder` and the folder itself."""
    if not who.other:
        return
    for place in (*reversed(folder.parents), folder):
        if not who.can("x", place):
            try:
                _let_pass(place, who.user)
            except OSError:
                raise Problem("unreachable", account=who.name, folder=folder) from None
    if not who.can("x", folder):
        raise Problem("unreachable", account=who.name, folder=folder)


def programs(who: Account, home: Path, package: Path) -> Path:
    """PostgreSQL's folder with bin/, lib/ and share/ where the account can run it: as installed or a copy."""
    if not who.other or _runs(who, package):
        return package
    stat = package.stat()
    copy = home / f"programs-{stat.st_mtime_ns}-{stat.st_ino}"
    if not _runs(who, copy):
        for old in home.glob("programs-*"):
            shutil.rmtree(old)
        shutil.copytree(package, copy)
        copy.chmod(0o755)
        for place in copy.rglob("*"):
            place.chmod(0o755 if place.is_dir() or os.access(place, os.X_OK) else 0o644)
    if not _runs(who, copy):
        raise Problem("unreachable", account=who.name, folder=copy)
    return copy


def _runs(who: Account, package: Path) -> bool:
    program = package / "bin" / "postgres"
    try:
        done = subprocess.run([program, "--version"], check=False, capture_output=True, cwd="/", **who.run_as())
    except (FileNotFoundError, PermissionError):
        return False
    return done.returncode == 0 and who.can("r", package / "share" / "timezonesets" / "Default")


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        subprocess.run([*command, "--shell", "/bin/false", ACCOUNT], check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Problem("no_account", account=ACCOUNT, reason="useradd?") from error
    except subprocess.CalledProcessError as error:
        try:
            return pwd.getpwnam(ACCOUNT)  # another start made it meanwhile
        except KeyError:
            raise Problem("no_account", account=ACCOUNT, reason=error.stderr.strip()) from error
    return pwd.getpwnam(ACCOUNT)


def _let_pass(folder: Path, user: int) -> None:
    """Add "this user may pass through" to the folder's access list, and change nothing for anybody else."""
    try:
        packed = os.getxattr(folder, _ATTRIBUTE)
        entries = [struct.unpack_from("<HHI", packed, at) for at in range(4, len(packed), 8)]
    except OSError:
        mode = folder.stat().st_mode
        entries = [(_USER_OBJ, mode >> 6 & 7, _NO_ID), (_GROUP_OBJ, mode >> 3 & 7, _NO_ID), (_OTHER, mode & 7, _NO_ID)]
    mine = [rights for tag, rights, who in entries if tag == _USER and who == user]
    kept = [entry for entry in entries if entry[0] != _MASK and not (entry[0] == _USER and entry[2] == user)]
    kept.append((_USER, (mine[0] if mine else 0) | _PASS, user))
    mask = 0
    for tag, rights, _ in kept:
        if tag in (_USER, _GROUP_OBJ, _GROUP):
            mask |= rights
    kept.append((_MASK, mask, _NO_ID))
    kept.sort(key=lambda entry: (entry[0], entry[2]))
    packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in kept)
    os.setxattr(folder, _ATTRIBUTE, packed)
