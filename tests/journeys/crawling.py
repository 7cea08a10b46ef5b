"""Every address of the house: which there are, with which rows of the record, and what the server answers to whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.db.models import Max
from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from holdspace.care.dosing.views.opening import A_LOOK_LASTS
from holdspace.chart.models import Patient
from holdspace.clinic.models import AuditEntry, Staff
from tests.journeys.addresses import IN_THE_PATIENTS_HANDS, KEEPS_ITSELF_TRUE, ONE_PAGE

# A refusal is an answer too, as long as it is a page that says so; anything else is a fault of ours.
ANSWERS = (200, 302, 403, 404, 409)
REFUSALS = (403, 404, 409)
FULL_PAGE = re.compile(r"<html\b", re.I)


@dataclass(frozen=True)
class Route:
    """One address of the house, as it is written in the list of addresses."""

    name: str
    pattern: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """What has to be filled in, in order."""
        return tuple(re.findall(r"<(?:\w+:)?(\w+)>", self.pattern))


def routes(urlconf: str | None = None) -> tuple[Route, ...]:
    """Every address there is, walked from the top."""
    return tuple(_walk(get_resolver(urlconf).url_patterns, "", ""))


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield Route(f"{space}{pattern.name}", here)


@dataclass(frozen=True)
class Address:
    """A route with its keys filled in, and the patient it is about."""

    route: Route
    path: str
    patient_id: UUID | None = None


class Outline(HTMLParser):
    """The bones of a page: title, first headings, ways on from it, and every kind of element with its classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.headings = 0
        self.ways_on = 0
        self.shapes: set[str] = set()
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take note of one element."""
        given = dict(attributes)
        self.shapes.update(f"{tag}.{word}" for word in (given.get("class") or "").split() or ("",))
        self.shapes.add(f"{tag}[{given.get('type')}]{'disabled' in given}")
        self.headings += tag == "h1"
        if tag in ("main", "title", "svg"):
            self._open.append(tag)
        self.ways_on += "main" in self._open and tag == "a" and bool(given.get("href"))

    def handle_endtag(self, tag: str) -> None:
        """Leave one element."""
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words of the title; those of a drawing are not it."""
        if self._open == ["title"]:
            self.title += data


@dataclass(frozen=True)
class Answer:
    """What one person was answered at one address, and what the audit trail says of it."""

    address: Address
    staff: Staff
    status: int
    html: str
    location: str
    looks: tuple[AuditEntry, ...]

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page and not a part of one."""
        return self.status == 200 and bool(FULL_PAGE.search(self.html))

    @cached_property
    def outline(self) -> Outline:
        """The bones of it."""
        return Outline(self.html)

    @property
    def said_in_one_line(self) -> str:
        """Where, who, and how it ended."""
        return f"{self.address.path} as {self.staff.roles_in_words}: {self.status}"


class Visitor:
    """One member of staff who asks the server for pages, in this process, as fast as it answers."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        # A fault of the server is looked at as its answer, like every other one.
        self.client = Client(headers={"host": "localhost:8000"}, raise_request_exception=False)
        self.client.force_login(staff.account)
        self.show_who_i_am()

    def show_who_i_am(self) -> None:
        """Give the password, as before a signature, or to take a tablet back from a patient."""
        signing_in = HttpRequest()
        signing_in.session, signing_in.user = self.client.session, self.staff.account
        record_authentication(signing_in, self.staff.account, "password", reauthenticated=True)
        signing_in.session.save()

    def ask(self, address: Address) -> Answer:
        """Open one address, and see which looks were written down meanwhile."""
        before = AuditEntry.objects.aggregate(last=Max("sequence"))["last"] or 0
        response = self.client.get(address.path)
        if address.route.name in IN_THE_PATIENTS_HANDS:
            self.show_who_i_am()
        looks = AuditEntry.objects.filter(by=self.staff, is_read=True)
        if address.route.name in KEEPS_ITSELF_TRUE:
            # The page around it was looked at, and that look lasts; when it does not, its own tests tell.
            looks = looks.filter(recorded_at__gt=timezone.now() - A_LOOK_LASTS)
        else:
            looks = looks.filter(sequence__gt=before)
        html = response.content.decode() if "html" in response.headers.get("Content-Type", "") else ""
        location = response.headers.get("Location", "")
        return Answer(address, self.staff, response.status_code, html, location, tuple(looks))


def faults_in(answer: Answer, *, names: dict[str, UUID]) -> list[str]:
    """What is wrong with an answer; `names` are the patients of the clinic by the name on their chart."""
    if answer.status not in ANSWERS:
        return [f"{answer.said_in_one_line}, neither a page nor a proper refusal"]
    if answer.status == 302 and "/accounts/login/" in answer.location:
        return [f"{answer.said_in_one_line}, asks a signed-in person to sign in"]
    faults = [*_faults_of_the_page(answer), *_looks_not_written_down(answer, names)]
    return [f"{answer.said_in_one_line}, {fault}" for fault in faults]


def _faults_of_the_page(answer: Answer) -> Iterator[str]:
    outline = answer.outline
    if answer.status in REFUSALS and not FULL_PAGE.search(answer.html):
        yield "a refusal that is no page"
    elif answer.is_page or answer.status in REFUSALS:
        if outline.headings != 1:
            yield f"{outline.headings} first headings"
        if not outline.title.replace("Holdspace", "").strip(" ·\n"):
            yield "no title of its own"
    if answer.status in REFUSALS and not outline.ways_on:
        yield "a refusal with no way on"


def _looks_not_written_down(answer: Answer, names: dict[str, UUID]) -> Iterator[str]:
    if answer.status != 200:
        return
    whose = answer.address.patient_id
    if whose and not any(look.patient_id == whose for look in answer.looks):
        yield "a look at a chart that is not in the audit trail"
    if not answer.looks and (named := [name for name in names if name in answer.html]):
        yield f"names {named[0]} and no look is in the audit trail"


def names_of_patients() -> dict[str, UUID]:
    """Everybody who has a chart, by their full name."""
    return {str(patient): patient.pk for patient in Patient.objects.all()}


def fullest(answers: Iterable[Answer], *, at_most: int) -> list[Answer]:
    """A few pages that together show every kind of element the answers hold, as far as so few can."""
    left = {answer: answer.outline.shapes for answer in answers}
    chosen: list[Answer] = []
    seen: set[str] = set()
    while left and len(chosen) < at_most:
        best = max(left, key=lambda answer: len(left[answer] - seen))
        new = left.pop(best) - seen
        if chosen and not new:
            break
        seen |= new
        chosen.append(best)
    return chosen


def like_each_other(answers: Iterable[Answer]) -> list[str]:
    """Pages of different routes, or about different people, that carry one title."""
    titled: dict[str, dict[tuple[str, Any], str]] = {}
    for answer in answers:
        name, whose = answer.address.route.name, answer.address.patient_id
        key = (ONE_PAGE.get(name, name), None if name in IN_THE_PATIENTS_HANDS else whose)
        titled.setdefault(answer.outline.title.strip(), {})[key] = answer.address.path
    return [f"{title!r}: {', '.join(paths.values())}" for title, paths in titled.items() if len(paths) > 1]
