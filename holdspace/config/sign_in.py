"""How the clinic differs from allauth's defaults: nobody signs up, and second factors lie encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest


class ClinicAccounts(DefaultAccountAdapter):
    """Accounts are made by a manager of the clinic."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False


class EncryptedAuthenticators(DefaultMFAAdapter):
    """The secret of an authenticator app is unreadable without the field keys of the data folder."""

    def encrypt(self, text: str) -> str:
        """Encrypt with the newest key."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with whichever key it was made with."""
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
