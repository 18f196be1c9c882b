"""An authenticator app: the second step of an account, and the codes it shows (RFC 6238: SHA-1, six digits, 30 s)."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from zhike.access.models import Account

STEP, ENOUGH = 30, 6  # seconds; to type it in


def added(email: str) -> str:
    """Turn a second step on for an account, as its page does; gives the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(Account.objects.get(email=email), secret)
    return secret


def code_of(secret: str) -> str:
    """What the app shows now; just before it would show another, that one."""
    left = STEP - time.time() % STEP
    if left < ENOUGH:
        time.sleep(left)
    counter = struct.pack(">Q", int(time.time()) // STEP)
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, hashlib.sha1)
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
