"""Bringing files of other systems into charts: twice is harmless, one bad entry spoils only itself.

Every file is read before anything is written; one that cannot be read refuses the whole import. Each patient is then
written in one transaction: with their rows, what ties them to the file, and the audit entry. A patient whose writing
fails is rolled back alone and reported, so nothing is ever left of half a patient; and the one writer SQLite has is
never kept from a session in the next room for longer than one patient takes. The report of the file comes last.
"""

import io
import json
import logging
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.db import OperationalError

from holdspace.chart.models import ImportRun
from holdspace.clinic.models import Clinic, Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import require
from holdspace.fhir import reading_files, reports
from holdspace.fhir.bundles import Incoming, Opened, opened
from holdspace.fhir.elements import NotReadable, fit
from holdspace.fhir.people import Charting, People, Whose
from holdspace.fhir.pool import Pool
from holdspace.fhir.reading_files import UnreadableFile
from holdspace.fhir.reports import ImportReport, PatientReport, Tally
from holdspace.fhir.resource_types import BECOME_ROWS

logger = logging.getLogger(__name__)

COULD_NOT_WRITE = "The database could not be written. Nothing of this patient was kept. Import the file again."
ANOTHER_FILE = "It was not imported, because another file of this import could not be read."


@dataclass(frozen=True)
class Source:
    """One file to import: a path, or a stream that can be read from its start again."""

    file_name: str
    path: Path | None = None
    stream: BinaryIO | None = None

    def read(self) -> Opened:
        """Read and open the file."""
        with self._bytes() as stream:
            return opened(reading_files.read(stream, self.file_name))

    def _bytes(self) -> AbstractContextManager[BinaryIO]:
        if self.path is not None:
            return reading_files.opened(self.path)
        stream = self.stream or io.BytesIO()
        stream.seek(0)
        return nullcontext(stream)


def import_paths(
    paths: Sequence[Path], *, clinic: Clinic, at: datetime, by: Staff | None = None
) -> tuple[ImportReport, ...]:
    """Import files by path, as one sender's; bad files are reported, and then nothing is written."""
    return import_sources(
        [Source(_name_of(Path(path)), path=Path(path)) for path in paths], clinic=clinic, by=by, at=at
    )


def _name_of(path: Path) -> str:
    """The file's name as text; a name whose bytes are none is shown with marks for them."""
    return path.name.encode(errors="replace").decode()


def import_file(
    path_or_stream: Path | str | BinaryIO, file_name: str = "", *, clinic: Clinic, by: Staff | None, at: datetime
) -> ImportReport:
    """Import one file; a bad one is reported, and then nothing is written."""
    if isinstance(path_or_stream, str | Path):
        path = Path(path_or_stream)
        source = Source(file_name or _name_of(path), path=path)
    else:
        source = Source(file_name, stream=path_or_stream)
    return import_sources([source], clinic=clinic, by=by, at=at)[0]


def import_sources(
    sources: Sequence[Source], *, clinic: Clinic, by: Staff | None, at: datetime
) -> tuple[ImportReport, ...]:
    """Import files as one sender's: an entry of one may be about a patient of another."""
    if by is not None:
        require(by, Permission.REGISTER_PATIENT)
    pool, faults, alone = _surveyed(sources)
    if faults:
        return tuple(_refused(place, source, faults) for place, source in enumerate(sources))
    zone = zone_of(clinic, by)
    people = People(clinic=clinic, pool=pool, at=at, zone=zone)
    return tuple(_import_source(source, place, people, alone, by=by) for place, source in enumerate(sources))


def _import_source(
    source: Source, place: int, people: People, alone: Opened | None, *, by: Staff | None
) -> ImportReport:
    try:
        file = alone or source.read()
    except UnreadableFile as fault:  # It could be read a moment ago.
        return _refused(place, source, {place: fault})
    return _import_opened(file, place, people, by=by)


def zone_of(clinic: Clinic, by: Staff | None) -> ZoneInfo:
    """The clocks by which a whole day is read: those of the person's site, else of the clinic's first."""
    site = (by.site if by else None) or clinic.sites.order_by("name").first()
    return ZoneInfo(site.time_zone if site else "UTC")


def _surveyed(sources: Sequence[Source]) -> tuple[Pool, dict[int, UnreadableFile], Opened | None]:
    """Read every file once; keep only whom they hold, or the file itself where there is but one."""
    pool, faults, last = Pool(), {}, None
    for place, source in enumerate(sources):
        try:
            last = source.read()
            pool.add(place, last)
        except UnreadableFile as fault:
            faults[place] = fault
    return pool, faults, last if len(sources) == 1 else None


def _refused(place: int, source: Source, faults: dict[int, UnreadableFile]) -> ImportReport:
    says = f"Nothing was imported. {faults[place].why}" if place in faults else ANOTHER_FILE
    return ImportReport(source.file_name, says=says, refused=True)


def _import_opened(file: Opened, place: int, people: People, *, by: Staff | None) -> ImportReport:
    run = ImportRun(
        clinic=people.clinic, by=by, file_name=fit(file.file_name, 300), sha256=file.sha256, imported_at=people.at
    )
    tally = Tally()
    tally.add_faults(file.faults)
    for kind, times in file.repeated.items():
        if times:
            tally.count(kind, "already_here", times)
    charting = Charting(people, run, place)
    for whose, resources in _by_patient(file, place, people, tally).items():
        _import_patient(whose, resources, charting, tally)
    return _reported(file, run, tally)


def _by_patient(file: Opened, place: int, people: People, tally: Tally) -> dict[Whose, list[Incoming]]:
    """The file's resources by the patient they are about."""
    groups: dict[Whose, list[Incoming]] = {Whose.came_along(one): [] for one in file.incoming if one.type == "Patient"}
    for one in sorted(file.incoming, key=lambda each: _order(each.type)):
        if one.type in ("Patient", "Medication"):
            continue
        try:
            groups.setdefault(people.whose(one, place), []).append(one)
        except NotReadable as reason:
            tally.skip(one.type, str(reason), one.name)
    return groups


def _order(kind: str) -> int:
    return BECOME_ROWS.index(kind) if kind in BECOME_ROWS else len(BECOME_ROWS)


def _import_patient(whose: Whose, resources: list[Incoming], charting: Charting, tally: Tally) -> None:
    """Bring in all that one file says of one patient, or nothing of it."""
    own = Tally()
    try:
        patient = charting.bring_in(whose, resources, own)
    except NotReadable as reason:
        _skip_all(whose, resources, charting, tally, str(reason), f"Its patient could not be taken in. {reason}")
    except OperationalError as fault:
        logger.error("Import of file %s could not write a patient: %s", charting.run.sha256, type(fault).__name__)
        _skip_all(whose, resources, charting, tally, COULD_NOT_WRITE, COULD_NOT_WRITE)
    except Exception as fault:
        # No message and no file name: both can hold a patient's name or values.
        logger.error("Import of file %s rolled back a patient: %s", charting.run.sha256, type(fault).__name__)
        says = f"Something went wrong on our side ({type(fault).__name__}). Nothing of this patient was kept."
        _skip_all(whose, resources, charting, tally, says, says)
    else:
        charting.people.remember(whose, patient)
        tally.add(own)


def _skip_all(
    whose: Whose, resources: Iterable[Incoming], charting: Charting, tally: Tally, patient: str, others: str
) -> None:
    if whose.incoming is not None and charting.is_in_this_file(whose.incoming):
        tally.skip("Patient", patient, whose.incoming.name)
    for one in resources:
        tally.skip(one.type, others, one.name)


def _reported(file: Opened, run: ImportRun, tally: Tally) -> ImportReport:
    types = tally.types()
    usable = any(one.usable for one in types)
    report = ImportReport(
        file_name=file.file_name,
        sha256=file.sha256,
        run_id=str(run.pk) if tally.has_written else None,
        says=reports.in_one_sentence(types),
        refused=not usable and any(one.skipped_count for one in types),
        types=types,
        left_aside=tuple(sorted(file.left_aside.items())),
        patients=_each_once(tally.patients),
        notes=tuple(file.notes),
    )
    if tally.has_written:
        run.report = report.as_dict()
        run.save(force_insert=True)
    return report


def _each_once(told: Iterable[PatientReport]) -> tuple[PatientReport, ...]:
    """A patient met twice in one file is told once, as new if the chart is."""
    once: dict[str, PatientReport] = {}
    for one in told:
        once.setdefault(one.id, one)
    return tuple(once.values())


def as_text(told: Iterable[ImportReport]) -> str:
    """All reports for a terminal."""
    return "\n".join(reports.as_text(report) for report in told)


def as_json(told: Iterable[ImportReport]) -> str:
    """All reports as JSON."""
    return json.dumps([report.as_dict() for report in told], indent=2, ensure_ascii=False)
