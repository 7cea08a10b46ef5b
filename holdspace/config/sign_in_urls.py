"""The sign-in pages we offer. What would need a mail server, or would let a stranger in, has no address."""

from allauth.account.urls import urlpatterns as account_patterns
from allauth.mfa.urls import urlpatterns as mfa_patterns
from django.urls import include, path

OFFERED = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
}
urlpatterns = [
    *(pattern for pattern in account_patterns if pattern.name in OFFERED),
    path("2fa/", include(mfa_patterns)),
]
