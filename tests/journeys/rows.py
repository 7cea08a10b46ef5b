"""With which rows of the record is an address opened? One way for each key, and a few more for what needs two."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db import models
from django.urls import reverse

from holdspace.care.dosing.forms.entry import AMENDABLE
from holdspace.care.follow_up.asking import COMMON
from holdspace.chart.models import (
    AllergyIntolerance,
    CarePlan,
    Condition,
    Consent,
    DoseOrder,
    DosingSession,
    EpisodeOfCare,
    FamilyMemberHistory,
    Goal,
    ImportRun,
    IntegrationAction,
    MedicationStatement,
    Observation,
    Patient,
    PreparationSession,
    QuestionnaireRequest,
    QuestionnaireResponse,
    RiskTask,
    SessionEvent,
)
from holdspace.clinic.models import Room, Site, Staff
from holdspace.clinical import education
from holdspace.library.models import ClinicProtocol
from tests.journeys.crawling import Address, Route

ROWS_OF: dict[str, type[models.Model]] = {
    "patients": Patient,
    "episodes": EpisodeOfCare,
    "consents": Consent,
    "goals": Goal,
    "plans": CarePlan,
    "orders": DoseOrder,
    "preparation-sessions": PreparationSession,
    "sessions": DosingSession,
    "responses": QuestionnaireResponse,
    "risks": RiskTask,
    "links": QuestionnaireRequest,
    "integration-actions": IntegrationAction,
    "import": ImportRun,
    "staff": Staff,
    "sites": Site,
    "rooms": Room,
}
HISTORY: dict[str, type[models.Model]] = {
    "medicine": MedicationStatement,
    "allergy": AllergyIntolerance,
    "condition": Condition,
    "relative": FamilyMemberHistory,
}
STATES: dict[type[models.Model], Callable[[Any], Any]] = {
    DosingSession: lambda session: session.state,
    Consent: lambda consent: hasattr(consent, "signature"),
}
NOBODY = "00000000-0000-7000-8000-000000000000"
OF_ONE_KIND = 3
Keys = tuple[dict[str, Any], Any]


def addresses_of(route: Route, *, at_most: int) -> list[Address]:
    """A route with the keys of rows that differ as much as possible."""
    keys: Sequence[Keys] = [({}, None)]
    if route.name in TWO_KEYS:
        keys = list(TWO_KEYS[route.name]())
    elif route.parameters:
        keys = [({"pk": row.pk}, _patient_of(row)) for row in _rows(ROWS_OF[route.pattern.split("/")[0]])]
    return [Address(route, reverse(route.name, kwargs=given), whose) for given, whose in _spread(keys, at_most)]


def any_path(route: Route) -> str:
    """A path of this form; there is nothing behind its keys."""
    filled = re.sub(r"<uuid:\w+>", NOBODY, route.pattern)
    return "/" + re.sub(r"<(?:slug|int|str):\w+>", "1", filled)


def _patient_of(row: models.Model) -> Any:
    return row.pk if isinstance(row, Patient) else getattr(row, "patient_id", None)


def _rows(model: type[models.Model]) -> Iterator[models.Model]:
    """Every row; where pages differ by state, a few in each, however many have long been finished."""
    rows = model._default_manager.order_by("pk")
    state = STATES.get(model)
    if state is None:
        yield from rows
        return
    for _, alike in groupby(sorted(rows, key=state), key=state):
        yield from list(alike)[-OF_ONE_KIND:]


def _spread(keys: Sequence[Keys], at_most: int) -> list[Keys]:
    step = max(1, -(-len(keys) // at_most))
    return list(keys[::step])


def _entries_of_the_history() -> Iterator[Keys]:
    for kind, model in HISTORY.items():
        for row in model._default_manager.current().order_by("pk")[:OF_ONE_KIND]:
            for episode in EpisodeOfCare.objects.filter(patient=row.patient_id)[:1]:
                yield {"pk": episode.pk, "kind": kind, "row_pk": row.pk}, row.patient_id


def _measurements() -> Iterator[Keys]:
    """One of each code: every measurement is shown on a page like the others."""
    codes = Observation.objects.current().order_by("code").values_list("code", flat=True).distinct()
    for code in codes:
        row = Observation.objects.current().filter(code=code).order_by("pk").last()
        for episode in EpisodeOfCare.objects.filter(patient=row.patient_id)[:1]:
            yield {"pk": episode.pk, "row_pk": row.pk}, row.patient_id


def _entries_of_sessions() -> Iterator[Keys]:
    for kind in AMENDABLE:
        for event in SessionEvent.objects.filter(kind=kind).order_by("sequence")[:1]:
            yield {"pk": event.dosing_session_id, "event": event.id}, event.patient_id


def _questionnaires() -> Iterator[Keys]:
    for episode in EpisodeOfCare.objects.order_by("pk")[:OF_ONE_KIND]:
        for instrument in COMMON:
            yield {"pk": episode.pk, "code": instrument.code}, episode.patient_id


def _entered() -> Iterator[Keys]:
    """A short form, one with wide answers, one with free numbers, one of which only the sum is known."""
    for episode in EpisodeOfCare.objects.order_by("pk")[:1]:
        for code in ("phq-9", "madrs", "5d-asc", "moca"):
            yield {"pk": episode.pk, "code": code}, episode.patient_id


def _questions() -> Iterator[Keys]:
    for keys, whose in _questionnaires():
        for place in (1, OF_ONE_KIND):
            yield keys | {"place": place}, whose


def _pages_for_patients() -> Iterator[Keys]:
    for page in education.PAGES:
        yield {"slug": page.slug}, None


def _codes(*codes: str) -> Callable[[], Iterator[Keys]]:
    return lambda: (({"code": code}, None) for code in codes)


def _previews() -> Iterator[Keys]:
    yield {"code": "isi", "place": 1}, None
    yield {"code": "5d-asc", "place": OF_ONE_KIND}, None


def _protocols_in_use() -> Iterator[Keys]:
    for code in ClinicProtocol.objects.exclude(change="retired").values_list("code", flat=True).distinct():
        yield {"code": code}, None


TWO_KEYS: dict[str, Callable[[], Iterator[Keys]]] = {
    "intake:correct": _entries_of_the_history,
    "intake:observation": _measurements,
    "dosing:amend": _entries_of_sessions,
    "follow_up:questionnaire": _questionnaires,
    "follow_up:interview": _questionnaires,
    "follow_up:finish": _questionnaires,
    "follow_up:entry": _entered,
    "follow_up:question": _questions,
    "library:rule": _codes("CVS-02", "DDI-05", "DAY-01", "G-01"),
    "library:number": _codes("CVS-01.systolic", "AGE-01.age", "G-02.minutes"),
    "library:protocol": _codes("P-01", "P-17", "P-18", "P-20"),
    "library:edit_protocol": _protocols_in_use,
    "library:exercise": _codes("who-where-when", "longer-out", "hold-the-space"),
    "library:instrument": _codes("phq-9", "c-ssrs"),
    "library:write_wording": _codes("isi", "c-ssrs"),
    "portal:preview": _previews,
    "library:learn_page": _pages_for_patients,
}
