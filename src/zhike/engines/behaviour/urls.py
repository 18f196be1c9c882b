"""The addresses of web sites' visitors: our script, and where it sends."""

from django.urls import path, re_path

from zhike.engines.behaviour import public

urlpatterns = [
    re_path(r"^t\.js\Z", public.script),
    path("t/<str:public_id>", public.collect),
]
