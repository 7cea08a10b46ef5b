"""What does the environment say? Three ways to ask, each of which answers or refuses to start."""

import os

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str | None = None) -> str:
    """Read a text; without a default it must be set."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Holdspace did not start. {name} is not set. Set it in the environment.")
    return default


def flag(name: str, default: bool) -> bool:
    """Read a yes or a no; any other word is refused, because a misspelt "yes" must not mean "no"."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"Holdspace did not start. {name} is {value!r}; it must be yes or no.")


def number(name: str, default: int, *, at_least: int, at_most: int) -> int:
    """Read a whole number within its limits."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.isascii() and value.isdigit() and at_least <= int(value) <= at_most:
        return int(value)
    raise ImproperlyConfigured(
        f"Holdspace did not start. {name} is {value!r}; it must be a whole number from {at_least} to {at_most}."
    )
