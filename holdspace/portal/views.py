"""The pages of a link: who are you, one question at a time, thank you. Nothing else of the chart is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.care.follow_up.asking import asked, is_in_danger, own_wording, still_open
from holdspace.chart.models import QuestionnaireRequest, RequestedForm
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments import Instrument, by_code
from holdspace.library import drafts
from holdspace.library.typing_words import LANGUAGE
from holdspace.portal import actions, limits
from holdspace.portal.forms import AnswerForm, WhoForm

View = Callable[..., HttpResponse]


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"portal/{template}.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _closed(request: HttpRequest, status: int = 404) -> HttpResponse:
    """The same page whether a link never was, has ended or is locked."""
    return _page(request, "closed", {}, status=status)


def by_link(view: View) -> View:
    """A view for whoever holds a link; it needs no sign-in and speaks the patient's language in their clinic's time."""

    @login_not_required
    @wraps(view)
    def linked(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if limits.too_many(request):
            return _closed(request, status=429)
        link = actions.find(token)
        may_open = link is not None and (actions.opens(link, timezone.now()) or _has_finished(request, link))
        if link is None or not may_open:
            limits.count_miss(request)
            return _closed(request)
        with translation.override(link.language), timezone.override(ZoneInfo(link.episode.site.time_zone)):
            return view(request, link, token, *args, **kwargs)

    return linked


def _has_finished(request: HttpRequest, link: QuestionnaireRequest) -> bool:
    return link.finished_at is not None and _is_known(request, link)


def _is_known(request: HttpRequest, link: QuestionnaireRequest) -> bool:
    return bool(request.session.get(f"link-{link.pk}"))


@by_link
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, link: QuestionnaireRequest, token: str) -> HttpResponse:
    """Who are you? Then what is asked, and where one left off."""
    if _is_known(request, link):
        return _overview(request, link, token)
    form = WhoForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, "who", _common(link, token) | {"form": form}, 200 if request.method == "GET" else 422)
    if actions.confirm(request=link, birth_on=form.cleaned_data["birth_on"], at=timezone.now()):
        request.session.cycle_key()
        request.session[f"link-{link.pk}"] = True
        return redirect("portal:start", token)
    link.refresh_from_db()
    if not link.is_live(timezone.now()):
        return _closed(request)
    left = QuestionnaireRequest.MOST_TRIES - link.wrong_tries
    form.add_error("birth_on", _("This is not the date we have. You can try %(left)s more.") % {"left": left})
    return _page(request, "who", _common(link, token) | {"form": form}, 422)


def _common(link: QuestionnaireRequest, token: str) -> dict[str, Any]:
    return {"link": link, "token": token, "clinic": link.patient.clinic, "language": link.language}


def _overview(request: HttpRequest, link: QuestionnaireRequest, token: str) -> HttpResponse:
    forms = list(link.forms.order_by("place"))
    waiting = [form for form in forms if form.response_id is None]
    if not waiting:
        return _thanks(request, link, token)
    rows = {form.pk: _row(link, form) for form in forms}
    context = _common(link, token) | {
        "rows": rows.values(),
        "next": rows[waiting[0].pk],
        "in_danger": _danger_in(forms),
    }
    return _page(request, "start", context | {"begun": any(form.begun_at for form in forms)})


def _danger_in(forms: list[RequestedForm]) -> bool:
    return any(is_in_danger(by_code(form.instrument), _given(form)) for form in forms)


def _worded(link: QuestionnaireRequest, code: str) -> Instrument:
    return own_wording(code, link.patient.clinic, at=timezone.now(), language=link.language)


def _row(link: QuestionnaireRequest, form: RequestedForm) -> dict[str, Any]:
    instrument = _worded(link, form.instrument)
    items = asked(instrument, _given(form))
    first = next((place for place, item in enumerate(items, 1) if item.code not in form.answers), len(items))
    scored = [item for item in items if item.scored]
    answered = sum(item.code in form.answers for item in scored)
    return {"form": form, "count": len(scored), "answered": answered, "go_on": first}


def _given(form: RequestedForm) -> dict[str, int]:
    return {code: value for code, value in form.answers.items() if value is not None}


def _form(request: HttpRequest, link: QuestionnaireRequest, code: str) -> RequestedForm | None:
    """The form of this link that is still to be filled in, for whoever has said who they are."""
    if not _is_known(request, link):
        return None
    return link.forms.filter(instrument=code, response=None).first()


@by_link
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, link: QuestionnaireRequest, token: str, code: str, place: int) -> HttpResponse:
    """One question; going on keeps the answer, and so does choosing one."""
    form = _form(request, link, code)
    if form is None:
        return redirect("portal:start", token)
    form.request = link
    instrument = _worded(link, code)
    items = asked(instrument, _given(form))
    if not 1 <= place <= len(items):
        return redirect("portal:question", token, code, max(1, min(place, len(items))))
    item = items[place - 1]
    known = form.answers.get(item.code)
    initial = {"answer": known} if known is not None else None
    answer = AnswerForm(request.POST or None, instrument=instrument, item=item, initial=initial)
    declines = request.POST.get("then") == "declined"
    if request.method == "GET" or not (declines or answer.is_valid()):
        return _question(request, form, token, instrument, place, answer)
    value = None if declines else answer.cleaned_data["answer"]
    try:
        actions.keep_answer(form=form, instrument=instrument, item=item.code, value=value, at=timezone.now())
    except Refused:
        return redirect("portal:start", token)
    if request.headers.get("HX-Request"):
        return _page(request, "_saved", {"saved": True})
    form.refresh_from_db(fields=["answers"])
    if place < len(asked(instrument, _given(form))):
        return redirect("portal:question", token, code, place + 1)
    return redirect("portal:finish", token, code)


def _question(
    request: HttpRequest, form: RequestedForm, token: str, instrument: Instrument, place: int, answer: AnswerForm
) -> HttpResponse:
    given = _given(form)
    items = asked(instrument, given)
    scored = [item for item in items if item.scored]
    states = ["done" if item.code in form.answers else "later" for item in scored]
    context = {
        "instrument": instrument,
        "item": items[place - 1],
        "form": answer,
        "place": place,
        "count": len(scored),
        "states": tuple("open" if number == place else state for number, state in enumerate(states, 1)),
        "saved": items[place - 1].code in form.answers,
        "declined": form.answers.get(items[place - 1].code, "") is None,
        "in_danger": is_in_danger(instrument, given),
    }
    status = 422 if answer.is_bound else 200
    return _page(request, "question", _common(form.request, token) | context, status)


@by_link
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, link: QuestionnaireRequest, token: str, code: str) -> HttpResponse:
    """The end of the questions: what was left open once more, then handing in."""
    form = _form(request, link, code)
    if form is None:
        return redirect("portal:start", token)
    form.request = link
    instrument = _worded(link, code)
    given = _given(form)
    if request.method == "POST":
        try:
            actions.hand_in(form=form, at=timezone.now())
        except Refused:
            return redirect("portal:question", token, code, 1)
        return redirect("portal:start", token)
    items = asked(instrument, given)
    gaps = [(items.index(item) + 1, item) for item in still_open(instrument, given) if item.code not in form.answers]
    context = {"instrument": instrument, "gaps": gaps, "last": len(items), "nothing": not given}
    context["in_danger"] = is_in_danger(instrument, given)
    return _page(request, "finish", _common(link, token) | context)


def _thanks(request: HttpRequest, link: QuestionnaireRequest, token: str) -> HttpResponse:
    """The last page: what happens next, no score; whom to call at once where an answer alarms."""
    return _page(request, "thanks", _common(link, token) | {"in_danger": _danger_in(list(link.forms.all()))})


@require_GET
def preview(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """For staff, about nobody: one item in the words of the draft, else in those that are installed."""
    require(request.staff, Permission.KEEP_LIBRARY)
    language = request.GET.get("language", "en")
    instrument = _drafted(request, code, language)
    if not 1 <= place <= len(instrument.items):
        raise Http404(f"{instrument.short} has no item {place}.")
    item = instrument.items[place - 1]
    context = {
        "instrument": instrument,
        "item": item,
        "choices": instrument.choices_of(item),
        "form": AnswerForm(instrument=instrument, item=item),
        "place": place,
        "count": len(instrument.items),
        "last": len(instrument.items),
        "states": tuple("open" if number == place else "later" for number in range(1, len(instrument.items) + 1)),
        "draft": drafts.of(request.staff.clinic, code, language),
        "clinic": request.staff.clinic,
        "language": language,
    }
    with translation.override(language):
        return render(request, "portal/preview.html", context)


def _drafted(request: HttpRequest, code: str, language: str) -> Instrument:
    try:
        instrument = by_code(code)
    except ValueError as unknown:
        raise Http404(str(unknown)) from unknown
    if not LANGUAGE.fullmatch(language):
        raise Http404("That is not the code of a language.")
    return drafts.as_patients_would_see_it(instrument, request.staff.clinic, at=timezone.now(), language=language)
