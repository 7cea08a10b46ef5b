"""How does one resource enter a chart: as a new row, as an amendment of an earlier one, or not at all?"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models

from holdspace.chart import models as record
from holdspace.chart.models import Encounter, FamilyMemberHistory, ImportedResource, QuestionnaireResponse
from holdspace.fhir.bundles import Incoming
from holdspace.fhir.charting import Chart, newest
from holdspace.fhir.elements import NotReadable, Withdrawn
from holdspace.fhir.mappers import family_member_history
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.pool import Pool
from holdspace.fhir.saying import Said, said_by

Rows = tuple[models.Model, ...]
OLDER = "It is an older version of what is here; the newer one stands."
CORRECTED_HERE = "It came again, changed, but a person has corrected it here. Compare the two; the one here stands."
IN_ERROR = "Its source says it was entered in error."
ANOTHER_FORM = "It came again as another questionnaire than before. Compare the two; the one here stands."
STILL_STANDS = "What came from it before still stands here; look at it."


def context_for(incoming: Incoming, chart: Chart, *, pool: Pool, place: int, at: datetime, zone: ZoneInfo) -> Context:
    """What the mapper of one resource may ask."""
    return Context(
        at=at,
        zone=zone,
        row_of=lambda target: chart.row_of(target, incoming),
        resource_of=lambda target: pool.medication(target, incoming, place),
        takes_medicines=chart.takes_medicines,
    )


def take_in(incoming: Incoming, chart: Chart, context: Context) -> None:
    """Bring one resource into the chart, or say why not."""
    try:
        outcome = _recognised(incoming, chart) or _placed(incoming, chart, context)
    except NotReadable as reason:
        chart.tally.skip(incoming.type, str(reason), incoming.name)
        return
    chart.tally.count(incoming.type, outcome)
    for says in context.remarks:
        chart.tally.remark(incoming.type, says, incoming.name)


def _recognised(incoming: Incoming, chart: Chart) -> str:
    known = chart.by_content.get((incoming.type, incoming.digest))
    if known is None:
        return ""
    if known.pk in chart.superseded:
        raise NotReadable(OLDER)
    chart.answers_to(incoming, known.row_id)
    return "already_here"


def _placed(incoming: Incoming, chart: Chart, context: Context) -> str:
    try:
        rows = tuple(as_row(said) for said in said_by(incoming, context))
    except Withdrawn as taken_back:
        return _retracted(incoming, chart, str(taken_back))
    keys = [_part(incoming.key, number) for number in range(len(rows))]
    earlier = [_earlier(incoming, key, row, chart) for key, row in zip(keys, rows, strict=True)]
    if any(earlier):
        return _amended(incoming, keys, rows, earlier, chart)
    if all(map(_is_in_error, rows)):
        raise NotReadable(IN_ERROR)
    for key, row in zip(keys, rows, strict=True):
        chart.note_import(incoming, key, chart.add(row), None)
    return "kept"


def as_row(said: Said) -> models.Model:
    """What a resource says, as a row of our record that is not written yet."""
    model: type[models.Model] = getattr(record, type(said).__name__)
    return model(**vars(said))


def _part(key: str, number: int) -> str:
    """The key of the first, second, ... row of one resource."""
    return key if number == 0 else f"{key}#{number + 1}"


def _is_in_error(row: models.Model) -> bool:
    return "entered-in-error" in (getattr(row, "status", ""), getattr(row, "verification_status", ""))


def _earlier(incoming: Incoming, key: str, row: models.Model, chart: Chart) -> ImportedResource | None:
    """What this resource became when it came before."""
    candidates = chart.by_key.get((incoming.type, key), [])
    if incoming.is_known_worldwide:
        return next(iter(candidates), None)
    # Two systems can both have a Condition/1: only one about the same thing is an earlier version of it.
    return next((one for one in candidates if _is_about_the_same(row, newest(type(row), one.row_id))), None)


def _is_about_the_same(row: models.Model, here: models.Model) -> bool:
    if isinstance(row, Encounter) and isinstance(here, Encounter):
        return row.starts_at == here.starts_at
    if isinstance(row, QuestionnaireResponse) and isinstance(here, QuestionnaireResponse):
        return (row.instrument, row.answered_at) == (here.instrument, here.answered_at)
    codes, codes_here = _codes(row), _codes(here)
    return bool(codes & codes_here) or (getattr(row, "text", "") == getattr(here, "text", "") and not codes)


def _codes(row: models.Model) -> set[tuple[str, str]]:
    return {(coding.get("system", ""), coding.get("code", "")) for coding in getattr(row, "codings", ())}


def _amended(
    incoming: Incoming, keys: Sequence[str], rows: Rows, earlier: Sequence[ImportedResource | None], chart: Chart
) -> str:
    heads = [newest(type(row), one.row_id) if one else None for row, one in zip(rows, earlier, strict=True)]
    surplus = _parts_beyond(len(rows), incoming, chart)
    _refuse_another_form(rows, heads, surplus)
    standing = [newest(FamilyMemberHistory, one.row_id) for one in surplus]
    _refuse_if_a_person_corrected([*filter(None, heads), *standing])
    changed = False
    for key, row, one, head in zip(keys, rows, earlier, heads, strict=True):
        row_id, is_new = chart.replace(head, row) if head else (chart.add(row), True)
        chart.note_import(incoming, key, row_id, one)
        changed |= is_new
    changed |= _take_back(incoming, surplus, standing, chart)
    return "amended" if changed else "already_here"


def _refuse_another_form(rows: Rows, heads: Sequence[models.Model | None], surplus: Sequence[ImportedResource]) -> None:
    """A form and what is read of it belong together: another form under the same name does not take its place."""
    row, head = rows[0], heads[0]
    if not isinstance(row, QuestionnaireResponse):
        return
    changed = isinstance(head, QuestionnaireResponse) and head.instrument != row.instrument
    if changed or surplus or not all(heads):
        raise NotReadable(ANOTHER_FORM)


def _refuse_if_a_person_corrected(heads: Sequence[models.Model]) -> None:
    if any(getattr(head, "recorded_by_id", None) for head in heads):
        raise NotReadable(CORRECTED_HERE)


def _parts_beyond(number: int, incoming: Incoming, chart: Chart) -> list[ImportedResource]:
    """The rows of an earlier version for which the new one has no counterpart."""
    found: list[ImportedResource] = []
    while more := chart.by_key.get((incoming.type, _part(incoming.key, number + len(found)))):
        found.append(more[0])
    return found


def _take_back(
    incoming: Incoming, parts: Sequence[ImportedResource], standing: Sequence[FamilyMemberHistory], chart: Chart
) -> bool:
    changed = False
    for one, row in zip(parts, standing, strict=True):
        row_id, is_new = chart.replace(row, as_row(family_member_history.withdrawn(row)))
        chart.note_import(incoming, one.resource_id, row_id, one)
        changed |= is_new
    return changed


def _retracted(incoming: Incoming, chart: Chart, why: str) -> str:
    """Take back what an earlier version brought, where our row can say so."""
    parts = _parts_beyond(0, incoming, chart)
    if not parts:
        raise NotReadable(why)
    if not incoming.is_known_worldwide or incoming.type not in ("FamilyMemberHistory", "Encounter"):
        raise NotReadable(f"{why} {STILL_STANDS}")
    if incoming.type == "Encounter":
        Encounter.objects.filter(pk=parts[0].row_id).update(status=Encounter.Status.CANCELLED)
        chart.note_import(incoming, incoming.key, parts[0].row_id, parts[0])
        return "amended"
    standing = [newest(FamilyMemberHistory, one.row_id) for one in parts]
    _refuse_if_a_person_corrected(standing)
    return "amended" if _take_back(incoming, parts, standing, chart) else "already_here"
