"""Django settings: values from the environment, secrets from the data folder, nothing local."""

import os
from pathlib import Path

DATA = Path(os.environ.get("HOLDSPACE_DATA", "/tmp/holdspace-dev"))
DATA.mkdir(parents=True, exist_ok=True)
SECRET_KEY = "replaced-when-the-data-folder-is-made"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "holdspace.ui",
    "holdspace.clinic",
    "holdspace.chart",
]
ROOT_URLCONF = "holdspace.config.urls"
AUTH_USER_MODEL = "clinic.Account"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "holdspace.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
