"""The addresses that strangers open: each is public, and there is no other without signing in beside sign-in itself."""

from django.urls import path, re_path

from zhike.engines.forms import correction_views, public

urlpatterns = [
    re_path(r"^(?P<name>form\.(?:js|css))\Z", public.asset),
    path("confirm/<str:token>", public.confirm),
    path("my/<str:token>", correction_views.page),
    path("<str:public_id>", public.form),
    path("<str:public_id>/thanks", public.thanks),
    path("<str:public_id>/started", public.started),
    path("<str:public_id>/embed.js", public.embed),
    re_path("", public.nothing),
]
