"""What the surroundings say, read and typed in one place. Everything else asks here and never reads `os.environ`."""

import ipaddress
import os
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from zhike.project import embedded
from zhike.project import home as homes
from zhike.project.problem import Problem

APP_ROLE: Final = "zhike_app"
UNFINISHED: Final = "zhike_restoring"  # a table that stands in a database whose restore has not come to its end
ERASED_SINCE: Final = "zhike_erased_since"  # a table of the records that were erased after the backup was made
_TRUE: Final = frozenset({"1", "true", "yes", "on"})
_FALSE: Final = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, kw_only=True)
class Server:
    """Where the database is and who signs in to it as the owner of the tables."""

    name: str
    user: str
    password: str = ""
    host: str
    port: str = ""
    # Who signs in for the daily work, with what password; None: the owner, who then takes on the application's role.
    worker: tuple[str, str] | None = None
    # What else the address says, such as sslmode.
    options: dict[str, str] = field(default_factory=dict)

    def conninfo(self) -> str:
        """How the owner of the tables connects, without the password."""
        port = self.port or None
        return make_conninfo(dbname=self.name, user=self.user, host=self.host, port=port, **self.options)


def home() -> Path:
    """The folder of everything that must not be lost."""
    return homes.path()


def database_url() -> str | None:
    """`$DATABASE_URL`: a server instead of the embedded one."""
    return os.environ.get("DATABASE_URL", "").strip() or None


def server() -> Server:
    """The server of `$DATABASE_URL`, else the embedded one of this home."""
    url = database_url()
    if url is None:
        folder = str(embedded.socket_folder(home()))
        return Server(name=embedded.DATABASE, user=embedded.USER, host=folder, worker=(APP_ROLE, ""))
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:
        raise Problem("database_url") from None
    if not parts.get("dbname") or not parts.get("user"):
        raise Problem("database_url")
    worker = os.environ.get("DATABASE_APP_USER", "").strip()
    return Server(
        worker=(worker, os.environ.get("DATABASE_APP_PASSWORD", "")) if worker else None,
        name=parts.pop("dbname"),
        user=parts.pop("user"),
        password=parts.pop("password", ""),
        host=parts.pop("host", ""),
        port=parts.pop("port", ""),
        options=parts,
    )


def web_dist(clone: Path) -> Path:
    """The built web UI: where the launcher says that it built it, else where a build by hand leaves it."""
    given = os.environ.get("ZHIKE_WEB_DIST", "").strip()
    return Path(given) if given else clone / "web" / "dist"


def secret_key() -> str:
    """`$ZHIKE_SECRET_KEY`, else the key that this home made for itself."""
    return os.environ.get("ZHIKE_SECRET_KEY", "").strip() or homes.secret_key(home())


def debug() -> bool:
    """`$ZHIKE_DEBUG`: details of errors in answers. Never on a server others can reach."""
    return flag("ZHIKE_DEBUG")


def plain_settings() -> dict[str, str]:
    """What was set around us that is no secret, to be told to whoever sets it up again elsewhere."""
    secret = ("KEY", "PASSWORD", "SECRET", "COMMAND")
    return {
        name: value
        for name, value in sorted(os.environ.items())
        if name.startswith("ZHIKE_") and name != "ZHIKE_HOME" and not any(word in name for word in secret)
    }


def flag(name: str) -> bool:
    """A yes-or-no setting; absent means no."""
    value = os.environ.get(name, "").strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise Problem("setting", name=name, value=value, reason="0 / 1")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between `least` and `most`."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or not least <= int(value) <= most:
        raise Problem("setting", name=name, value=value, reason=f"{least} .. {most}")
    return int(value)


def hosts() -> list[str]:
    """Names this site answers to: `$ZHIKE_HOSTS` (with commas), else what belongs to the address it listens on."""
    given = [name.strip() for name in os.environ.get("ZHIKE_HOSTS", "").split(",") if name.strip()]
    if given:
        return given
    names = ["localhost", "127.0.0.1", "[::1]"]
    listening = os.environ.get("ZHIKE_HOST", "").strip()
    if not listening:
        return names
    try:
        address = ipaddress.ip_address(listening)
    except ValueError:
        return [*names, listening]
    if address.is_unspecified:  # every address of this machine, whose names we cannot know
        return ["*"]
    if not address.is_loopback:
        names.append(f"[{address}]" if address.version == 6 else str(address))
        names.append(socket.gethostname())
    return names


def mail() -> dict[str, object]:
    """Django's settings for sending mail, of `$ZHIKE_MAIL`: `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://`."""
    given = os.environ.get("ZHIKE_MAIL", "").strip()
    if not given:
        return {}
    schemes = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    try:
        address = urlsplit(given)
        port = address.port
    except ValueError:
        raise Problem("setting", name="ZHIKE_MAIL", value="...", reason=" ".join(schemes)) from None
    if address.scheme not in schemes or not address.hostname:
        raise Problem("setting", name="ZHIKE_MAIL", value="...", reason="smtp(s)://user:password@host:port")
    return {
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": port or schemes[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_TLS": address.scheme == "smtp+tls",
        "EMAIL_USE_SSL": address.scheme == "smtps",
        "EMAIL_TIMEOUT": 30,
        "DEFAULT_FROM_EMAIL": os.environ.get("ZHIKE_MAIL_FROM", "").strip() or f"zhike@{socket.getfqdn()}",
    }


def anchor_file() -> Path | None:
    """`$ZHIKE_ANCHOR_FILE`: where the last seal of each company is added every day."""
    given = os.environ.get("ZHIKE_ANCHOR_FILE", "").strip()
    return Path(given) if given else None


def anchor_mail() -> str | None:
    """`$ZHIKE_ANCHOR_MAIL`: whom they are mailed to every day."""
    given = os.environ.get("ZHIKE_ANCHOR_MAIL", "").strip()
    if given and not mail():
        raise Problem("setting", name="ZHIKE_ANCHOR_MAIL", value=given, reason="ZHIKE_MAIL")
    return given or None


def import_folder() -> str | None:
    """`$ZHIKE_IMPORT_FOLDER`: below which import sources may read; `{company}` in it is the company's number."""
    given = os.environ.get("ZHIKE_IMPORT_FOLDER", "").strip()
    if given and not Path(given).is_absolute():
        raise Problem("setting", name="ZHIKE_IMPORT_FOLDER", value=given, reason="/...")
    return given or None


def import_networks() -> tuple[str, ...]:
    """`$ZHIKE_IMPORT_NETWORKS`: what import sources may ask besides the internet, such as `10.0.0.0/8`, with commas."""
    given = [one.strip() for one in os.environ.get("ZHIKE_IMPORT_NETWORKS", "").split(",") if one.strip()]
    try:
        return tuple(str(ipaddress.ip_network(one)) for one in given)
    except ValueError:
        reason = "10.0.0.0/8,192.168.1.20/32"
        raise Problem("setting", name="ZHIKE_IMPORT_NETWORKS", value=",".join(given), reason=reason) from None


def proxies() -> int:
    """`$ZHIKE_PROXIES`: how many proxies stand in front, each of which says in X-Forwarded-For who called it."""
    return number("ZHIKE_PROXIES", 0, least=0, most=10)


def tls() -> tuple[Path, Path] | None:
    """`$ZHIKE_TLS_CERT` and `$ZHIKE_TLS_KEY`: files with which the web server itself speaks HTTPS."""
    certificate, key = (os.environ.get(name, "").strip() for name in ("ZHIKE_TLS_CERT", "ZHIKE_TLS_KEY"))
    if bool(certificate) != bool(key):
        raise Problem("tls_both")
    return (Path(certificate), Path(key)) if certificate else None


def https() -> bool:
    """Do people come in by HTTPS, here or at a proxy in front?"""
    return tls() is not None or any(origin.startswith("https://") for origin in origins())


def origins() -> list[str]:
    """`$ZHIKE_ORIGINS`: addresses (https://crm.example) in front of which a proxy speaks for us."""
    return [name.strip() for name in os.environ.get("ZHIKE_ORIGINS", "").split(",") if name.strip()]


def issuer() -> str:
    """`$ZHIKE_OIDC_ISSUER`: the server at which people sign in by OpenID Connect; without one they do not."""
    found = os.environ.get("ZHIKE_OIDC_ISSUER", "").strip().rstrip("/")
    parts = urlsplit(found)
    local = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if found and not (parts.hostname and (parts.scheme == "https" or local)):
        raise Problem("setting", name="ZHIKE_OIDC_ISSUER", value=found, reason="https://...")
    return found


def providers() -> dict[str, Any]:
    """That server as allauth is told of it, with `$ZHIKE_OIDC_CLIENT_ID`, `_CLIENT_SECRET`, `_NAME`, `_TRUST_EMAIL`."""
    server = issuer()
    if not server:
        return {}
    client = os.environ.get("ZHIKE_OIDC_CLIENT_ID", "").strip()
    if not client:
        raise Problem("setting", name="ZHIKE_OIDC_CLIENT_ID", value="", reason="ZHIKE_OIDC_ISSUER")
    app = {
        "provider_id": "oidc",
        "name": os.environ.get("ZHIKE_OIDC_NAME", "").strip() or str(urlsplit(server).hostname),
        "client_id": client,
        "secret": os.environ.get("ZHIKE_OIDC_CLIENT_SECRET", ""),
        # Some servers have only addresses that they know to be right, and do not say so.
        "settings": {"server_url": server, "verified_email": flag("ZHIKE_OIDC_TRUST_EMAIL")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
