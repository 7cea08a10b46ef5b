"""An instrument's wording, typed line by line: kept as a draft, looked at as a patient would, then installed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.clinical import instruments
from holdspace.clinical.instruments import Instrument
from holdspace.library import drafts, typing_words, wording
from holdspace.library.actions import wording as actions
from holdspace.library.forms import TypedWordingForm


@require_GET
def write(request: HttpRequest, code: str) -> HttpResponse:
    """The page to type the words on: the draft, else what is installed, else empty lines."""
    instrument = _known(code)
    language = _language(request.GET.get("language", "en"))
    begun = drafts.begun_with(instrument, request.staff.clinic, language)
    return _page(request, TypedWordingForm(instrument=instrument, begun=begun), language)


def _known(code: str) -> Instrument:
    try:
        return instruments.by_code(code)
    except ValueError as unknown:
        raise Http404(str(unknown)) from unknown


def _language(asked: str) -> str:
    if not typing_words.LANGUAGE.fullmatch(asked.strip()):
        raise Http404("That is not the code of a language. Write it as in en or pt-BR.")
    return asked.strip()


def _page(
    request: HttpRequest, form: TypedWordingForm, language: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    clinic, instrument = request.staff.clinic, form.instrument
    context = {
        "instrument": instrument,
        "language": language,
        "form": form,
        "draft": drafts.of(clinic, instrument.code, language),
        "drafts": drafts.all_of(clinic, instrument.code),
        "standing": wording.newest(clinic, instrument.code, language),
        "now": timezone.now(),
        "may_keep": request.staff.may(Permission.KEEP_LIBRARY),
    }
    return render(request, "library/write_wording.html", context | more, status=status)


def _sent(request: HttpRequest, code: str) -> tuple[TypedWordingForm, str]:
    require(request.staff, Permission.KEEP_LIBRARY)
    language = _language(request.POST.get("language", "en"))
    return TypedWordingForm(request.POST, instrument=_known(code), begun={}), language


@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is typed so far; the page sends it after each line, and before it shows the preview."""
    form, language = _sent(request, code)
    draft = actions.keep_draft(code=code, typed=form.typed(), language=language, by=request.staff, at=timezone.now())
    if request.headers.get("HX-Request"):
        return render(request, "library/_draft_kept.html", {"draft": draft, "now": draft.saved_at})
    if request.POST.get("then") == "preview":
        return redirect(f"{reverse('portal:preview', args=[code, 1])}?language={language}")
    messages.success(request, "The draft is kept. No patient sees it.")
    return redirect(f"{reverse('library:write_wording', args=[code])}?language={language}")


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away."""
    language = _language(request.POST.get("language", "en"))
    try:
        actions.drop_draft(code=code, language=language, by=request.staff, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The draft is thrown away. What is installed stays.")
    return redirect("library:instrument", code=code)


@signs
@require_POST
def install(request: HttpRequest, code: str) -> HttpResponse:
    """Install what was typed; what is refused stays on the page as it was typed."""
    form, language = _sent(request, code)
    if not form.is_valid():
        return _page(request, form, language, status=422)
    missing = typing_words.missing(form.instrument, form.cleaned_data)
    if missing:
        refusal = f"The wording was not installed: no words for item {', '.join(missing)}. Give every item."
        return _page(request, form, language, status=409, refusal=refusal)
    given = {name: form.cleaned_data[name] for name in ("held_by", "licence", "licensed_until", "reason")}
    try:
        row = actions.install(code=code, texts=form.texts(language), by=request.staff, at=timezone.now(), **given)
    except Refused as refused:
        return _page(request, form, language, status=409, refusal=refused)
    messages.success(request, f"The wording is installed, as version {row.version}.")
    return redirect("library:instrument", code=code)
