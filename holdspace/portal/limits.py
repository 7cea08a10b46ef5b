"""How often may one address try links? Guessing 128 random bits is hopeless; this keeps it quiet as well."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MISSES_ALLOWED = 20
WITHIN_S = 600


def _key(request: HttpRequest) -> str:
    return f"link-misses:{get_adapter().get_client_ip(request)}".replace(" ", "")


def too_many(request: HttpRequest) -> bool:
    """Whether this address has tried too many links that do not open."""
    return int(cache.get(_key(request), 0)) >= MISSES_ALLOWED


def count_miss(request: HttpRequest) -> None:
    """Remember a link that does not open."""
    cache.set(_key(request), int(cache.get(_key(request), 0)) + 1, WITHIN_S)
