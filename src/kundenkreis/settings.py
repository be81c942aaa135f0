"""Settings. Everything a company may set is an environment variable, one per line.

The variables are explained in docs/reference/settings.md, in the same order.
"""

from pathlib import Path
from urllib.parse import urlsplit

from kundenkreis.base.database import connection_settings
from kundenkreis.base.environment import choice, flag, number, text, words
from kundenkreis.base.logs import log_settings
from kundenkreis.base.mail_server import mail_server
from kundenkreis.base.secrets import kept_key

DATA = Path(text("KUNDENKREIS_DATA", "var")).resolve()
DATABASE_URL = text("DATABASE_URL")
PUBLIC_URL = text("KUNDENKREIS_URL", "http://localhost:8000").rstrip("/")
SECRET_KEY = text("KUNDENKREIS_SECRET_KEY") or kept_key(DATA / "secret_key")
SECRET_KEY_FALLBACKS = words("KUNDENKREIS_OLD_SECRET_KEYS")
DEMO = flag("KUNDENKREIS_DEMO")
DEBUG = flag("KUNDENKREIS_DEBUG")
ALLOWED_HOSTS = [*words("KUNDENKREIS_HOSTS"), urlsplit(PUBLIC_URL).hostname or "localhost", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL, *words("KUNDENKREIS_ORIGINS")]
BEHIND_PROXY = flag("KUNDENKREIS_BEHIND_PROXY")
SECURE_HSTS_SECONDS = number("KUNDENKREIS_HSTS_SECONDS", 0)
EMAIL_URL = text("EMAIL_URL")
DEFAULT_FROM_EMAIL = text("KUNDENKREIS_MAIL_FROM", "kundenkreis@localhost")
MAIL_PLUS = flag("KUNDENKREIS_MAIL_PLUS")
LANGUAGE_CODE = choice("KUNDENKREIS_LANGUAGE", "de", ("de", "en"))
TIME_ZONE = text("KUNDENKREIS_TIME_ZONE", "Europe/Berlin")
SECOND_FACTORS = words("KUNDENKREIS_SECOND_FACTORS")
SESSION_COOKIE_AGE = number("KUNDENKREIS_SESSION_HOURS", 12, least=1) * 3600
SIGN_IN_ATTEMPTS = text("KUNDENKREIS_SIGN_IN_ATTEMPTS", "10/m/ip,5/5m/key")
UPLOAD_LIMIT = number("KUNDENKREIS_UPLOAD_MB", 20, least=1) * 1024 * 1024
LOG_LEVEL = choice("KUNDENKREIS_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOG_FORMAT = choice("KUNDENKREIS_LOG_FORMAT", "json", ("json", "text"))

PACKAGE = Path(__file__).resolve().parent
SECURE = PUBLIC_URL.startswith("https://")

# -- What runs --------------------------------------------------------------------------------------------------------
ROOT_URLCONF = "kundenkreis.urls"
WSGI_APPLICATION = "kundenkreis.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    # Costs a web process 11 MB, so only where it is used; switching it on needs `kundenkreis migrate`.
    *(["allauth.mfa"] if SECOND_FACTORS else []),
    "procrastinate.contrib.django",
    "kundenkreis.ledger",
    "kundenkreis.people",
    "kundenkreis.teams",
    "kundenkreis.cases",
    "kundenkreis.promises",
    "kundenkreis.queue",
    "kundenkreis.replies",
    "kundenkreis.reports",
    "kundenkreis.flow",
    "kundenkreis.mail",
    "kundenkreis.web",
]
# Every line here costs time on every request; docs/explanation/performance.md says how much.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kundenkreis.base.headers.policies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kundenkreis.web.who.reader",
    "kundenkreis.web.gate.gate",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "kundenkreis.web.jinja.Environments",
            "context_processors": ["kundenkreis.web.frame.frame"],
        },
    },
    {
        # Only for the sign-in pages, which come with django-allauth.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates_allauth"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kundenkreis.web.frame.frame",
            ]
        },
    },
]

# -- Storage ----------------------------------------------------------------------------------------------------------
DATABASES = {"default": connection_settings(DATABASE_URL, DATA)}
# Shared by all processes: the limits on sign-in attempts must hold across them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
MEDIA_ROOT = DATA / "files"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [folder for folder in [PACKAGE / "web" / "static"] if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# -- Language and time ------------------------------------------------------------------------------------------------
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True

# -- Sign-in ----------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "kundenkreis.people.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kundenkreis.web.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": SIGN_IN_ATTEMPTS}
MFA_SUPPORTED_TYPES = [*SECOND_FACTORS, "recovery_codes"] if SECOND_FACTORS else []
MFA_PASSKEY_LOGIN_ENABLED = "webauthn" in SECOND_FACTORS
# The company vouches for the addresses of its accounts; nobody can claim one from outside.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kundenkreis"

# -- Safety -----------------------------------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"

# -- Mail, jobs and logs ----------------------------------------------------------------------------------------------
MAIL = mail_server(EMAIL_URL)
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST = MAIL.host
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.user
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_TLS = MAIL.use_tls
EMAIL_USE_SSL = MAIL.use_ssl
EMAIL_TIMEOUT = 30
LOGGING = log_settings(LOG_LEVEL, LOG_FORMAT)
