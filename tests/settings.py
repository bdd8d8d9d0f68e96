"""The product's settings over a data folder that lives as long as the test run; each worker process has its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from tests import cluster, prepared

_postgres = cluster.wanted()
prepared.share()
_folder = tempfile.mkdtemp(prefix="extramile-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("EXTRAMILE_")]:
    del os.environ[name]
os.environ["EXTRAMILE_DATA"] = _folder
if _postgres:
    os.environ["EXTRAMILE_DATABASE_URL"] = f"{_postgres}/postgres"

from extramile.base import sealing  # noqa: E402
from extramile.settings import *  # noqa: E402, F403
from extramile.settings import CONFIG, DATABASES  # noqa: E402

if _postgres:
    DATABASES["default"]["TEST"] = {"NAME": "tests"}
else:
    # A file, since threads share it and each connection to a database in memory would see one of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(CONFIG.data / "tests.sqlite3")}
    # Nothing here has to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
# Guessing may be cheap here; tests/base/test_sealing.py asks for what it costs elsewhere.
sealing.MEMORY = 32
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
