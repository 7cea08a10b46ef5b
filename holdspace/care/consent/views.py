"""Pages of consent: where it stands, the form handed to the patient, the signature, the printed copy."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.care.consent import actions
from holdspace.care.consent.forms import BeginForm, SignForm, WithdrawForm
from holdspace.care.consent.pages import dotted, form_shown, state_of
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.handing import hand_over, is_handed_over
from holdspace.chart.models import Consent, EpisodeOfCare
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from holdspace.ui import words


def _open(request: HttpRequest, pk: UUID, at: datetime) -> Consent:
    """The consent with its form and course; the look is in the audit trail."""
    consents = Consent.objects.filter(patient__clinic_id=request.staff.clinic_id)
    found = get_object_or_404(consents.select_related("form", "explained_by", "signature", "withdrawal"), pk=pk)
    found.episode = open_episode(found.episode_id, by=request.staff, at=at, to_see="the consent form")
    found.patient = found.episode.patient
    return found


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where consent stands, what the patient asked, and every form gone through before."""
    episode = open_episode(pk, by=request.staff, at=timezone.now(), to_see="the consent form")
    return render(request, "consent/show.html", _overview(request, episode))


def _overview(request: HttpRequest, episode: EpisodeOfCare, **more: Any) -> dict[str, Any]:
    newest = actions.newest_consent(episode)
    in_force = actions.form_in_force(episode.patient.clinic)
    today = timezone.localdate()
    status, says = state_of(newest, version_in_force=in_force.version if in_force else None, today=today)
    changed = actions.plan_changed(episode, at=timezone.now())
    if changed is not None:
        status, says = "step_open", changed.says
    under_way = newest is not None and not hasattr(newest, "signature") and not hasattr(newest, "withdrawal")
    if under_way and in_force is not None and newest.form_id != in_force.pk:
        under_way, says = False, f"A form of version {newest.form.version} was begun; another is now in force."
    course = facts.for_episode(episode, at=timezone.now())
    return {
        "episode": episode,
        "patient": episode.patient,
        "consent": newest,
        "form_in_force": in_force,
        "status": status,
        "says": says,
        "under_way": under_way,
        "can_begin": not under_way and (status != "signed" or _runs_out_soon(newest, today)),
        "shown": form_shown(newest) if newest else None,
        "blocks": pathway.blocks_before(Step.PLAN, course) if status != "signed" else (),
        "begin_form": BeginForm(staff=request.staff, initial={"explained_by": request.staff.pk}),
        "withdraw_form": WithdrawForm(),
        "earlier": _history(episode),
    } | more


def _runs_out_soon(consent: Consent, today: Any) -> bool:
    return (consent.signature.valid_until_on - today).days <= actions.RENEWED_FROM_DAYS_BEFORE


def _history(episode: EpisodeOfCare) -> Any:
    consents = episode.consents.select_related("form", "explained_by", "signature", "withdrawal")
    return consents.order_by("-started_at", "-id")


@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the form in force and open it for the patient."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the consent form")
    form = BeginForm(request.POST, staff=request.staff)
    if not form.is_valid():
        return render(request, "consent/show.html", _overview(request, episode, begin_form=form), status=422)
    try:
        consent = actions.begin(episode=episode, by=request.staff, at=at, **form.cleaned_data)
    except (NotYet, Refused) as refusal:
        context = _overview(request, episode, begin_form=form, refusal=refusal)
        return render(request, "consent/show.html", context, status=409)
    return redirect(f"{reverse('consent:form', args=[consent.pk])}#in-hand")


def _hand_over(request: HttpRequest, consent: Consent) -> None:
    """These pages are made for the patient: whoever opens one hands the tablet over."""
    numbers = [each["number"] for each in consent.form.lines]
    lines = [reverse("consent:line", args=[consent.pk, number]) for number in numbers]
    pages = [reverse(name, args=[consent.pk]) for name in ("consent:form", "consent:sign")]
    hand_over(request, opens=[*pages, *lines])


@require_GET
def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form, line by line, as the patient reads it on a tablet."""
    consent = _open(request, pk, timezone.now())
    if hasattr(consent, "signature") or hasattr(consent, "withdrawal"):
        return redirect("consent:copy", pk=consent.pk)
    _hand_over(request, consent)
    return render(request, "consent/form.html", _form_context(request, consent))


def _form_context(request: HttpRequest, consent: Consent, **more: Any) -> dict[str, Any]:
    wanted = request.GET.get("line", "")
    return {
        "consent": consent,
        "patient": consent.patient,
        "shown": form_shown(consent, int(wanted) if wanted.isdecimal() else None),
        "initials": dotted(consent.patient.initials),
    } | more


@require_POST
def line(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Initial a line, ask, answer or decline; then on to the next line that waits."""
    at = timezone.now()
    consent = _open(request, pk, at)
    act = {"initial": _initial, "question": _ask, "answer": _answer, "decline": _decline}.get(request.POST.get("did"))
    back = request.POST.get("back") == "show"
    here = reverse("consent:show", args=[consent.episode_id]) if back else reverse("consent:form", args=[consent.pk])
    try:
        if act is None:
            raise Refused("Nothing was kept: it was not said what to do with the line. Go back to the form.")
        act(request, consent, number, at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(here if back else f"{here}?line={number}#in-hand")
    return redirect(here if back else f"{here}#in-hand")


def _initial(request: HttpRequest, consent: Consent, number: int, at: datetime) -> None:
    initials = request.POST.get("typed", "").strip() or request.POST.get("initials", "")
    choice = request.POST.get("choice", "")
    actions.initial_line(consent=consent, number=number, initials=initials, choice=choice, by=request.staff, at=at)


def _ask(request: HttpRequest, consent: Consent, number: int, at: datetime) -> None:
    actions.ask(consent=consent, number=number, words=request.POST.get("words", ""), by=request.staff, at=at)


def _answer(request: HttpRequest, consent: Consent, number: int, at: datetime) -> None:
    if is_handed_over(request):
        raise Refused("Nothing was kept: the team answers. Hand the tablet back.")
    actions.answer(consent=consent, number=number, words=request.POST.get("words", ""), by=request.staff, at=at)
    messages.success(request, f"Answer to line {number} kept. The line now waits for initials.")


def _decline(request: HttpRequest, consent: Consent, number: int, at: datetime) -> None:
    actions.decline(consent=consent, number=number, words=request.POST.get("words", ""), by=request.staff, at=at)


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The signature under the whole form."""
    at = timezone.now()
    consent = _open(request, pk, at)
    if hasattr(consent, "signature"):
        return redirect("consent:copy", pk=consent.pk)
    if request.method == "GET":
        _hand_over(request, consent)
    form = SignForm(request.POST or None)
    blocks = pathway.blocks_before(Step.PLAN, facts.for_episode(consent.episode, at=at))
    context = {"consent": consent, "episode": consent.episode, "patient": consent.patient, "form": form}
    context |= {"blocks": blocks, "left": actions.what_is_left(consent)}
    if not form.is_valid():
        return render(request, "consent/sign.html", context, status=422 if form.is_bound else 200)
    try:
        signature = actions.sign(consent=consent, by=request.staff, at=at, **form.cleaned_data)
    except NotYet as refusal:
        return render(request, "consent/sign.html", context | {"blocks": refusal.blocks}, status=409)
    except Refused as refusal:
        return render(request, "consent/sign.html", context | {"refusal": refusal}, status=409)
    messages.success(request, f"Consent signed, valid until {words.day(signature.valid_until_on)}.")
    return redirect("consent:show", pk=consent.episode_id)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take consent back in one tap."""
    at = timezone.now()
    consent = _open(request, pk, at)
    said = request.POST.get("in_their_words", "")
    actions.withdraw(consent=consent, in_their_words=said, by=request.staff, at=at)
    messages.success(request, "Consent is withdrawn from this moment. No dose can be started.")
    return redirect("consent:show", pk=consent.episode_id)


@require_GET
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form as it was gone through, to print and hand to the patient."""
    at = timezone.now()
    consent = _open(request, pk, at)
    asked = consent.line_entries.exclude(words="").order_by("happened_at", "id")
    context = {"consent": consent, "episode": consent.episode, "patient": consent.patient, "now": at}
    return render(request, "consent/copy.html", context | {"shown": form_shown(consent), "asked": asked})
