"""Today: every room, what waits on me, and the day's list, kept true while it is open."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from holdspace.board import day, on_site, rooms, waiting
from holdspace.board.naming import Naming
from holdspace.board.under_way import UnderWay, sessions_under_way
from holdspace.chart import facts
from holdspace.chart.models import EpisodeOfCare
from holdspace.chart.risks import RiskAtHand, open_in
from holdspace.clinic import audit
from holdspace.clinic.models import Room, Site, Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import require
from holdspace.clinical.monitoring import Lateness


def show(request: HttpRequest) -> HttpResponse:
    """Today's board; a wall display shows initials and no names of tasks."""
    staff = request.staff
    if staff is None:
        raise PermissionDenied
    # Everybody lands here after signing in; those who only read the trail go on to it.
    if not staff.may(Permission.VIEW_BOARD) and staff.may(Permission.VIEW_AUDIT):
        return redirect("board:audit")
    require(staff, Permission.VIEW_BOARD)
    now = timezone.now()
    is_wall = "wall" in request.GET
    context = board_of(staff, _site(staff, request.GET.get("site")), is_wall=is_wall, now=now)
    context |= {"follows": [f"clinic:{staff.clinic_id}"], "here": request.get_full_path()}
    if request.htmx:
        return render(request, "board/_today.html", context)
    audit.record(by=staff, at=now, did="looked at the board", is_read=True)
    return render(request, "board/today.html", context)


def _site(staff: Staff, asked: str | None) -> Site | None:
    """The site asked for, else one's own; somebody who belongs to no site sees them all."""
    if asked == "all":
        return None
    sites = {str(site.pk): site for site in Site.objects.filter(clinic=staff.clinic_id)} if asked else {}
    return sites.get(asked or "", staff.site)


def board_of(staff: Staff, site: Site | None, *, is_wall: bool, now: datetime) -> dict[str, Any]:
    """Everything the board shows, in a number of queries that does not grow with the sessions."""
    naming = Naming(in_full=staff.may(Permission.VIEW_CHART) and not is_wall)
    episodes = list(EpisodeOfCare.objects.visible_to(staff).open().select_related("patient", "site"))
    courses = facts.for_episodes(episodes, at=now)
    sessions = sessions_under_way(staff, site)
    contacts = day.contacts_of_today(staff, site, now)
    lines = day.todays_list(contacts, courses, naming=naming)
    context = {
        "now": now,
        "is_wall": is_wall,
        "site": site,
        "rooms": rooms.room_cards(sessions, _rooms(staff, site), contacts, courses, naming=naming, now=now),
        "lines": lines,
        "done": day.done_of(lines),
        "late": _late(sessions, now),
        "acting": sum(session.acts_now for session in sessions),
        "under_way": len(sessions),
        "uncovered": on_site.uncovered(sessions),
        "risks": [
            (risk, naming.name(risk.task.patient), _risk_page(risk, staff, is_wall=is_wall))
            for risk in open_in(staff.clinic_id, at=now)
        ],
    }
    if not is_wall:
        people = Staff.objects.filter(clinic=staff.clinic_id, ended_at=None).prefetch_related("held_roles")
        context["waiting"] = waiting.waiting_on(staff, episodes, courses, naming=naming, now=now)
        context["in_a_room"] = any(str(staff.pk) == who.id for one in sessions for who in one.picture.in_the_room)
        context["present"] = on_site.here_today(list(people), contacts, sessions)
    return context


def _risk_page(risk: RiskAtHand, staff: Staff, *, is_wall: bool) -> str:
    """The address of a risk answer, for those who may open it; a wall display leads nowhere."""
    opens = not is_wall and (staff.may(Permission.VIEW_CHART) or risk.waits_for(staff))
    return reverse("follow_up:risk", args=[risk.task.pk]) if opens else ""


def _rooms(staff: Staff, site: Site | None) -> list[Room]:
    found = Room.objects.filter(site__clinic=staff.clinic_id, for_dosing=True)
    found = found.filter(site=site) if site is not None else found
    return list(found.order_by("site__name", "place", "name"))


def _late(sessions: list[UnderWay], now: datetime) -> int:
    checks = [session.picture.check for session in sessions]
    return sum(check is not None and check.lateness(now) is not Lateness.NOT_DUE for check in checks)
