"""Settings of tests on a home that is there already: `ZHIKE_HOME`. Copied beside the tests of the version before."""

import os

os.environ["ZHIKE_HOSTS"] = "*"
os.environ.pop("DATABASE_URL", None)

from zhike.project.settings import *  # noqa: F403
from zhike.project.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.scratch"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
