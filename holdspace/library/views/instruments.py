"""The instruments: what they ask, how they are scored, what the score is called, whose they are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.clinical import instruments
from holdspace.clinical.instruments import Instrument, Wording
from holdspace.library import drafts, search, wording
from holdspace.library.actions import wording as actions
from holdspace.library.forms import ReasonForm, WordingForm


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every instrument, with whose it is."""
    asked = request.GET.get("q", "").strip()
    found = [each for each in instruments.ALL if search.matches(asked, search.words_of_instrument(each))]
    return render(request, "library/instruments.html", {"found": found, "search": asked})


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One instrument."""
    return _page(request, _known(code))


def _known(code: str) -> Instrument:
    try:
        return instruments.by_code(code)
    except ValueError as unknown:
        raise Http404(str(unknown)) from unknown


@require_GET
def empty_wording(request: HttpRequest, code: str) -> JsonResponse:
    """The form to fill in: every item and every answer by its name, without words."""
    instrument = _known(code)
    empty = Wording(
        items={item.code: "" for item in instrument.items},
        choices=_answers_by_item(instrument),
        asks="",
        language=instrument.language,
    )
    name = f"{instrument.code}-wording.json"
    answer = JsonResponse(empty.as_dict(), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _answers_by_item(instrument: Instrument) -> dict[str, dict[int, str]]:
    shared = {"": instrument.choices} if instrument.choices else {}
    own = {item.code: item.choices for item in instrument.items if item.choices}
    return {code: {choice.value: choice.text for choice in choices} for code, choices in (shared | own).items()}


@signs
@require_POST
def install_wording(request: HttpRequest, code: str) -> HttpResponse:
    """Install the wording the clinic holds a licence for."""
    require(request.staff, Permission.KEEP_LIBRARY)
    instrument = _known(code)
    form = WordingForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, instrument, status=422, form=form)
    given = {name: form.cleaned_data[name] for name in ("held_by", "licence", "licensed_until", "reason")}
    try:
        texts = form.cleaned_data["file"]
        row = actions.install(code=instrument.code, texts=texts, by=request.staff, at=timezone.now(), **given)
    except Refused as refusal:
        return _page(request, instrument, status=409, form=form, refusal=refusal)
    messages.success(request, f"The wording is installed, as version {row.version}.")
    return redirect("library:instrument", code=instrument.code)


@signs
@require_POST
def remove_wording(request: HttpRequest, code: str) -> HttpResponse:
    """Stop showing the clinic's wording."""
    instrument = _known(code)
    given = {"reason": request.POST.get("reason", ""), "language": request.POST.get("language", "en")}
    try:
        actions.remove(code=instrument.code, by=request.staff, at=timezone.now(), **given)
    except Refused as refusal:
        return _page(request, instrument, status=409, refusal=refusal)
    messages.success(request, "The wording is removed. Scores are entered by item number again.")
    return redirect("library:instrument", code=instrument.code)


def _page(request: HttpRequest, instrument: Instrument, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    history = list(wording.history(request.staff.clinic, instrument.code))
    shown = wording.of(instrument, request.staff.clinic, at=now)
    standing = next((row for row in history if row.language == "en"), None)
    context = {
        "instrument": shown,
        "answers": [(item, shown.choices_of(item)) for item in shown.items],
        "alerts": [(alert, _what_alarms(shown, alert.item)) for alert in shown.alerts],
        "history": history,
        "standing": standing,
        "drafts": drafts.all_of(request.staff.clinic, instrument.code),
        "is_shown": standing is not None and wording.is_shown(standing, timezone.localdate()),
        "form": WordingForm(),
        "reason_form": ReasonForm(auto_id="why_%s"),
        "may_keep": request.staff.may(Permission.KEEP_LIBRARY),
    }
    return render(request, "library/instrument.html", context | more, status=status)


def _what_alarms(instrument: Instrument, item: str) -> str:
    """The question an alert reads, in the words of its page."""
    return next((each.text for each in instrument.items if each.code == item), f"the {item}")
