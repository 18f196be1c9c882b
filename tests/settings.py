"""The settings of a test run: the real ones, on a home folder that lives as long as the run.

A `DATABASE_URL` of the person who runs the tests is never used: tests make and fill tables.
"""

import atexit
import multiprocessing
import os
import shutil
import tempfile

if multiprocessing.parent_process() is None:  # what a test starts works in its home
    _home = tempfile.mkdtemp(prefix="zhike-test-")
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
    os.environ["ZHIKE_HOME"] = _home
os.environ["ZHIKE_HOSTS"] = "*"
os.environ.pop("DATABASE_URL", None)

from zhike.project.settings import *  # noqa: F403
from zhike.project.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.scratch"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
