"""The product's settings for tests: a data folder of their own, quick passwords, mail kept in memory."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The controller of a parallel run reads this first; its workers inherit the number.
RUN = os.environ.setdefault("KUNDENKREIS_TEST_RUN", str(os.getpid()))
for name in [name for name in os.environ if name.startswith("KUNDENKREIS_") and name != "KUNDENKREIS_TEST_RUN"]:
    del os.environ[name]
os.environ.update(
    KUNDENKREIS_DATA=str(ROOT / "var" / "test"),
    KUNDENKREIS_SECRET_KEY="a key that signs nothing but tests",
    KUNDENKREIS_LOG_LEVEL="ERROR",
    KUNDENKREIS_LOG_FORMAT="text",
    KUNDENKREIS_SECOND_FACTORS="totp,webauthn",
    EMAIL_URL="",
)

from kundenkreis.settings import *  # noqa: E402, F403
from kundenkreis.settings import DATA, DATABASE_URL, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = DATA / "runs" / RUN / "files"
if not DATABASE_URL:
    # Runs at the same time share one server, each with databases of its own.
    DATABASES["default"]["TEST"] = {"NAME": f"test_{RUN}"}
