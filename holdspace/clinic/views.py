"""Pages about who works here and where; a manager changes it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic import actions
from holdspace.clinic.forms import EditRoomForm, NewStaffForm, RoomForm, SiteForm, StaffForm
from holdspace.clinic.models import Room, Site, Staff
from holdspace.clinic.permissions import TABLE, Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.roles import Role

GET_OR_POST = require_http_methods(["GET", "POST"])


def staff(request: HttpRequest) -> HttpResponse:
    """Who works here, what each role may do, and the sites with their rooms."""
    require(request.staff, Permission.VIEW_BOARD)
    people = Staff.objects.filter(clinic=request.staff.clinic_id).select_related("site").prefetch_related("held_roles")
    everybody = list(people.order_by("name"))
    context = {
        "people": [person for person in everybody if person.ended_at is None],
        "former": [person for person in everybody if person.ended_at is not None],
        "roles": list(Role),
        "table": [(each.value, [each in TABLE[role] for role in Role]) for each in Permission],
        "sites": Site.objects.filter(clinic=request.staff.clinic_id).prefetch_related("rooms").order_by("name"),
        "manages": request.staff.may(Permission.MANAGE_STAFF),
    }
    return render(request, "clinic/staff.html", context)


@GET_OR_POST
@reauthentication_required
def new_staff(request: HttpRequest) -> HttpResponse:
    """Add somebody."""
    require(request.staff, Permission.MANAGE_STAFF)
    form = NewStaffForm(request.POST or None, clinic=request.staff.clinic)
    title = "Add a member of staff"

    def add() -> str:
        person = actions.add_staff(**form.cleaned_data, by=request.staff, at=timezone.now())
        return f"{person} can sign in."

    return _answered(request, form, add, {"title": title, "act": "Add"})


@GET_OR_POST
@reauthentication_required
def edit_staff(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change somebody's name, site and roles."""
    require(request.staff, Permission.MANAGE_STAFF)
    person = get_object_or_404(Staff, pk=pk, clinic=request.staff.clinic_id, ended_at=None)
    known = {name: getattr(person, name) for name in ("name", "short_name", "profession", "site", "roles")}
    form = StaffForm(request.POST or None, clinic=request.staff.clinic, initial=known | {"roles": sorted(person.roles)})

    def change() -> str:
        changed = actions.change_staff(staff=person, **form.cleaned_data, by=request.staff, at=timezone.now())
        return f"{changed} is now: {changed.roles_in_words}."

    return _answered(request, form, change, {"title": str(person), "act": "Save", "person": person})


@require_POST
@reauthentication_required
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End somebody's employment."""
    require(request.staff, Permission.MANAGE_STAFF)
    person = get_object_or_404(Staff, pk=pk, clinic=request.staff.clinic_id, ended_at=None)
    actions.end_employment(staff=person, by=request.staff, at=timezone.now())
    messages.success(request, f"{person} no longer works here and cannot sign in.")
    return redirect("clinic:staff")


@GET_OR_POST
def new_site(request: HttpRequest) -> HttpResponse:
    """Open a site."""
    require(request.staff, Permission.MANAGE_STAFF)
    form = SiteForm(request.POST or None)

    def add() -> str:
        return f"{actions.add_site(**form.cleaned_data, by=request.staff, at=timezone.now())} is a site."

    return _answered(request, form, add, {"title": "Add a site", "act": "Add"})


@GET_OR_POST
def new_room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a room at a site."""
    require(request.staff, Permission.MANAGE_STAFF)
    site = get_object_or_404(Site, pk=pk, clinic=request.staff.clinic_id)
    form = RoomForm(request.POST or None, initial={"for_dosing": True})

    def add() -> str:
        return (
            f"{actions.add_room(site=site, **form.cleaned_data, by=request.staff, at=timezone.now())} is on the board."
        )

    return _answered(request, form, add, {"title": f"Add a room at {site}", "act": "Add"})


@GET_OR_POST
def edit_room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rename or move a room."""
    require(request.staff, Permission.MANAGE_STAFF)
    rooms = Room.objects.select_related("site").filter(site__clinic=request.staff.clinic_id)
    room = get_object_or_404(rooms, pk=pk)
    known = {"name": room.name, "for_dosing": room.for_dosing, "place": room.place}
    form = EditRoomForm(request.POST or None, initial=known)

    def change() -> str:
        return f"{actions.change_room(room=room, **form.cleaned_data, by=request.staff, at=timezone.now())} is changed."

    return _answered(request, form, change, {"title": f"{room}, {room.site}", "act": "Save"})


def _answered(request: HttpRequest, form: Form, act: Callable[[], str], context: dict[str, Any]) -> HttpResponse:
    """The form until it holds, then the act; what was refused is said above the form, with what was typed."""
    page = "clinic/edit.html"
    if request.method == "GET" or not form.is_valid():
        return render(request, page, {"form": form, **context}, status=422 if form.is_bound else 200)
    try:
        messages.success(request, act())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, page, {"form": form, **context}, status=409)
    return redirect("clinic:staff")
