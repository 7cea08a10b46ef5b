"""What would a dose do, and when? Routes, doses and models side by side, for who learns and who prescribes."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from holdspace.library.curves import Curves
from holdspace.library.foretelling import Foretold, body_of, foretold
from holdspace.library.forms.pharmacology import LETTERS, BodyForm, CourseForm

# Doses that studies gave and measured: to see a curve, not to choose a dose.
STUDIES = (
    ("A drip of 0.5 mg/kg over 40 minutes, by three models", (
        {"drug": "racemic", "route": "iv", "dose": "0.5", "per": "mg/kg", "over": "40"},
        {"drug": "racemic", "route": "iv", "dose": "0.5", "per": "mg/kg", "over": "40", "model": "kamp-2020"},
        {"drug": "racemic", "route": "iv", "dose": "0.5", "per": "mg/kg", "over": "40", "model": "clements-1981"},
    )),
    ("50 mg of film: swallowed, and spat out", (
        {"drug": "esketamine", "route": "sl", "dose": "50"},
        {"drug": "esketamine", "route": "sl", "dose": "50", "spat": "on"},
    )),
    ("28, 56 and 84 mg of esketamine by nose", tuple(
        {"drug": "esketamine", "route": "in", "dose": mg} for mg in ("28", "56", "84")
    )),
    ("0.5 and 1 mg/kg into a muscle", tuple(
        {"drug": "racemic", "route": "im", "dose": dose, "per": "mg/kg"} for dose in ("0.5", "1")
    )),
)  # fmt: skip


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The form, and what was asked for as curves, table and words. It opens no chart and keeps nothing."""
    asked = request.GET or None
    body_form = BodyForm(asked)
    courses = [CourseForm(asked, prefix=letter.lower()) for letter in LETTERS]
    if asked is None:
        found: list[Foretold] = []
    else:
        found = _found(body_form, courses)
    context = {
        "body": body_form,
        "courses": list(zip(LETTERS, courses, strict=True)),
        "foretold": found,
        "curves": Curves(found, body_form.cleaned_data["hours"]) if found else None,
        "studies": [(title, _address(ways)) for title, ways in STUDIES],
        "is_asked": asked is not None,
        "is_wrong": bool(body_form.errors or any(form.errors for form in courses)),
    }
    return render(request, "library/pharmacology.html", context, status=422 if context["is_wrong"] else 200)


def _found(body_form: BodyForm, courses: list[CourseForm]) -> list[Foretold]:
    valid = [form.is_valid() for form in courses]
    if not (body_form.is_valid() and all(valid)):
        return []
    body = body_of(body_form.cleaned_data)
    pairs = [(letter, form) for letter, form in zip(LETTERS, courses, strict=True) if form.is_asked]
    if not pairs:
        courses[0].add_error("dose", "There is no dose to look at. Type one.")
    answers = [foretold(letter, form, body) for letter, form in pairs]
    # All or none: a comparison with one of them missing would mislead.
    return [answer for answer in answers if answer] if all(answers) else []


def _address(ways: tuple[dict[str, str], ...]) -> str:
    """The question written into an address, as the form would send it."""
    asked = {"weight": "70", "age": "30", "taken": "", "analyte": "ketamine", "hours": "4"}
    for letter in LETTERS:
        asked |= {f"{letter.lower()}-drug": "racemic", f"{letter.lower()}-route": "iv", f"{letter.lower()}-per": "mg"}
    for letter, way in zip(LETTERS, ways, strict=False):
        asked |= {f"{letter.lower()}-{name}": value for name, value in way.items()}
    return urlencode(asked)
