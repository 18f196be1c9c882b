"""Only a request that calls this site by a name of its own (`ZHIKE_HOSTS`) is answered, whatever its method.

Django looks when somebody asks for the host, which a plain reading of data never does. Whoever watches over the site
knows it by whatever address it has: `/healthz` answers to any name.
"""

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from zhike.kernel import words

FOR_ALL = "/healthz"


def middleware(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse a name that is not ours."""

    def check(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != FOR_ALL:
            try:
                request.get_host()
            except DisallowedHost:
                code, language = "request.wrong_host", words.choose(request.META.get("HTTP_ACCEPT_LANGUAGE"))
                return JsonResponse({"code": code, "message": words.say(code, language), "fields": {}}, status=400)
        return get_response(request)

    return check
