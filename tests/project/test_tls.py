"""`up` with a certificate: HTTPS, cookies for HTTPS only, and browsers that are told to stay there."""

import datetime as dt
import http.client
import json
import ssl
import warnings
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.project.running import BOSS, Up, free_port, new_home, zhike

pytestmark = pytest.mark.slow


def certificate(folder: Path, password: bytes | None = None) -> tuple[Path, Path]:
    """A certificate of localhost, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / "cert.pem", folder / "key.pem"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    shut = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, shut))
    return cert_file, key_file


def test_it_speaks_https(tmp_path: Path) -> None:
    cert, key = certificate(tmp_path)
    with new_home() as home:
        founded = zhike(home, "company", "create", "--name", "A", "--owner-email", BOSS)
        password = founded.stdout.split("password ")[1].split()[0]
        port = free_port()
        up = Up(home, port, "--tls-cert", str(cert), "--tls-key", str(key)).ready()
        try:
            assert f"ready: https://127.0.0.1:{port}" in up.said
            context = ssl.create_default_context(cafile=str(cert))

            def ask(
                method: str, path: str, body: object = None, **headers: str
            ) -> tuple[http.client.HTTPResponse, bytes]:
                connection = http.client.HTTPSConnection("localhost", port, context=context)
                raw = json.dumps(body) if body else None
                connection.request(method, path, raw, {"Content-Type": "application/json", **headers})
                answer = connection.getresponse()
                return answer, answer.read()

            for path in ("/", "/api/v1/meta", "/healthz", "/assets/none.js"):
                answer, _ = ask("GET", path)
                assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"], path

            seen, _ = ask("GET", "/_allauth/browser/v1/config")
            session, _ = ask("GET", "/_allauth/browser/v1/auth/session")
            cookies = [*(seen.headers.get_all("Set-Cookie") or []), *(session.headers.get_all("Set-Cookie") or [])]
            token = next(one for one in cookies if one.startswith("zhike_csrf=")).split(";")[0]
            entered, told = ask(
                "POST", "/_allauth/browser/v1/auth/login", {"email": BOSS, "password": password},
                **{"X-CSRFToken": token.split("=")[1], "Cookie": token, "Origin": f"https://localhost:{port}",
                   "Referer": f"https://localhost:{port}/"},
            )  # fmt: skip
            assert entered.status == 200, told
            cookies += entered.headers.get_all("Set-Cookie") or []
            assert any(one.startswith("zhike_session=") for one in cookies)
            assert all("; Secure" in one for one in cookies)

            old = ssl.create_default_context(cafile=str(cert))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that nobody should use these, which is what is asked
                old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
            old.set_ciphers("ALL:@SECLEVEL=0")
            with pytest.raises(ssl.SSLError, match="ALERT"):  # the server's word, not ours
                http.client.HTTPSConnection("localhost", port, context=old, timeout=10).connect()
            old.maximum_version = ssl.TLSVersion.TLSv1_2
            http.client.HTTPSConnection("localhost", port, context=old, timeout=10).connect()

            plain = http.client.HTTPConnection("localhost", port, timeout=10)
            plain.request("GET", "/healthz")
            with pytest.raises((http.client.HTTPException, OSError)):  # it has no word of HTTP for that
                plain.getresponse()
        finally:
            assert up.stop() == 0


def test_what_is_no_certificate_is_said(tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, password=b"secret")
    home = tmp_path / "home"
    assert "no certificate with its key" in Up(home, 1, "--tls-cert", str(cert), "--tls-key", str(key)).refused()
    assert "takes both" in Up(home, 1, "--tls-cert", str(cert)).refused()
    assert "is not there" in Up(home, 1, "--tls-cert", "/none", "--tls-key", str(key)).refused()
    assert not home.exists()


@pytest.mark.soak
def test_behind_a_proxy_that_speaks_https_the_same_is_said() -> None:
    with new_home() as home:
        port = free_port()
        up = Up(home, port, ZHIKE_ORIGINS="https://crm.example").ready()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/")
            assert connection.getresponse().headers["Strict-Transport-Security"] == "max-age=31536000"
        finally:
            up.stop()


@pytest.mark.soak
def test_without_https_nothing_is_promised() -> None:
    with new_home() as home:
        port = free_port()
        up = Up(home, port).ready()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/")
            assert connection.getresponse().headers["Strict-Transport-Security"] is None
        finally:
            up.stop()
