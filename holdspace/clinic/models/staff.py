"""Who signs in, and which parts they play in the clinic."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from uuid6 import uuid7

from holdspace.clinic.models.organisation import Clinic, Site
from holdspace.clinic.permissions import Permission, permissions_of
from holdspace.clinical.roles import Role


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; passwords are hashed by Django, sign-in is allauth's."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Make an account that can sign in with this e-mail address."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in. Staff have one; patients will have one of their own kind in the portal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    def get_full_name(self) -> str:
        """The person's name where they are staff, else their address."""
        return str(self.staff) if hasattr(self, "staff") else self.email


class StaffQuerySet(models.QuerySet["Staff"]):
    """Questions about who works here."""

    def holding(self, role: Role) -> "StaffQuerySet":
        """Staff who play this part now."""
        return self.filter(ended_at=None, held_roles__role=role)


class Staff(models.Model):
    """Somebody who works in a clinic, in one or more roles."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="staff")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="staff")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="staff", null=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, help_text="As on the board: T. Bauer RN.")
    profession = models.CharField(max_length=60, blank=True, help_text="MD, NP, PsyD, RN, EMT.")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[Role]:
        """The parts this person plays; read once and kept on the instance."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset(Role(held.role) for held in self.held_roles.all())
        return self._roles

    @property
    def roles_in_words(self) -> str:
        """The parts this person plays, for the page header."""
        return ", ".join(role.label for role in Role if role in self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether any of this person's roles carries the permission."""
        return self.ended_at is None and permission in permissions_of(self.roles)


class HeldRole(models.Model):
    """One part one person plays."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="held_roles")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "role"], name="staff_hold_a_role_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="role_is_one_the_clinic_knows"
            ),
        ]
