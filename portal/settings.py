"""Every setting of the portal, read from the environment.

With no environment at all and EMBEDDED=1 (what `make run` sets) the portal runs on one machine:
SQLite, a file-backed queue and e-mails written to files, all under `var/`. Production sets DATABASE_URL,
REDIS_URL, SECRET_KEY, AUDIT_KEY, ALLOWED_HOSTS and the e-mail address of its relay: see docs/operations.md.
"""

import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.api_described import SETTINGS as API_DESCRIBED
from portal.editing_screens import SETTINGS as EDITING_SCREENS
from portal.sign_in_forms import SETTINGS as SIGN_IN_FORMS
from suppliers.fetching.sources import sources_from

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

EMBEDDED = env.bool("EMBEDDED", default=False)
DEBUG = env.bool("DEBUG", default=False)
if DEBUG and not EMBEDDED:
    raise ImproperlyConfigured(
        "DEBUG shows settings and data to anybody who meets an error: use it only with EMBEDDED=1."
    )


def _secret(name: str) -> str:
    """A key of at least 50 characters from the environment; embedded installations make and keep their own.

    Raises ImproperlyConfigured when it is missing or short outside the embedded default.
    """
    value = env.str(name, default="")
    if EMBEDDED and not value:
        path = VAR_DIR / name.lower()
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(64))
        value = path.read_text()
    if len(value) < 50:
        raise ImproperlyConfigured(
            f"{name} must be set to a random text of 50 characters or more (or set EMBEDDED=1 to try the portal)."
        )
    return value


SECRET_KEY = _secret("SECRET_KEY")
# Keys of before: what was signed or encrypted with them is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
AUDIT_KEY = _secret("AUDIT_KEY")
# Codes of checks whose complaint is meant, such as portal.E007 on a training portal.
SILENCED_SYSTEM_CHECKS = env.list("SILENCED_SYSTEM_CHECKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[".localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_URL = env.str("PORTAL_URL", default="http://localhost:8000")
# Who runs this installation, for the header of pages that belong to no council in particular.
ORGANISATION_NAME = env.str("ORGANISATION_NAME", default="")
OCDS_PREFIX = env.str("OCDS_PREFIX", default="unregistered")  # ids of contracts without a notice begin so

INSTALLED_APPS = [
    "portal",
    "api",
    "cms",
    "reports",
    "returns",
    "suppliers",
    "framework",
    "accounts",
    "audit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.AdminContentSecurity",
    "portal.middleware.NoDevices",
    "portal.middleware.SecretAddresses",
    "portal.middleware.NoCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.languages.Language",
    "portal.middleware.NoStoreBehindSignIn",
    "portal.signed_in.SessionEnds",
    "portal.signed_in.SecondFactor",
    "cms.missing.Redirects",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "portal.templatetags.govuk"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.page",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without these, eight people writing at once meet "database is locked"; with them none does.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    if env.bool("DATABASE_PREPARES", default=True):  # decision record 0025; off behind a pooler that shares connections
        DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
        # Compiling a query takes longer than any of ours runs: 0.8 s of 2.2 s that 100,000 lines of a file took.
        DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off")
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- People and sign-in ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    # Hashes of before; each becomes Argon2id when its owner signs in.
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.LongestPassword"},
    # The 20,000 most common ones of published breaches; the list comes with Django.
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.WordsOfItsOwn"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# People are told by e-mail of each change to how they sign in.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A code by e-mail in place of the password. It is a first factor only.
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# The password once more before a change to addresses or second factors.
ACCOUNT_REAUTHENTICATION_REQUIRED = MFA_REAUTHENTICATION_REQUIRED = True
PASSWORD_RESET_TIMEOUT = 60 * 60
# After how many days an account goes whose address nobody confirmed. Codes work for 15 minutes, so one is enough.
UNCONFIRMED_ACCOUNT_DAYS = env.int("UNCONFIRMED_ACCOUNT_DAYS", default=7)
if UNCONFIRMED_ACCOUNT_DAYS < 1:
    raise ImproperlyConfigured("UNCONFIRMED_ACCOUNT_DAYS must be 1 or more: people need time to confirm an address.")
ACCOUNT_LOGOUT_ON_GET = ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "accounts.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_ADAPTER = "accounts.adapter.UserSessionsAdapter"
# Of strangers, see accounts.limits.
LINK_RATE, PUBLIC_FORM_RATE, PUBLIC_LETTER_RATE = "30/m/ip", "20/m/ip,60/h/ip", "5/d/key"
# Of programs with a token, see api.limits: how many requests a minute one token may make.
API_REQUESTS_A_MINUTE, API_WRONG_TOKEN_RATE = env.int("API_REQUESTS_A_MINUTE", default=300), "30/m/ip"
if API_REQUESTS_A_MINUTE < 1:
    raise ImproperlyConfigured("API_REQUESTS_A_MINUTE must be 1 or more.")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 64

SESSION_COOKIE_AGE = 12 * 60 * 60
# How long a session may lie unused: of officers, editors and administrators, and of suppliers.
OFFICER_IDLE_MINUTES = env.float("OFFICER_IDLE_MINUTES", default=30)
SUPPLIER_IDLE_MINUTES = env.float("SUPPLIER_IDLE_MINUTES", default=60)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_AGE = not EMBEDDED, 365 * 24 * 60 * 60
if not EMBEDDED:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if env.int("TRUSTED_PROXY_COUNT", default=0):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Whoever watches over the processes asks without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"  # Wagtail's own previews, in a frame of the editors' screens, lift this for themselves.
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- Words, times and places ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
USE_TZ = WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"

# --- Files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL, MEDIA_ROOT = "/media/", VAR_DIR / "media"
# Evidence is private: it has no URL, and is read only through the audited view (returns.views.evidence).
EVIDENCE_ROOT = Path(env.str("EVIDENCE_ROOT", default=str(VAR_DIR / "evidence")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": EVIDENCE_ROOT, "base_url": None, "file_permissions_mode": 0o600},
    },
}
# With a bucket, evidence lies in an S3-compatible store instead, where nothing is public either.
EVIDENCE_S3_BUCKET = env.str("EVIDENCE_S3_BUCKET", default="")
if EVIDENCE_S3_BUCKET:
    STORAGES["evidence"] = {
        "BACKEND": "returns.evidence.bucket.EvidenceBucket",
        "OPTIONS": {
            "bucket_name": EVIDENCE_S3_BUCKET,
            "endpoint_url": env.str("EVIDENCE_S3_ENDPOINT", default="") or None,
            "region_name": env.str("EVIDENCE_S3_REGION", default="") or None,
            "access_key": env.str("EVIDENCE_S3_KEY", default="") or None,
            "secret_key": env.str("EVIDENCE_S3_SECRET", default="") or None,
            "default_acl": env.str("EVIDENCE_S3_ACL", default="private") or None,
        },
    }
# Who hands a download over: "stream" the portal itself, "accel" nginx from the folder, "signed" the S3 store.
EVIDENCE_SERVING = env.str("EVIDENCE_SERVING", default="stream")
if EVIDENCE_SERVING not in ({"stream", "signed"} if EVIDENCE_S3_BUCKET else {"stream", "accel"}):
    raise ImproperlyConfigured(
        "EVIDENCE_SERVING must be stream, or accel with a local folder, or signed with EVIDENCE_S3_BUCKET."
    )
if EVIDENCE_SERVING == "accel":
    # nginx reads the files, as a member of the folder's group.
    STORAGES["evidence"]["OPTIONS"] |= {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750}
# ClamAV's clamd: unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310. Without it nothing is scanned, and only whoever
# added a file may open it.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")
# What one supplier may add within 24 hours; one person half of it.
EVIDENCE_FILES_A_DAY = env.int("EVIDENCE_FILES_A_DAY", default=1000)
EVIDENCE_MEGABYTES_A_DAY = env.int("EVIDENCE_MEGABYTES_A_DAY", default=3000)
# How many files that people asked for are made at one time; the workers' other work goes on beside them.
EXPORTS_AT_ONCE = env.int("EXPORTS_AT_ONCE", default=1)
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# More than a line may have, so that each file too many is refused by name; returns.evidence.receiving bounds the bytes.
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# --- Cache, queue and e-mail ----------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    # Shared between processes of one machine, which the sign-in rate limits need.
    FILES = "django.core.cache.backends.filebased.FileBasedCache"
    CACHES = {"default": {"BACKEND": FILES, "LOCATION": VAR_DIR / "cache"}}
# Copies of pictures are asked of the database: a page that is shown again must hear when one is gone (record 0033).
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, int | str]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "unacked_restore_throttle": 1}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "queue"),
        "data_folder_out": str(VAR_DIR / "queue"),
        "control_folder": str(VAR_DIR / "queue-control"),
    }

# Every e-mail becomes a row first; the worker sends the rows through DELIVERY_EMAIL_BACKEND.
EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
_delivery = env.email("EMAIL_URL", default="filemail://")
DELIVERY_EMAIL_BACKEND = _delivery.pop("EMAIL_BACKEND")
globals().update(_delivery)
# GOV.UK Notify takes the place of the relay once its key is set.
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", default="")
NOTIFY_BASE_URL = env.str("NOTIFY_BASE_URL", default="https://api.notifications.service.gov.uk")
if NOTIFY_API_KEY:
    DELIVERY_EMAIL_BACKEND = "accounts.notify.NotifyBackend"
EMAIL_FILE_PATH, EMAIL_TIMEOUT = str(VAR_DIR / "mail"), 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Report social value <no-reply@localhost>")

# --- The register of companies ----------------------------------------------------------------------------------------
# With a key, people who sign their organisation up may have its name looked up. No other address is ever asked.
COMPANIES_HOUSE_API_KEY = env.str("COMPANIES_HOUSE_API_KEY", default="")
COMPANIES_HOUSE_URL = env.str("COMPANIES_HOUSE_URL", default="https://api.company-information.service.gov.uk")
if not COMPANIES_HOUSE_URL.startswith(("https://", "http://") if EMBEDDED else "https://"):
    raise ImproperlyConfigured("COMPANIES_HOUSE_URL must begin with https://, because the key is sent there.")
# Where published notices are fetched from. No other address is ever asked (decision record 0036).
NOTICE_SOURCES = sources_from(env.list("NOTICE_SOURCES", default=[]))

# --- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAILIMAGES_IMAGE_MODEL, WAGTAILDOCS_DOCUMENT_MODEL = "cms.CouncilImage", "cms.CouncilDocument"
WAGTAIL_SITE_NAME = MFA_TOTP_ISSUER = "Report social value"
WAGTAILADMIN_BASE_URL = PORTAL_URL
WAGTAILADMIN_LOGIN_URL = "editor-sign-in"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "xlsx"]
globals().update(EDITING_SCREENS | SIGN_IN_FORMS | API_DESCRIBED)

# --- Logs ------------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "portal.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    # django_tasks: four lines for every page an editor saves, with nothing in them.
    # notifications_python_client: repeats what Notify wrote, which may name an address.
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("pikepdf", "django_tasks")},
        "notifications_python_client": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
