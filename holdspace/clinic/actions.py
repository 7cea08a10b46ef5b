"""Writes about who works here and where: people, their roles, sites and rooms."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import available_timezones

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from holdspace.clinic import audit
from holdspace.clinic.models import Account, HeldRole, Room, Site, Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.roles import Role


@transaction.atomic
def add_staff(
    *,
    name: str,
    short_name: str,
    email: str,
    password: str,
    roles: Iterable[Role],
    by: Staff,
    at: datetime,
    site: Site | None = None,
    profession: str = "",
) -> Staff:
    """Let somebody work here: a way to sign in, a name on the board, and the roles they play."""
    require(by, Permission.MANAGE_STAFF)
    email = email.strip().lower()
    if Account.objects.filter(email=email).exists():
        raise Refused("Nobody was added: this e-mail address already signs somebody in. Use another.")
    _refuse_weak(password, email)
    _refuse_elsewhere(site, by)
    account = Account.objects.create_user(email, password)
    staff = Staff.objects.create(
        clinic_id=by.clinic_id, site=site, account=account, name=name, short_name=short_name, profession=profession
    )
    held = sorted(set(roles))
    HeldRole.objects.bulk_create(HeldRole(staff=staff, role=role) for role in held)
    audit.record(by=by, at=at, did="added a member of staff", to=staff, roles=held)
    return staff


def _refuse_weak(password: str, email: str) -> None:
    try:
        validate_password(password, Account(email=email))
    except ValidationError as fault:
        raise Refused(f"Nobody was added. {' '.join(fault.messages)}") from fault


def _refuse_elsewhere(site: Site | None, by: Staff) -> None:
    if site is not None and site.clinic_id != by.clinic_id:
        raise Refused("Nothing was changed: this site belongs to another clinic.")


@transaction.atomic
def change_staff(
    *,
    staff: Staff,
    name: str,
    short_name: str,
    roles: Iterable[Role],
    by: Staff,
    at: datetime,
    site: Site | None = None,
    profession: str = "",
) -> Staff:
    """Change what somebody is called, where they belong and which roles they play; the trail keeps both states."""
    held, before = _held(staff, by), {}
    _refuse_elsewhere(site, by)
    wanted = {"name": name, "short_name": short_name, "site": site, "profession": profession}
    for field, value in wanted.items():
        if getattr(held, field) != value:
            before[field] = str(getattr(held, field) or "")
            setattr(held, field, value)
    held.save(update_fields=list(wanted))
    was, now = _roles_of(held), frozenset(roles)
    if Role.MANAGER in was - now:
        _refuse_without_manager(held)
    held.held_roles.exclude(role__in=now).delete()
    HeldRole.objects.bulk_create(HeldRole(staff=held, role=role) for role in sorted(now - was))
    changed = {"given": sorted(now - was), "taken": sorted(was - now), "before": before}
    audit.record(by=by, at=at, did="changed a member of staff", to=held, **changed)
    return Staff.objects.get(pk=held.pk)


@transaction.atomic
def end_employment(*, staff: Staff, by: Staff, at: datetime) -> Staff:
    """Somebody stops working here: they can no longer sign in; what they wrote and signed stays theirs."""
    held = _held(staff, by)
    if Role.MANAGER in _roles_of(held):
        _refuse_without_manager(held)
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    Account.objects.filter(pk=held.account_id).update(is_active=False)
    audit.record(by=by, at=at, did="ended an employment", to=held)
    return held


@transaction.atomic
def add_site(*, name: str, time_zone: str, by: Staff, at: datetime, address: str = "") -> Site:
    """Open another site of this clinic."""
    require(by, Permission.MANAGE_STAFF)
    if time_zone not in available_timezones():
        raise Refused(f"The site was not added: there is no time zone {time_zone!r}. One is Europe/Berlin.")
    site = Site.objects.create(clinic_id=by.clinic_id, name=name, address=address, time_zone=time_zone)
    audit.record(by=by, at=at, did="added a site", to=site)
    return site


@transaction.atomic
def add_room(*, site: Site, name: str, for_dosing: bool, by: Staff, at: datetime) -> Room:
    """Open a room at a site; it takes the last place on the board."""
    require(by, Permission.MANAGE_STAFF)
    _refuse_elsewhere(site, by)
    if Room.objects.filter(site=site, name=name).exists():
        raise Refused(f"The room was not added: {site} already has a {name}. Give it another name.")
    room = Room.objects.create(site=site, name=name, for_dosing=for_dosing, place=site.rooms.count() + 1)
    audit.record(by=by, at=at, did="added a room", to=room)
    return room


@transaction.atomic
def change_room(*, room: Room, name: str, for_dosing: bool, place: int, by: Staff, at: datetime) -> Room:
    """Rename a room, move it on the board, or take it out of dosing."""
    require(by, Permission.MANAGE_STAFF)
    _refuse_elsewhere(room.site, by)
    if Room.objects.filter(site=room.site_id, name=name).exclude(pk=room.pk).exists():
        raise Refused(f"The room was not changed: {room.site} already has a {name}.")
    before = {"name": room.name, "for_dosing": room.for_dosing, "place": room.place}
    room.name, room.for_dosing, room.place = name, for_dosing, place
    room.save(update_fields=["name", "for_dosing", "place"])
    audit.record(by=by, at=at, did="changed a room", to=room, before=before)
    return room


def _held(staff: Staff, by: Staff) -> Staff:
    """The row itself, locked: two managers must not each take the other's last role."""
    require(by, Permission.MANAGE_STAFF)
    held = Staff.objects.select_for_update().get(pk=staff.pk)
    if held.clinic_id != by.clinic_id:
        raise Refused("Nothing was changed: this person works in another clinic.")
    if held.ended_at is not None:
        raise Refused(f"Nothing was changed: {held} no longer works here.")
    return held


def _roles_of(staff: Staff) -> frozenset[Role]:
    return frozenset(Role(role) for role in staff.held_roles.values_list("role", flat=True))


def _refuse_without_manager(staff: Staff) -> None:
    managers = Staff.objects.holding(Role.MANAGER).filter(clinic=staff.clinic_id).select_for_update()
    if not [each for each in managers if each.pk != staff.pk]:
        raise Refused(f"Nothing was changed: {staff} is the only manager. Make somebody else a manager first.")
