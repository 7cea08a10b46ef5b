"""What patients can read: short pages in plain words, open to everybody, each sentence of fact with its source."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from holdspace.clinic.models import Clinic
from holdspace.clinical import education
from holdspace.clinical.education import Claim, Page, Section, Sentence
from holdspace.clinical.sources import Source


@dataclass(frozen=True)
class Told:
    """A sentence as the page shows it: its words, and the numbers of its sources in the list at the end."""

    text: str
    is_thought: bool
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """A section as the page shows it."""

    title: str
    is_list: bool
    told: tuple[Told, ...]


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All pages for patients, in the order in which they are best read."""
    return render(request, "library/education/index.html", {"pages": education.PAGES, "clinic": _clinic(request)})


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, with its sources at the end."""
    page = education.by_slug(slug)
    if page is None:
        raise Http404
    place = education.PAGES.index(page)
    context = {
        "page": page,
        "parts": [_part(section, page.sources) for section in page.sections],
        "has_thoughts": any(each.claim is Claim.HYPOTHESIS for each in page.sentences),
        "sources": page.sources,
        "previous": education.PAGES[place - 1] if place else None,
        "next": _next(page),
        "clinic": _clinic(request),
    }
    return render(request, "library/education/page.html", context)


def _next(page: Page) -> Page | None:
    return next(iter(education.PAGES[education.PAGES.index(page) + 1 :]), None)


def _part(section: Section, sources: tuple[Source, ...]) -> Part:
    return Part(section.title, section.is_list, tuple(_told(each, sources) for each in section.sentences))


def _told(sentence: Sentence, sources: tuple[Source, ...]) -> Told:
    numbers = tuple(sources.index(source) + 1 for source in sentence.sources)
    return Told(sentence.text, sentence.claim is Claim.HYPOTHESIS, numbers)


def _clinic(request: HttpRequest) -> Clinic | None:
    """Whose page it is: the clinic of whoever is signed in, else the only one there is. Of several, none is guessed."""
    staff = getattr(request, "staff", None)
    if staff is not None:
        clinic: Clinic = staff.clinic
        return clinic
    clinics = list(Clinic.objects.all()[:2])
    return clinics[0] if len(clinics) == 1 else None
