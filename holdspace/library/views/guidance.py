"""Exercises to do with a patient: what each is for, when not, and its steps with their seconds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from holdspace.clinical import guidance
from holdspace.clinical.guidance import Moment, Way
from holdspace.library import search


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every exercise, by what is done in it."""
    asked = request.GET.get("q", "").strip()
    found = [each for each in guidance.EXERCISES if search.matches(asked, search.words_of_exercise(each))]
    ways = {way.words: [each for each in found if each.way is way] for way in Way}
    context = {
        "ways": {words: exercises for words, exercises in ways.items() if exercises},
        "found": len(found),
        "search": asked,
        "always": guidance.ALWAYS,
    }
    return render(request, "library/exercises.html", context)


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One exercise, to read and to print."""
    exercise = guidance.by_code(code)
    if exercise is None:
        raise Http404(f"There is no exercise called {code}.")
    context = {
        "exercise": exercise,
        "moments": [(moment.words, moment in exercise.moments) for moment in Moment],
        "steps": [(_clock(second), step) for second, step in exercise.starts],
        "takes": _clock(exercise.seconds),
        "always": guidance.ALWAYS,
    }
    return render(request, "library/exercise.html", context)


def _clock(seconds: int) -> str:
    """Seconds as minutes and seconds, such as 1:05."""
    return f"{seconds // 60}:{seconds % 60:02d}"
