"""Django's settings: choices from the environment, secrets from the data folder, nothing about one machine."""

from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

from holdspace.config import databases
from holdspace.config.environment import flag, number, text
from holdspace.config.keys import field_keys, secret_keys

BASE = Path(__file__).resolve().parents[2]
NPM = BASE / "node_modules"

# Where this clinic keeps what is its own: keys, the embedded database, uploads on their way in.
DATA = Path(text("HOLDSPACE_DATA", str(user_data_path("holdspace", appauthor=False)))).expanduser().resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
DATABASE_URL = text("HOLDSPACE_DATABASE_URL", "")
EMBEDDED = DATA / "holdspace.sqlite3"
DATABASE_FILE = None if DATABASE_URL else EMBEDDED
DATABASES = {"default": databases.on_a_server(DATABASE_URL) if DATABASE_URL else databases.embedded(EMBEDDED)}

SECRET_KEY, *SECRET_KEY_FALLBACKS = secret_keys(DATA)
FIELD_KEYS = field_keys(DATA, database=DATABASE_FILE)

# For work on Holdspace itself; never where there are patients.
DEBUG = flag("HOLDSPACE_DEBUG", default=False)

# The address people type. Without one, pages are served to this machine alone, in the clear, and events come from a
# second port. With one, a proxy in front speaks HTTPS and passes /events on to the events port.
ADDRESS = text("HOLDSPACE_ADDRESS", "").rstrip("/")
PORT = number("HOLDSPACE_PORT", 8000, at_least=1, at_most=65_534)
EVENTS_PORT = number("HOLDSPACE_EVENTS_PORT", PORT + 1, at_least=1, at_most=65_535)
WORKERS = number("HOLDSPACE_WORKERS", 2, at_least=1, at_most=64)
THREADS = number("HOLDSPACE_THREADS", 4, at_least=1, at_most=64)
HTTPS = ADDRESS.startswith("https://")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, [urlsplit(ADDRESS).hostname])]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []

INSTALLED_APPS = [
    "holdspace.ui",  # First, so that its templates win over those of the packages below.
    "holdspace.clinic",
    "holdspace.library",
    "holdspace.chart",
    "holdspace.care.intake",
    "holdspace.care.screening",
    "holdspace.care.evaluation",
    "holdspace.care.consent",
    "holdspace.care.planning",
    "holdspace.care.preparation",
    "holdspace.care.dosing",
    "holdspace.care.integration",
    "holdspace.care.follow_up",
    "holdspace.portal",
    "holdspace.board",
    "holdspace.fhir",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "holdspace.config.headers.page_headers",
    "holdspace.config.tickets.remember_when_the_page_began",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks who you are, unless its view says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "holdspace.clinic.web.staff_and_clock",
    "holdspace.chart.handing.in_patients_hands",
    "holdspace.chart.locking.locked_screens",
    "holdspace.chart.web.RefusalPages",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "holdspace.config.urls"
WSGI_APPLICATION = "holdspace.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "holdspace.config.page.page",
                "holdspace.care.follow_up.views.risks.page_notice",
            ],
            "libraries": {"live": "holdspace.config.live_tags"},
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Sign-in. Accounts are made by a manager; there is no sign-up, and no mail server is needed.
AUTH_USER_MODEL = "clinic.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email",)}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "holdspace.config.sign_in.ClinicAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ALLAUTH_TRUSTED_PROXY_COUNT = number("HOLDSPACE_PROXIES", 1 if ADDRESS else 0, at_least=0, at_most=9)
MFA_ADAPTER = "holdspace.config.sign_in.EncryptedAuthenticators"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Holdspace"
# Browsers and the passkey standard allow plain HTTP on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Sign-in limits count in here; on disk, so that every worker counts the same attempts.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "cache"}}

SESSION_COOKIE_NAME = "holdspace"
SESSION_COOKIE_AGE = 12 * 60 * 60  # One long shift.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
# From each package only the folder that pages load.
STATICFILES_DIRS = [
    (f"npm/{name}", NPM / folder)
    for name, folder in (
        ("pico", "@picocss/pico/css"),
        ("htmx", "htmx.org/dist"),
        ("atkinson", "@fontsource-variable/atkinson-hyperlegible-next"),
        ("newsreader", "@fontsource-variable/newsreader"),
        ("uplot", "uplot/dist"),
    )
    if (NPM / folder).is_dir()
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# A patient's file on its way in stays among the clinic's own files, not in a folder everybody shares.
FILE_UPLOAD_TEMP_DIR = DATA / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
