"""The numbers rules compare with: published, other sources, ours; changed by the clinical lead."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.clinical.thresholds import Threshold
from holdspace.library import known, limits, search, shown
from holdspace.library.actions import numbers as actions
from holdspace.library.forms import NumberForm, ReasonForm
from holdspace.library.models import ThresholdChoice


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every number, by chapter."""
    words = request.GET.get("q", "").strip()
    chapters = [
        (name, shown.numbers(_found(numbers, words), request.staff.clinic, **_now()))
        for name, numbers in known.thresholds_by_chapter()
    ]
    context = {"chapters": [(name, rows) for name, rows in chapters if rows], "search": words}
    return render(request, "library/numbers.html", context)


def _found(numbers: tuple[Threshold, ...], words: str) -> list[Threshold]:
    return [each for each in numbers if search.matches(words, search.words_of_number(each))]


def _now() -> dict[str, Any]:
    return {"at": timezone.now(), "today": timezone.localdate()}


@signs
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One number: what is published, what other sources say, what we made of it, and the form to change it."""
    threshold = _threshold(code)
    form = NumberForm(request.POST or None, threshold=threshold)
    if request.method == "GET":
        return _page(request, threshold, form)
    require(request.staff, Permission.KEEP_LIBRARY)
    if not form.is_valid():
        return _page(request, threshold, form, status=422)
    try:
        row = actions.choose(code=code, by=request.staff, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _page(request, threshold, form, status=409, refusal=refusal)
    messages.success(request, _what_is_true_now(row))
    return redirect("library:number", code=code)


def _what_is_true_now(row: ThresholdChoice) -> str:
    if row.needs_second:
        return "The number is proposed. It holds once a second person signs."
    return f"The number holds from now on, as version {row.version}."


def _threshold(code: str) -> Threshold:
    threshold = known.threshold(code)
    if threshold is None:
        raise Http404(f"No rule compares with a number called {code}.")
    return threshold


def _page(
    request: HttpRequest, threshold: Threshold, form: NumberForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    clinic = request.staff.clinic
    (number,) = shown.numbers((threshold,), clinic, **_now())
    history = list(limits.history(clinic, threshold.code))
    context = {
        "number": number,
        "threshold": threshold,
        "form": form,
        "reason_form": ReasonForm(auto_id="why_%s"),
        "history": history,
        "can_go_back": bool(history) and (history[0].needs_second or history[0].value is not None),
        "read_by": [rule for rule in known.rules() if threshold in rule.compares_with],
        "may_keep": request.staff.may(Permission.KEEP_LIBRARY),
        "may_second": request.staff.may(Permission.SECOND_LIBRARY),
    }
    return render(request, "library/number.html", context | more, status=status)


@signs
@require_POST
def go_back(request: HttpRequest, code: str) -> HttpResponse:
    """Use the published number again."""
    threshold = _threshold(code)
    try:
        actions.go_back(code=code, reason=request.POST.get("reason", ""), by=request.staff, at=timezone.now())
    except Refused as refusal:
        return _page(request, threshold, NumberForm(threshold=threshold), status=409, refusal=refusal)
    messages.success(request, "The published number holds again.")
    return redirect("library:number", code=code)


@signs
@require_POST
def second(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign as the second person."""
    choices = ThresholdChoice.objects.filter(clinic_id=request.staff.clinic_id)
    choice = get_object_or_404(choices, pk=pk)
    try:
        row = actions.second(choice=choice, by=request.staff, at=timezone.now())
    except Refused as refusal:
        threshold = _threshold(choice.code)
        return _page(request, threshold, NumberForm(threshold=threshold), status=409, refusal=refusal)
    messages.success(request, f"The number carries two signatures and holds from now on, as version {row.version}.")
    return redirect("library:number", code=choice.code)
