"""How the clinic says no: a person may not, or a step is not open yet."""

from typing import TYPE_CHECKING

from holdspace.clinic.permissions import Permission, in_words, roles_with

if TYPE_CHECKING:
    from holdspace.clinic.models import Staff


class Denied(Exception):
    """A person may not do this; says which permission is missing and whom to ask."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        super().__init__(
            f"You may not {permission.value}. Nothing was changed. Ask {in_words(roles_with(permission))}."
        )


class Refused(Exception):
    """Something asked for was not done; the message says what, why, and the next step."""


def require(by: "Staff", permission: Permission) -> None:
    """Raise `Denied` unless this person may do this."""
    if not by.may(permission):
        raise Denied(permission)
