"""What the web server calls: the files of the web UI, and Django behind them."""

from typing import cast

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from zhike.project import chunks, static, transport

_django = chunks.application(cast("static.Application", get_wsgi_application()))
application = transport.application(static.application(_django, settings.WEB_DIST))
