"""The page of the screening: what every rule said, and what was decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from holdspace.care.screening import actions
from holdspace.care.screening.answering import answered_at
from holdspace.care.screening.forms import DecisionForm
from holdspace.care.screening.lines import lines_of
from holdspace.care.screening.standing import Standing, newest_screening, what_stands
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.models import EpisodeOfCare, FindingDecision, Screening, ScreeningFinding
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused
from holdspace.clinic.signing import signs
from holdspace.clinical.eligibility import RULES
from holdspace.clinical.findings import Level
from holdspace.clinical.sources import WORDS, Mark
from holdspace.ui.parts import Signature

TITLES = {rule.id: rule.title for rule in RULES}


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The newest screening, or an earlier one by `?screening=`; `?rule=` opens one finding."""
    episode = _opened(request, pk)
    screening = _chosen(request, episode)
    return _page(request, episode, screening, request.GET.get("rule", ""))


def _opened(request: HttpRequest, pk: UUID) -> EpisodeOfCare:
    return open_episode(pk, by=request.staff, at=timezone.now(), to_see="the screening")


def _chosen(request: HttpRequest, episode: EpisodeOfCare) -> Screening | None:
    wanted = request.GET.get("screening")
    if not wanted:
        return newest_screening(episode)
    try:
        chosen = UUID(wanted)
    except ValueError as fault:
        raise Http404 from fault
    return get_object_or_404(episode.screenings.select_related("recorded_by"), pk=chosen)


def _page(
    request: HttpRequest,
    episode: EpisodeOfCare,
    screening: Screening | None,
    rule: str = "",
    form: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    newest = newest_screening(episode)
    course = facts.for_episode(episode, at=timezone.now())
    context: dict[str, Any] = {
        "episode": episode,
        "patient": episode.patient,
        "screening": screening,
        "is_newest": screening == newest,
        "earlier": episode.screenings.select_related("recorded_by").order_by("-screened_at", "-id"),
        "changed_since": course.screening.changed_since if course.screening else (),
        "intake_missing": course.intake.missing,
        "intake_begun": course.intake.recorded_at is not None,
        "may_run": request.staff.may(Permission.SCREEN) and episode.is_open and not episode.patient.is_deceased,
    }
    if screening is not None:
        context |= _findings(request, screening, rule, form)
    return render(request, "screening/show.html", context, status=status)


def _findings(request: HttpRequest, screening: Screening, rule: str, form: DecisionForm | None) -> dict[str, Any]:
    stands = what_stands(screening)
    chosen = next((each for each in stands if each.finding.rule == rule), next(iter(stands), None))
    levels = [level for level in Level if level is not Level.HOLD or any(s.finding.level == level for s in stands)]
    counts = [(level.value, sum(each.finding.level == level for each in stands)) for level in levels]
    partly = screening.facts.get("partly_asked", [])
    context: dict[str, Any] = {
        "stands": [(each, _remark(each)) for each in stands],
        "chosen": chosen,
        "counts": [*counts, ("no_finding", len(screening.clear_rules))],
        "clear": [(each, TITLES.get(each, "")) for each in screening.clear_rules],
        "partly": [(each, TITLES.get(each, "")) for each in partly],
        "asked": len(screening.clear_rules) + len(partly) + len(stands),
    }
    if chosen is not None:
        context |= _detail(request, screening, chosen, form)
    return context


def _remark(stands: Standing) -> str:
    """What the row says under the sentence: the rule and where its decision is."""
    finding, decision = stands.finding, stands.decision
    if finding.level == Level.CANNOT_TELL:
        said = "ask it, then screen again"
    elif decision is None:
        said = "not decided"
    elif stands.waits_for_second:
        said = "waits for a second signature"
    else:
        said = decision.get_choice_display().lower()
    return f"{finding.rule} · {said}"


def _detail(request: HttpRequest, screening: Screening, chosen: Standing, form: DecisionForm | None) -> dict[str, Any]:
    finding = chosen.finding
    sources = _sources(finding)
    decidable = finding.level != Level.CANNOT_TELL and _is_open(screening)
    may_decide = decidable and request.staff.may(Permission.DECIDE_FINDING)
    if may_decide and form is None:
        form = DecisionForm(finding=finding)
    where, link = answered_at(finding, screening.episode)
    return {
        "form": form if may_decide else None,
        "answered_at": where,
        "answer_link": link,
        "sources": sources,
        "other_sources": sources[1:],
        "numbers": [{**each, "is_own": each["value"] != each["published"]} for each in finding.measured_against],
        "by_analogy": any("sketamine" in each["text"] for each in sources),
        "scale": lines_of(finding, screening.facts),
        "signatures": _signatures(chosen),
        "may_countersign": _may_countersign(request, screening, chosen),
        "is_first_signer": chosen.decision is not None and chosen.decision.recorded_by_id == request.staff.pk,
        "title": TITLES.get(finding.rule, ""),
    }


def _is_open(screening: Screening) -> bool:
    episode = screening.episode
    return episode.is_open and not episode.patient.is_deceased and screening == newest_screening(episode)


def _may_countersign(request: HttpRequest, screening: Screening, chosen: Standing) -> bool:
    is_another = chosen.decision is not None and chosen.decision.recorded_by_id != request.staff.pk
    may = request.staff.may(Permission.COUNTERSIGN_FINDING)
    return chosen.waits_for_second and is_another and may and _is_open(screening)


def _sources(finding: ScreeningFinding) -> list[dict[str, str]]:
    """The sources as they were named at the time, each with how far it was checked, in words."""
    # Screenings of the first releases kept the other sources inside the first.
    others = finding.other_sources or finding.source.get("others", [])
    written = [finding.source, *others]
    return [{**each, "mark": WORDS.get(Mark(each["mark"]), each["mark"])} for each in written if each.get("text")]


def _signatures(stands: Standing) -> tuple[Signature, ...]:
    decision = stands.decision
    if decision is None:
        return ()
    first = Signature("First signature", str(decision.recorded_by), decision.decided_at)
    if stands.countersignature is not None:
        second = stands.countersignature
        return (first, Signature("Second signature", str(second.recorded_by), second.signed_at))
    waits = Signature("Second signature", waits_for="another prescriber or a therapist")
    return (first, waits) if stands.waits_for_second else (first,)


@require_POST
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask every rule now."""
    episode = _opened(request, pk)
    screening = actions.run_screening(episode=episode, by=request.staff, at=timezone.now())
    found = screening.findings.count()
    messages.success(request, f"The screening is run: {found} finding{'' if found == 1 else 's'}.")
    return redirect("screening:show", episode.pk)


@signs
@require_POST
def decide(request: HttpRequest, pk: UUID, finding_pk: UUID) -> HttpResponse:
    """Sign a decision on one finding."""
    episode = _opened(request, pk)
    rows = ScreeningFinding.objects.select_related("screening__episode__patient", "screening__recorded_by")
    finding = get_object_or_404(rows, pk=finding_pk, screening__episode=episode)
    if finding.level == Level.CANNOT_TELL:
        raise Refused(
            f"Nothing was decided: rule {finding.rule} cannot tell. "
            "Record what is missing, then run the screening again."
        )
    form = DecisionForm(request.POST, finding=finding)
    if not form.is_valid():
        return _page(request, episode, finding.screening, finding.rule, form, status=422)
    try:
        actions.decide_finding(finding=finding, by=request.staff, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, episode, finding.screening, finding.rule, form, status=409)
    messages.success(
        request,
        f"{finding.rule} is decided: {dict(FindingDecision.Choice.choices)[form.cleaned_data['choice']].lower()}.",
    )
    return redirect(_address(episode, finding.rule))


@signs
@require_POST
def countersign(request: HttpRequest, pk: UUID, decision_pk: UUID) -> HttpResponse:
    """Give the second signature."""
    episode = _opened(request, pk)
    rows = FindingDecision.objects.select_related("finding__screening__episode")
    decision = get_object_or_404(rows, pk=decision_pk, finding__screening__episode=episode)
    actions.countersign_finding(decision=decision, by=request.staff, at=timezone.now())
    messages.success(request, f"{decision.finding.rule} has its second signature.")
    return redirect(_address(episode, decision.finding.rule))


def _address(episode: EpisodeOfCare, rule: str) -> str:
    return f"{reverse('screening:show', args=[episode.pk])}?rule={rule}#finding"
