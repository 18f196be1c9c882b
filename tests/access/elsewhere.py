"""A real OpenID Connect provider on this machine: discovery, code flow, PKCE, signed tokens, user info.

The provider is `oidc-provider-mock` (Authlib behind HTTP). It does not look at PKCE, so that is done in front of it:
a code is only changed for a token by whoever knows the verifier of the challenge it was asked for with.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import jwt
import requests
import werkzeug.serving
from cryptography.hazmat.primitives.asymmetric import rsa

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of what it stands on
    import oidc_provider_mock


class Provider:
    """The running provider."""

    def __init__(self, address: str, flask_app: flask.Flask) -> None:
        self.address = address
        self.keys: dict[str, Any] | None = None  # told in place of those it signs with
        self.challenges: dict[str, str] = {}
        self.claims: dict[str, Any] = {}  # in its identity tokens, in place of the right ones
        self._own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.moved: str | None = None  # where its keys are said to be
        flask_app.before_request(self._before)
        flask_app.after_request(self._after)

    def knows(self, subject: str, **claims: Any) -> None:
        """Somebody who can sign in there."""
        requests.put(f"{self.address}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def says(self, **claims: Any) -> None:
        """Put these into its identity tokens (None leaves one out), which it then signs with a key of its own."""
        self.claims = claims
        told = jwt.algorithms.RSAAlgorithm.to_jwk(self._own.public_key(), as_dict=True)
        self.keys = {"keys": [{**told, "kid": "own", "alg": "RS256", "use": "sig"}]}

    def signs_in(self, location: str, subject: str) -> str:
        """What a browser sent there does; gives the address it is sent back to."""
        answer = requests.post(location, data={"sub": subject}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def _before(self) -> Any:
        asked = flask.request
        if asked.path == "/jwks" and self.moved is not None:
            return flask.redirect(self.moved)
        if asked.path == "/jwks" and self.keys is not None:
            return self.keys
        if asked.path == "/oauth2/token":
            verifier = asked.form.get("code_verifier", "")
            made = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
            if self.challenges.get(asked.form.get("code", "")) != made:
                return {"error": "invalid_grant"}, 400
        return None

    def _after(self, answer: flask.Response) -> flask.Response:
        if flask.request.path == "/oauth2/token" and self.claims and answer.status_code == 200:
            given = answer.get_json()
            claims = jwt.decode(given["id_token"], options={"verify_signature": False}) | self.claims
            kept = {name: value for name, value in claims.items() if value is not None}
            signed = jwt.encode(kept, self._own, algorithm="RS256", headers={"kid": "own"})
            answer.set_data(json.dumps({**given, "id_token": signed}))
        back = parse_qs(urlsplit(answer.headers.get("Location", "")).query)
        if flask.request.path == "/oauth2/authorize" and "code" in back:
            assert flask.request.args["code_challenge_method"] == "S256"
            self.challenges[back["code"][0]] = flask.request.args["code_challenge"]
        return answer


@contextmanager
def running() -> Iterator[Provider]:
    """A provider on a port of its own."""
    made = oidc_provider_mock.app()
    server = werkzeug.serving.make_server("localhost", 0, made, threaded=True)
    provider = Provider(f"http://localhost:{server.server_port}", made)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(10)
