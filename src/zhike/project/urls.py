"""Addresses of the site. The web UI is served in front of Django, by `static`."""

from django.conf import settings
from django.urls import include, path

from zhike.project import health

urlpatterns = [
    path("healthz", health.healthz),
    path("_allauth/", include("zhike.access.urls")),
]
if "zhike.engines.connect" in settings.INSTALLED_APPS:
    urlpatterns.append(path("api/v1/", include("zhike.engines.connect.urls")))
