"""The way in: what the library holds, one search box over all of it, and what waits or is overdue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from holdspace.clinic.models import Clinic
from holdspace.clinical import guidance, instruments, protocols
from holdspace.clinical.pharmacokinetics.models import MODELS
from holdspace.library import drug_names, known, limits, reviews, search
from holdspace.library import protocols as ours


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What the library holds, or what was found in it."""
    asked = request.GET.get("q", "").strip()
    clinic = request.staff.clinic
    context = {
        "search": asked,
        "found": _found(asked, clinic),
        "counts": {
            "rules": len(known.rules()),
            "numbers": len(known.thresholds()),
            "protocols": len(protocols.PROTOCOLS),
            "instruments": len(instruments.ALL),
            "models": len(MODELS),
            "exercises": len(guidance.EXERCISES),
            "sources": len(known.sources()),
            "judgements": len(known.judgements()),
        },
        "in_use": len(ours.in_force(clinic, at=timezone.now())),
        "version": limits.in_force(clinic, at=timezone.now()).version,
        "waiting_protocols": ours.waiting(clinic),
        "waiting": [(row, known.threshold(row.code)) for row in limits.waiting(clinic)],
        "due": reviews.due(clinic, on=timezone.localdate(), at=timezone.now()),
    }
    return render(request, "library/overview.html", context)


def _found(asked: str, clinic: Clinic) -> list[tuple[str, list[search.Hit]]]:
    now = timezone.now()
    own = [each for each in ours.in_force(clinic, at=now) if protocols.by_id(each.id) is None]
    return search.everywhere(asked, own_protocols=own, own_names=drug_names.standing(clinic, at=now))
