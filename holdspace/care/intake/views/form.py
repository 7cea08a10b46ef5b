"""The intake form, filled in bit by bit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.care.intake import actions, indications
from holdspace.care.intake.forms.patients import IntakeForm
from holdspace.care.intake.views.showing import opened, show
from holdspace.chart.models import Intake
from holdspace.clinic.refusals import Refused

HERE = "intake:edit"


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The intake form: as told so far, and what is missing."""
    episode = opened(request, pk, "the intake")
    newest = episode.intakes.current().select_related("recorded_by").order_by("-recorded_at", "-id").first()
    form = IntakeForm(request.POST or None, initial=_told(newest))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.record_intake(episode=episode, by=request.staff, at=timezone.now(), **form.answers)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, "The intake is recorded.")
                if newest is not None and newest.indication_code != form.answers["indication_code"]:
                    stays = f"{newest.indication} stays on the list of diagnoses. Correct it there if it was wrong."
                    messages.info(
                        request, stays if newest.indication else "The indication is on the list of diagnoses."
                    )
                return redirect(HERE, episode.pk)
    earlier = episode.intakes.exclude(amended_by=None).select_related("recorded_by", "amended_by")
    context = {"form": form, "newest": newest, "earlier": earlier.order_by("-recorded_at"), "other": indications.OTHER}
    return show(request, "intake/edit.html", episode, here=HERE, status=status, **context)


def _told(newest: Intake | None) -> dict[str, Any]:
    """What was told before, to be added to; words, not measurements."""
    if newest is None:
        return {}
    told: dict[str, Any] = {name: getattr(newest, name) for name in IntakeForm.base_fields if hasattr(newest, name)}
    told["seen"] = str(newest.pk)
    told["indication"] = newest.indication_code
    if newest.indication_code and newest.indication_code not in indications.WORDS:
        told |= {
            "indication": indications.OTHER,
            "other_code": newest.indication_code,
            "other_words": newest.indication,
        }
    return told
