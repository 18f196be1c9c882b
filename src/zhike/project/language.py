"""The language of an answer: what `Accept-Language` asks for among ours, else Chinese.

Django's own middleware does the same for any language, path prefixes and cookies, at ten times the cost.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

DEFAULT: Final = "zh-hans"
_OURS: Final = {"zh": "zh-hans", "en": "en"}


def middleware(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Speak the language of the request while it is answered."""

    def speak(request: HttpRequest) -> HttpResponseBase:
        language = choose(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200])
        translation.activate(language)
        request.LANGUAGE_CODE = language
        return get_response(request)

    return speak


@lru_cache(maxsize=256)
def choose(accepted: str) -> str:
    """The language for an Accept-Language header."""
    best, best_weight = DEFAULT, 0.0
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";q=")
        ours = _OURS.get(name.strip().split("-", 1)[0])
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if ours and weight > best_weight:
            best, best_weight = ours, weight
    return best
