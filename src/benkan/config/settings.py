"""Settings. What differs between machines comes from the environment; see docs/how-to/configure.md."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from benkan.config.paths import SOURCE, data_folder
from benkan.kit.keys import load_key


def _on(name: str, otherwise: bool = False) -> bool:
    return os.environ.get(name, str(otherwise)).lower() in {"1", "true", "yes", "on"}


DATA_DIR = data_folder()
KEYS_DIR = DATA_DIR / "keys"
FILES_DIR = DATA_DIR / "files"
# Backups that lie here are kept 35 days, and who is erased is struck out of them.
BACKUPS_DIR = Path(os.environ.get("BENKAN_BACKUP_DIR") or DATA_DIR / "backups").resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

SECRET_KEY = load_key(KEYS_DIR, "session").hex()
DEBUG = _on("BENKAN_DEBUG")
ALLOWED_HOSTS = os.environ.get("BENKAN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
ORIGIN = os.environ.get("BENKAN_ORIGIN", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
OVER_TLS = ORIGIN.startswith("https://")
# Only where every request passes a proxy of ours: else anybody could say who they are.
BEHIND_PROXY = _on("BENKAN_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Open to other devices without TLS: there, browsers allow neither recording nor offline use.
PLAIN_LAN = _on("BENKAN_PLAIN_LAN")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    # The chapters, in the order of the story. kit comes first in templates: see TEMPLATES.
    "benkan.kit",
    "benkan.apps.journal",
    "benkan.apps.files",
    "benkan.apps.registry",
    "benkan.apps.messaging",
    "benkan.apps.activities",
    "benkan.apps.voices",
    "benkan.apps.assessments",
    "benkan.apps.commitments",
    "benkan.apps.results",
    "benkan.interfaces.web",
]

MIDDLEWARE = [
    "benkan.config.middleware.ReadsAndPosts",
    "benkan.config.middleware.FromProxy",
    # Before all that is for people: see docs/decisions/0054.
    "benkan.config.middleware.GatewaysAside",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "benkan.config.middleware.NotTooLarge",
    "benkan.config.middleware.WhoAndWhere",
    "benkan.config.middleware.SecondStep",
    "benkan.config.idle.AsksWhenIdle",
    "benkan.config.middleware.RefusalsAsPages",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "benkan.config.urls"
WSGI_APPLICATION = "benkan.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Our own templates win over those that allauth brings.
        "DIRS": [SOURCE / "kit" / "templates", SOURCE / "apps" / "registry" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "benkan.interfaces.web.navigation.navigation",
            ],
            "builtins": ["benkan.kit.templatetags.benkan", "django.templatetags.i18n"],
        },
    }
]

# --- database: SQLite in one process, PostgreSQL for several (docs/decisions/0003) -------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Each thread has a cache of its own: 4 MB hold what pages read, and 16 made no page faster.
    # What is deleted is written over with zeros: a key that is gone must not lie in a free page.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4000; "
    "PRAGMA secure_delete=ON;",
}


def _database() -> dict[str, Any]:
    if url := os.environ.get("DATABASE_URL"):
        here = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
        is_postgresql = here["ENGINE"] == "django.db.backends.postgresql"
        if is_postgresql:
            return {**here, "ENGINE": "benkan.config.postgresql"}
        if here["ENGINE"] != "django.db.backends.sqlite3":
            return {**here}
        file = Path(here["NAME"])
    else:
        file = DATA_DIR / "benkan.sqlite3"
    return {
        "ENGINE": "benkan.config.sqlite",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": SQLITE_OPTIONS,
    }


DATABASES = {"default": _database()}
# --- several machines (docs/how-to/grow.md) ----------------------------------------------------
# redis://… or amqp://…: `benkan work` then shares its work among all workers through it. What it
# carries are kinds of work and numbers, never a word or a telephone: the rows are the truth.
BROKER = os.environ.get("BENKAN_BROKER", "")
# How many processes `benkan work` starts beside itself for what the broker brings.
WORK_PROCESSES = int(os.environ.get("BENKAN_WORK_PROCESSES", "2"))
# Where several web processes count tries together; without, each counts its own.
if _cache := os.environ.get("BENKAN_CACHE"):
    CACHES = {
        "default": {"BACKEND": "benkan.config.caches.Shared", "LOCATION": _cache, "TIMEOUT": 300}
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- accounts ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "registry.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "benkan.apps.registry.forms.passwords.NotOfThePlace"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:my_programmes"
LOGOUT_REDIRECT_URL = "web:front"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_ADAPTER = "benkan.config.accounts.ByInvitation"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Benkan : "
# A shared computer forgets who was there when the browser closes.
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords from one address are axes' (below); these hold off one account being tried from
# many addresses, one address trying many accounts, and guessed codes of the second step.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,20/300s/key"}
# Nobody signs up: the address of an account was given by somebody who may invite.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Those who run a real programme protect their account with a second step at log-in.
SECOND_STEP_ASKED = _on("BENKAN_SECOND_STEP", otherwise=True)
# After so long without a page, those who run a real programme say once more who they are.
IDLE_MINUTES = int(os.environ.get("BENKAN_IDLE_MINUTES", "20"))
# The password of all accounts of demonstrations, which the page to log in shows beside them.
DEMONSTRATION_PASSWORD = "benkan-demonstration"  # noqa: S105  everybody may know it
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "benkan.config.codes.CodeAtLogIn",
    "reauthenticate": "benkan.config.codes.CodeOnceMore",
}
MFA_TOTP_ISSUER = "Benkan"
# The clock of a cheap telephone drifts: the code of half a minute ago, or to come, is taken too.
MFA_TOTP_TOLERANCE = 1
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_STR_CALLABLE = "benkan.config.accounts.nobody_named"
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "benkan.config.accounts.name_tried"
AXES_LOCKOUT_CALLABLE = "benkan.config.accounts.held_off"
EMAIL_BACKEND = os.environ.get(
    "BENKAN_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = os.environ.get("BENKAN_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("BENKAN_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("BENKAN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BENKAN_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("BENKAN_EMAIL_TLS", "") == "starttls"
EMAIL_USE_SSL = os.environ.get("BENKAN_EMAIL_TLS", "") == "tls"
# A mail server that does not answer must not hold up the one thread that does what follows.
EMAIL_TIMEOUT = 10
# Who keeps the heads of the journal outside this house, best two: see docs/how-to/journal.md.
_anchor_to = os.environ.get("BENKAN_ANCHOR_TO", "").split(",")
ANCHOR_TO = [address for one in _anchor_to if (address := one.strip())]
DEFAULT_FROM_EMAIL = os.environ.get("BENKAN_EMAIL_FROM", "benkan@localhost")

# --- languages ---------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
# One catalogue a chapter, so that a translator opens only what she is working on.
LOCALE_PATHS = sorted((SOURCE / "locale").glob("*"))
LANGUAGE_COOKIE_NAME = "langue"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Bamako"
# From which hour to which nobody is written to.
_begins, _ends = os.environ.get("BENKAN_QUIET_HOURS", "21-7").split("-")
QUIET_HOURS = [int(_begins) % 24, int(_ends) % 24]

# --- pages -------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "benkan.config.statics.Statics"},
}
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365
# A recording and a photo together, and some room; what is larger is not even read.
LARGEST_REQUEST = 16 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = OVER_TLS
CSRF_COOKIE_SECURE = OVER_TLS
# A name by which browsers keep a cookie to this host and to TLS, whatever a neighbouring host sets.
_OF_THIS_HOST = "__Host-" if OVER_TLS else ""
SESSION_COOKIE_NAME = f"{_OF_THIS_HOST}sessionid"
CSRF_COOKIE_NAME = f"{_OF_THIS_HOST}csrftoken"
# Pages carry the token in their forms: no script reads the cookie.
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = OVER_TLS
LANGUAGE_COOKIE_HTTPONLY = True
# Once seen over TLS, a browser comes back over nothing else for a year.
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if OVER_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OVER_TLS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "benkan.interfaces.web.errors.csrf_failed"
SESSION_COOKIE_AGE = 60 * 60 * 12
SILENCED_SYSTEM_CHECKS: list[str] = []

DEFAULT_EXCEPTION_REPORTER_FILTER = "benkan.config.faults.NobodysValues"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "benkan.config.logs.Discreet",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Who logs in is written whatever the level: few lines, and asked for after a mishap.
    "loggers": {"benkan.log_ins": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": os.environ.get("BENKAN_LOG_LEVEL", "WARNING")},
}
