"""Django's settings, made from the install's configuration."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.crypto import salted_hmac

from extramile.base import config as configuration
from extramile.base import databases

CONFIG = configuration.load(os.environ)
PACKAGE = Path(__file__).parent
_secure = CONFIG.url.startswith("https://")

SECRET_KEY = CONFIG.secret_key
DEBUG = False
# The Host header is checked once, for pages and sockets alike, in web.door.
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "extramile.urls"
WSGI_APPLICATION = None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "extramile.people",
    "extramile.customers",
    "extramile.desk",
    "extramile.growth",
    "extramile.culture",
    "extramile.pulse",
]

MIDDLEWARE = [
    "extramile.web.trace.Traced",
    "extramile.web.headers.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "extramile.web.seal.SealCookie",
    "extramile.web.viewer.ViewerLocale",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "extramile.web.policy.PolicyMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "extramile.web.jinja.environment"},
    },
    # allauth asks this engine for its few texts that Extramile does not write itself.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    },
]

DATABASES = {
    "default": databases.postgres(CONFIG.database_url) if CONFIG.database_url else databases.sqlite(CONFIG.data)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Agent"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/today/start"
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "extramile.web.people.adapter.Adapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "extramile.web.people.forms.SignInForm",
    "reset_password": "extramile.web.people.forms.ResetForm",
    "reset_password_from_key": "extramile.web.people.forms.NewPasswordForm",
}
# The token of Django itself: allauth's own keeps old mail addresses as further ways in.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# A code has 125 bits; this keeps somebody from trying passwords by way of what they seal.
ACCOUNT_RATE_LIMITS = {"open_seal": "5/10m/user"}

SESSION_ENGINE = "extramile.people.sessions"
SESSION_COOKIE_NAME = "extramile_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _secure
CSRF_COOKIE_NAME = "extramile_csrf"
CSRF_COOKIE_SECURE = _secure
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "extramile.web.errors.stale"
CSRF_TRUSTED_ORIGINS = [CONFIG.url] if CONFIG.url else []
if CONFIG.trust_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "kept"]}}
# Room for many: with the usual 300 entries, tries at other addresses would push out the count of those at one.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
if CONFIG.redis_url:
    CACHES["default"] |= {
        "BACKEND": "extramile.base.cache.Cache",
        "LOCATION": CONFIG.redis_url,
        "KEY_PREFIX": "extramile:" + salted_hmac("extramile.cache", "", CONFIG.secret_key).hexdigest()[:16],
    }

_mail = urlsplit(CONFIG.mail_url)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if CONFIG.mail_url
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = CONFIG.data / "mail"
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
EMAIL_HOST_USER = _mail.username or ""
EMAIL_HOST_PASSWORD = _mail.password or ""
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp" and bool(_mail.username)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = CONFIG.mail_from

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = True
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
STATIC_URL = "/static/"
APPEND_SLASH = False
LOGGING_CONFIG = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
SILENCED_SYSTEM_CHECKS: list[str] = []
