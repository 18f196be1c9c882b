"""Addresses of the site. The web UI is served in front of Django, by `static`."""

from django.urls import include, path

from zhike.project import health

handler500 = "zhike.project.failures.answer"
urlpatterns = [
    path("healthz", health.healthz),
    path("_allauth/", include("zhike.access.urls")),
    path("f/", include("zhike.engines.forms.urls")),
    path("", include("zhike.engines.behaviour.urls")),
    path("api/", include("zhike.engines.connect.urls")),
]
