"""The rules: why they are asked, who says so, and the numbers they compare with."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from holdspace.clinic.models import Clinic
from holdspace.clinical import eligibility
from holdspace.clinical.eligibility.examples import Tried, tried
from holdspace.library import known, limits, search, shown
from holdspace.library.models import ThresholdChoice


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every rule, by family."""
    asked = request.GET.get("q", "").strip()
    found = [each for each in known.rules() if search.matches(asked, each.words)]
    context = {"families": known.by_chapter(found), "found": len(found), "search": asked}
    return render(request, "library/rules.html", context)


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: the reason, its sources side by side, its numbers and their history."""
    rule = known.rule(code)
    if rule is None:
        raise Http404(f"There is no rule called {code}.")
    clinic = request.staff.clinic
    codes = [each.code for each in rule.compares_with]
    history = ThresholdChoice.objects.filter(clinic=clinic, code__in=codes).select_related("recorded_by")
    context = {
        "rule": rule,
        "known": rule.known,
        "numbers": shown.numbers(rule.compares_with, clinic, at=timezone.now(), today=timezone.localdate()),
        "both_sides": _both_sides(rule.code, clinic),
        "history": [(row, known.threshold(row.code)) for row in history.order_by("-version")],
        "version": limits.in_force(clinic, at=timezone.now()).version,
    }
    return render(request, "library/rule.html", context)


def _both_sides(code: str, clinic: Clinic) -> list[Tried]:
    """What the rule says just beside each number that holds here, asked of it this moment."""
    asked = next((each for each in eligibility.RULES if each.id == code), None)
    numbers = limits.in_force(clinic, at=timezone.now())
    return list(tried(asked, timezone.localdate(), numbers)) if asked else []
