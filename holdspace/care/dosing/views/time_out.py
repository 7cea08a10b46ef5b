"""The time-out as a calm list: what is done, what holds, what is left; the draw; the start."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from uuid6 import uuid7

from holdspace.care.dosing import actions
from holdspace.care.dosing.actions.beginning import what_blocks_start
from holdspace.care.dosing.actions.time_out import ITEMS, judged_now, values_of
from holdspace.care.dosing.events.phases import moves_from
from holdspace.care.dosing.forms.drug import AbandonForm, DrawForm
from holdspace.care.dosing.forms.tablet import LEAST_FREE_MB, TabletForm
from holdspace.care.dosing.forms.time_out import ITEM_FORMS, DecisionForm, value_from
from holdspace.care.dosing.record import newest_rows, picture_for
from holdspace.care.dosing.same_day import Judged
from holdspace.care.dosing.views.figures import STEPS
from holdspace.care.dosing.views.opening import back, found, now, opened, shared
from holdspace.care.dosing.views.session import intention_of
from holdspace.chart.models import DosingSession, SettingChoices, TouchAgreement
from holdspace.chart.refusals import NotYet
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused
from holdspace.clinic.signing import signs
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT
from holdspace.clinical.pathway import Step, TimeOutItem
from holdspace.library import wording

BEFORE_THE_DOSE = ("scheduled", "time_out", "on_hold")
# Where a prescriber answers for something with their name, and therefore signs.
SIGN_OFFS = {"changes": "signed_off", "fasting": "agreed"}


@dataclass(frozen=True)
class Row:
    """One item as the page shows it: its questions, what was found, by whom and when."""

    item: TimeOutItem
    form: forms.Form
    judged: Judged | None
    check: Any = None
    is_open: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing about it stands in the way."""
        return self.judged is not None and self.judged.answer in ("ok", "not_due")

    @property
    def status(self) -> str:
        """The status it is drawn with."""
        if self.judged is None:
            return "not_recorded"
        if self.is_done:
            return "step_done"
        return "cannot_tell" if self.judged.cannot_tell else "hold"

    @property
    def word(self) -> str:
        """What the status says."""
        if self.judged is not None and self.judged.answer == "not_due":
            return "Not due"
        return {"not_recorded": "Not answered", "step_done": "Done", "cannot_tell": "Cannot tell"}.get(
            self.status, "Hold today"
        )


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list as it stands."""
    at = now()
    dosing_session = opened(request, pk, at=at, to_see="the time-out")
    if dosing_session.state not in BEFORE_THE_DOSE or dosing_session.started_at is not None:
        return redirect("dosing:session", pk)
    return _page(request, dosing_session, at=at)


def _held_because(dosing_session: DosingSession) -> str:
    """Why somebody put it on hold, in their words."""
    if dosing_session.state != "on_hold":
        return ""
    moved = dosing_session.events.filter(kind="phase").order_by("sequence").last()
    return moved.payload.get("because", "") if moved else ""


def _page(
    request: HttpRequest, dosing_session: DosingSession, *, at: datetime, status: int = 200, **given: Any
) -> HttpResponse:
    refused_form, refused_item = given.pop("form", None), given.pop("item", "")
    picture = picture_for(dosing_session)
    rows = _rows(dosing_session, refused_form, refused_item, at=at)
    is_drawn = bool(dosing_session.draws.exists())
    done = sum(row.is_done for row in rows) + is_drawn
    blocks = what_blocks_start(dosing_session, at=at)
    order = dosing_session.order
    context = {
        **shared(request, dosing_session, at=at),
        "rows": rows,
        "done": done,
        "steps": STEPS,
        "left": STEPS - done,
        "picture": picture,
        "blocks": blocks,
        # What is answered on this very page is shown there; only what lies elsewhere is listed.
        "blocks_elsewhere": [one for one in blocks if one.where != "time_out"],
        "draws": dosing_session.draws.select_related("drawn_by", "witnessed_by").order_by("drawn_at"),
        "is_drawn": is_drawn,
        "held_because": _held_because(dosing_session),
        "draw_form": given.get("draw_form")
        or (DrawForm(request=request, is_liquid=_is_liquid(order)) if order else None),
        "abandon_form": given.get("abandon_form") or AbandonForm(request=request, is_drawn=is_drawn),
        "decision_form": given.get("decision_form") or DecisionForm(initial={"seen": _shown_set(picture)}),
        "may_decide": request.staff.may(Permission.DECIDE_FINDING),
        "may_answer": request.staff.may(Permission.TIME_OUT),
        "may_draw": request.staff.may(Permission.DRAW_DRUG),
        "intention": intention_of(dosing_session),
        "touch": _newest(TouchAgreement, dosing_session, "agreed_at"),
        "setting": _newest(SettingChoices, dosing_session, "chosen_at"),
        "moves": moves_from(dosing_session.state, picture),
        "event_id": uuid7(),
        "step": Step.START_DOSING,
        "least_free_mb": LEAST_FREE_MB,
    }
    return render(request, "dosing/time_out.html", context, status=status)


def _shown_set(picture: Any) -> str:
    """Which vital signs the page shows, so that a decision is about these and no others."""
    return str(picture.newest_set.event) if picture.newest_set else ""


def _is_liquid(order: Any) -> bool:
    return order is not None and order.concentration_mg_per_ml is not None


def _newest(noun: Any, dosing_session: DosingSession, by: str) -> Any:
    return noun.objects.current().filter(episode=dosing_session.episode_id).order_by(by, "id").last()


def _rows(
    dosing_session: DosingSession, refused_form: forms.Form | None, refused_item: str, *, at: datetime
) -> list[Row]:
    judged = judged_now(dosing_session, at=at)
    checks = newest_rows(list(dosing_session.time_out_checks.select_related("recorded_by")), "item")
    values = values_of(dosing_session)
    rows, open_given = [], bool(refused_item)
    for code, item in ITEMS.items():
        done = code in judged and judged[code].answer in ("ok", "not_due")
        is_open = code == refused_item or (not open_given and not done)
        open_given = open_given or is_open
        form = (
            refused_form
            if code == refused_item and refused_form
            else ITEM_FORMS[code](initial=_shown_again(code, values.get(code, {})), prefix=code)
        )
        if code == "suicide_risk":
            wording.onto(form, C_SSRS_SINCE_LAST_VISIT, dosing_session.patient.clinic, at=at)
        rows.append(Row(item, form, judged.get(code), checks.get(code), is_open))
    return rows


def _shown_again(item: str, value: dict[str, Any]) -> dict[str, Any]:
    """What was answered before is shown when it is answered again; what is measured or signed never is."""
    if item in ("vital_signs", "suicide_risk"):
        return {}
    words = {True: "yes", False: "no"}
    shown = {name: words.get(given, given) if isinstance(given, bool) else given for name, given in value.items()}
    for name in ("last_food_at", "last_drink_at"):
        if shown.get(name):
            shown[name] = datetime.fromisoformat(shown[name])
    return {name: given for name, given in shown.items() if name not in ("signed_off", "agreed")}


@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the time-out."""
    dosing_session = found(request, pk)
    actions.begin_time_out(dosing_session=dosing_session, by=request.staff, at=now())
    return back(request, "The time-out has begun.", "dosing:time_out", dosing_session)


@require_POST
def answer(request: HttpRequest, pk: UUID, item: str) -> HttpResponse:
    """Keep the answer to one item; one by which a prescriber answers for something is signed."""
    is_sign_off = item in SIGN_OFFS and bool(request.POST.get(f"{item}-{SIGN_OFFS[item]}"))
    keep = signs(_answer) if is_sign_off and request.staff.may(Permission.DECIDE_FINDING) else _answer
    return keep(request, pk, item)


def _answer(request: HttpRequest, pk: UUID, item: str) -> HttpResponse:
    at = now()
    dosing_session = found(request, pk)
    if item not in ITEM_FORMS:
        raise Refused("Nothing was recorded: the time-out has no item of that name.")
    form = ITEM_FORMS[item](request.POST, prefix=item)
    if not form.is_valid():
        return _page(request, dosing_session, at=at, status=422, form=form, item=item)
    try:
        if item == "vital_signs":
            _measure(request, dosing_session, form, at=at)
        check = actions.answer_time_out(
            dosing_session=dosing_session, item=item, value=value_from(form, at=at), by=request.staff, at=at
        )
    except Refused as refusal:
        if dosing_session.state != "time_out":
            # The list shows no items then; a page of its own says why.
            raise
        form.add_error(None, str(refusal))
        return _page(request, dosing_session, at=at, status=409, form=form, item=item)
    if check.answer == "hold":
        messages.warning(request, f"{ITEMS[item].title}: recorded. {check.says}")
        return redirect("dosing:time_out", pk)
    return back(request, f"{ITEMS[item].title}: done.", "dosing:time_out", dosing_session)


def _measure(request: HttpRequest, dosing_session: DosingSession, form: Any, *, at: datetime) -> None:
    """What was measured is an entry of the session like any other, so that it stands on the chart before T+0."""
    outcome = actions.record_event(
        dosing_session=dosing_session,
        kind="vital_signs",
        payload=form.payload(),
        by=request.staff,
        at=at,
        event_id=_event_id(request),
    )
    if outcome.outcome not in ("created", "exists"):
        raise Refused(f"Nothing was recorded. {outcome.says}")


def _event_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("event_id", ""))
    except ValueError:
        return None


@require_POST
@signs
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A prescriber goes on with a pressure that stayed raised, and says why."""
    at = now()
    dosing_session = found(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, dosing_session, at=at, status=422, decision_form=form)
    said = {"reason": form.cleaned_data["decision_reason"], "seen": form.cleaned_data["seen"]}
    actions.decide_on_pressure(dosing_session=dosing_session, by=request.staff, at=at, **said)
    return back(request, "The decision is recorded with your name.", "dosing:time_out", dosing_session)


@require_POST
def draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what was drawn, confirmed by the second person's own sign-in."""
    at = now()
    dosing_session = found(request, pk)
    if dosing_session.order is None:
        raise Refused("The drug was not drawn: no dose is ordered for this session.")
    form = DrawForm(request.POST, request=request, is_liquid=_is_liquid(dosing_session.order))
    if form.is_valid():
        try:
            row = actions.draw_drug(
                dosing_session=dosing_session, witness=form.witness, by=request.staff, at=at, **form.drawn()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            says = f"{row.amount_mg.normalize():f} mg drawn, seen by {row.witnessed_by}."
            return back(request, says, "dosing:time_out", dosing_session)
    return _page(request, dosing_session, at=at, status=422, draw_form=form)


@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start dosing, if nothing stands in the way."""
    at = now()
    dosing_session = found(request, pk)
    missing = TabletForm(request.POST).what_is_missing()
    if missing:
        messages.error(request, f"Dosing was not started. {missing}")
        return _page(request, dosing_session, at=at, status=409)
    try:
        actions.start_dosing(dosing_session=dosing_session, by=request.staff, at=at)
    except NotYet as refusal:
        messages.error(request, f"Dosing was not started. {refusal.blocks[0]}")
        return _page(request, dosing_session, at=at, status=409)
    return back(
        request, "Dosing has started. Record the first dose when it is given.", "dosing:session", dosing_session
    )


@require_POST
def abandon(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a session in which nothing was given."""
    at = now()
    dosing_session = found(request, pk)
    is_drawn = bool(dosing_session.draws.exists())
    form = AbandonForm(request.POST, request=request, is_drawn=is_drawn)
    if form.is_valid():
        waste = {"wasted_mg": form.cleaned_data["wasted_mg"], "waste_witness": form.witness} if is_drawn else {}
        try:
            actions.abandon(
                dosing_session=dosing_session, because=form.cleaned_data["because"], by=request.staff, at=at, **waste
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return back(request, "The session is ended. Nothing was given.", "dosing:session", dosing_session)
    return _page(request, dosing_session, at=at, status=422, abandon_form=form)
