"""Start everything and keep it running: database, tables, demo company, web server, background worker."""

import argparse
import errno
import http.client
import importlib
import os
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from django.db import connections

from zhike.project import console, demo, environment, master_key, transport, web
from zhike.project import home as homes
from zhike.project.locks import FileLock
from zhike.project.problem import Problem, say
from zhike.project.site import Site
from zhike.project.supervisor import Child, Supervisor

HELP = ("start Zhike", "启动知客")

_PORT_SECONDS = 2.0  # a start after kill -9 may find the old processes about to end


def arguments(parser: argparse.ArgumentParser) -> None:
    """--demo, --host, --port, --tls-cert, --tls-key."""
    parser.add_argument("--demo", action="store_true", help="with a demo company")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")

    parser.add_argument("--tls-cert", metavar="FILE", help="certificate chain (PEM): speak HTTPS")
    parser.add_argument("--tls-key", metavar="FILE", help="its key (PEM, without a password)")


def run(parsed: argparse.Namespace) -> int:
    """Start, say so, and stop everything at Ctrl-C or SIGTERM."""
    if not 1 <= parsed.port <= 65535:
        raise Problem("port_number", port=parsed.port)
    for name, given in (("ZHIKE_TLS_CERT", parsed.tls_cert), ("ZHIKE_TLS_KEY", parsed.tls_key)):
        if given:
            os.environ[name] = str(Path(given).absolute())
    if files := environment.tls():
        transport.require_certificate(*files)
    home = environment.home()
    homes.make(home)
    lock = FileLock(home / "run" / "up.lock")
    if not lock.take(wait=False):
        raise Problem("busy", home=home, pid=lock.holder())
    lock.write_pid()
    require_port(parsed.host, parsed.port)
    os.environ["ZHIKE_HOST"] = parsed.host
    site = Site()
    try:
        hints = prepare(site, load_demo=parsed.demo)
        keep_running(site, lock, parsed.host, parsed.port, hints)
    finally:
        with console.step(console.word("stopped")):
            site.close(stop=True)
        lock.release()
    return 0


def prepare(site: Site, *, load_demo: bool) -> list[str]:
    """Database, tables, demo company; answers with what to say of who can sign in."""
    begun = time.monotonic()
    site.open(with_us=True)
    version = connections["owner"].connection.info.parameter_status("server_version")
    console.done(console.word("database", version=version), time.monotonic() - begun)
    site.migrate()
    if not load_demo:
        companies = importlib.import_module("zhike.project.companies")  # needs Django set up
        return [] if companies.any_yet() else [say("no_company")]
    company = importlib.import_module("zhike.project.demo.company")  # needs Django set up
    with console.step(console.word("demo")) as advance:
        made: tuple[str, list[demo.SignIn]] = company.load(advance)
    password, sign_ins = made
    people = [f"  {console.word('sign_in')} {one.email}  ({one.role})" for one in sign_ins]
    return [*people, f"  {console.word('password')} {password}"]


def keep_running(site: Site, lock: FileLock, host: str, port: int, hints: Sequence[str]) -> None:
    """Run the children until told to stop."""
    connections.close_all()
    web.import_application()
    background = importlib.import_module("zhike.project.background")  # needs Django set up

    def in_child() -> None:
        lock.release()
        site.forget()

    log = site.home / "log"
    children = [
        Child(name="web", run=lambda: web.serve(host, port), log=log / "web.log"),
        Child(name="worker", run=lambda: background.work(site.home / "run" / "worker"), log=log / "worker.log"),
    ]
    supervisor = Supervisor(children, site.cluster, in_child)
    try:
        supervisor.start()
        with console.step(console.word("ready")):
            started = supervisor.wait_until(lambda: answers(host, port))
        if started:
            announce(site, host, port, hints)
            supervisor.run()
    finally:
        supervisor.stop()


def announce(site: Site, host: str, port: int, hints: Sequence[str]) -> None:
    """Say where the site is and who can sign in."""
    scheme = "https" if environment.tls() else "http"
    console.say("")
    console.say(console.word("address", address=f"{scheme}://{_in_url(_reachable(host))}:{port}"))
    for hint in hints:
        console.say(hint)
    console.say(console.word("stop_hint", home=site.home))
    if made := master_key.just_made():
        console.complain(console.word("keys_made", file=made))


def require_port(host: str, port: int) -> None:
    """Refuse a port that another program listens on, or an address that is not ours."""
    deadline = time.monotonic() + _PORT_SECONDS
    while True:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
                probe.listen()
                return
        except PermissionError as error:
            raise Problem("address", host=host, port=port, reason=error.strerror) from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Problem("address", host=host, port=port, reason=error.strerror) from error
            if time.monotonic() > deadline:
                raise Problem("port_taken", host=host, port=port) from error
        time.sleep(0.1)


def answers(host: str, port: int) -> bool:
    """Does the site say that it is well?"""
    connection = (
        http.client.HTTPSConnection(_reachable(host), port, timeout=5, context=transport.ours())
        if environment.tls()
        else http.client.HTTPConnection(_reachable(host), port, timeout=5)
    )
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared, not bound


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
