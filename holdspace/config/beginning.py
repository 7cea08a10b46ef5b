"""How does a new clinic begin? With its name, one site and one manager; everything else is done on pages."""

import argparse
import getpass
import sys
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import available_timezones

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from holdspace.clinic import audit
from holdspace.clinic.models import Account, Clinic, HeldRole, Site, Staff
from holdspace.clinical.roles import Role


class NotBegun(Exception):
    """The clinic was not set up; the text says why."""


@dataclass(frozen=True)
class Wanted:
    """What the person at the keyboard asked for."""

    clinic: str
    site: str
    time_zone: str
    crisis_line: str
    manager: str
    email: str
    password: str = field(repr=False)


def asked(options: argparse.Namespace) -> Wanted:
    """Read the password apart from the command line, where others on the machine could see it."""
    password = getpass.getpass("Password of the manager: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    return Wanted(
        clinic=options.clinic,
        site=options.site or options.clinic,
        time_zone=options.time_zone,
        crisis_line=options.crisis_line,
        manager=options.manager,
        email=options.email.strip().lower(),
        password=password,
    )


@transaction.atomic
def begin(wanted: Wanted, *, at: datetime) -> Staff:
    """Set up the clinic and its first manager, or nothing."""
    refuse_what_makes_no_sense(wanted)
    if Clinic.objects.exists():
        raise NotBegun("No clinic was set up. This data folder already holds one.")
    clinic = Clinic.objects.create(name=wanted.clinic, crisis_line=wanted.crisis_line)
    site = Site.objects.create(clinic=clinic, name=wanted.site, time_zone=wanted.time_zone)
    account = Account.objects.create_user(wanted.email, wanted.password)
    manager = Staff.objects.create(
        clinic=clinic, account=account, site=site, name=wanted.manager, short_name=wanted.manager[:60]
    )
    HeldRole.objects.create(staff=manager, role=Role.MANAGER)
    audit.record(by=manager, at=at, did="set up the clinic", to=manager)
    return manager


def refuse_what_makes_no_sense(wanted: Wanted) -> None:
    """Look at the words alone, before there is a database."""
    if wanted.time_zone not in available_timezones():
        raise NotBegun(f"No clinic was set up. There is no time zone {wanted.time_zone!r}; one is Europe/Berlin.")
    try:
        validate_email(wanted.email)
        validate_password(wanted.password, Account(email=wanted.email))
    except ValidationError as fault:
        raise NotBegun(f"No clinic was set up. {' '.join(fault.messages)}") from fault
