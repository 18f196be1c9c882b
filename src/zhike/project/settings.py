"""Django's settings. What a deployment may choose is read in `environment`; the rest is the same everywhere."""

from functools import partial
from pathlib import Path

from zhike.access.settings import *  # noqa: F403
from zhike.project import database, environment, logs, master_key

ROOT = Path(__file__).resolve().parents[3]
HOME = environment.home()
WEB_DIST = environment.web_dist(ROOT)
FILES = HOME / "files"

SECRET_KEY = environment.secret_key()
ZHIKE_MASTER_KEYS = partial(master_key.at_work, HOME)
DEBUG = environment.debug()
ALLOWED_HOSTS = environment.hosts()
CSRF_TRUSTED_ORIGINS = environment.origins()
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies()  # whose address failed sign-ins are counted by
ANY_ADDRESS = environment.flag("ZHIKE_ANY_ADDRESS")  # for whoever has shut themselves out
OIDC_ISSUER = environment.issuer()
SOCIALACCOUNT_PROVIDERS = environment.providers()
API_REQUESTS_PER_MINUTE = environment.number("ZHIKE_API_RATE", 6000, least=0, most=1_000_000)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "zhike.kernel",
    "zhike.access",
    "zhike.domains.customers",
    "zhike.domains.commerce",
    "zhike.engines.connect",
    "zhike.engines.intake",
    "zhike.engines.duplicates",
    "zhike.engines.capture",
    "zhike.engines.desk",
    "zhike.engines.privacy",
    "zhike.engines.quality",
    "zhike.engines.forms",
    "zhike.engines.classification",
    "zhike.engines.behaviour",
    "zhike.project",
]

MIDDLEWARE = [
    "zhike.project.headers.middleware",
    "zhike.project.hosts.middleware",
    "zhike.project.language.middleware",
    "zhike.project.browsers.Middleware",
    "zhike.access.devices.middleware",
    "allauth.account.middleware.AccountMiddleware",
]

# What three of Django's middlewares do, ours do: `headers` (all that is asked for, and more), and `browsers`, which
# looks at the CSRF token of whoever comes with a session.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W001", "security.W002", "security.W003"]  # noqa: F405

ROOT_URLCONF = "zhike.project.urls"
WSGI_APPLICATION = "zhike.project.wsgi.application"
APPEND_SLASH = False
# allauth renders its e-mails from templates.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = database.aliases(environment.server())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]

# Rows of a batch, files of an import: the limits are the engines' own, and told apart by their errors.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Django's own handler for large files would write them plain.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "zhike.engines.connect.incoming.Handler",
]

SESSION_HOURS = environment.number("ZHIKE_SESSION_HOURS", 336, least=1, most=8760)
SESSION_IDLE_HOURS = environment.number("ZHIKE_SESSION_IDLE_HOURS", 72, least=1, most=8760)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_NAME = "zhike_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_NAME = "zhike_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.https()
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SESSION_COOKIE_SECURE else "http"

globals().update(environment.mail())
SENDS_MAIL = bool(environment.mail())
AUDIT_ANCHOR_FILE = environment.anchor_file()
AUDIT_ANCHOR_MAIL = environment.anchor_mail()

IMPORT_FOLDER = environment.import_folder()
IMPORT_NETWORKS = environment.import_networks()
IMPORT_MEGABYTES = environment.number("ZHIKE_IMPORT_MEGABYTES", 200, least=1, most=1024)  # of one file
IMPORT_SECONDS = environment.number("ZHIKE_IMPORT_SECONDS", 300, least=1, most=3600)  # for what comes from an address

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": logs.LINE},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A request that was refused is the asker's matter; one that failed is ours.
    "loggers": {"django": {"handlers": [], "level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
