"""Secrets of second steps - those of apps, the seed of codes on paper - are sealed by the master key in the database.

An account belongs to no tenant, so no tenant's key seals them. What is from before it was so is read as it is, until
`seal_anew` comes by.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from zhike.kernel.errors import Unable
from zhike.kernel.secrets import master

SIGN = "sealed"
ABOUT = "second step"  # what is sealed for this opens nowhere else
SECRETS = ("secret", "seed")


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """How allauth keeps them."""

    def encrypt(self, text: str) -> str:
        """`sealed.<master key>.<Base64>`."""
        master.read_again()  # this is rare, and must not be by a key that another process has replaced
        key_id, sealed = master.wrap(text.encode(), ABOUT)
        return f"{SIGN}.{key_id}.{b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed. Errors: Unable, without its master key or when somebody has changed it."""
        sign, _, rest = encrypted_text.partition(".")
        if sign != SIGN:
            return encrypted_text
        key_id, _, sealed = rest.partition(".")
        try:
            return master.unwrap(key_id, b64decode(sealed), ABOUT).decode()
        except ValueError as error:  # no Base64
            raise Unable("secrets.damaged", what=ABOUT) from error


def seal_anew() -> int:
    """Seal by the present master key whatever is not; how many second steps were."""
    adapter, changed = Adapter(), 0
    with transaction.atomic():
        for one in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
            found = {name: one.data[name] for name in SECRETS if name in one.data and not _is_current(one.data[name])}
            if found:
                one.data |= {name: adapter.encrypt(adapter.decrypt(text)) for name, text in found.items()}
                one.save(update_fields=["data"])
                changed += 1
    return changed


def _is_current(text: Any) -> bool:
    return str(text).startswith(f"{SIGN}.{master.at_hand()[0].key_id}.")
