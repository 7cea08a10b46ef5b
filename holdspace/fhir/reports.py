"""What came of an import? By resource type: how many were kept, here already, amended, skipped and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from holdspace.fhir.bundles import Fault
from holdspace.fhir.resource_types import BECOME_ROWS, IN_WORDS

NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Reason:
    """Why some resources were skipped, or what is to be said about some that were kept."""

    because: str
    count: int
    first: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"because": self.because, "count": self.count, "first": list(self.first)}

    @property
    def names(self) -> str:
        """The first few by name: "Condition/1, Condition/2 and 3 more"."""
        more = self.count - len(self.first)
        return ", ".join(self.first) + (f" and {more} more" if more else "")


@dataclass(frozen=True)
class TypeReport:
    """What came of all resources of one type."""

    type: str
    kept: int = 0
    already_here: int = 0
    amended: int = 0
    skipped: tuple[Reason, ...] = ()
    remarks: tuple[Reason, ...] = ()

    @property
    def words(self) -> str:
        """The type as people say it."""
        return IN_WORDS.get(self.type, self.type)

    @property
    def skipped_count(self) -> int:
        """How many were skipped, for whatever reason."""
        return sum(reason.count for reason in self.skipped)

    @property
    def usable(self) -> int:
        """How many stand in the record now."""
        return self.kept + self.already_here + self.amended

    @property
    def counts(self) -> str:
        """In words: "12 kept, 1 skipped"."""
        said = (
            (self.kept, "kept"),
            (self.already_here, "already here"),
            (self.amended, "amended"),
            (self.skipped_count, "skipped"),
        )
        return ", ".join(f"{count} {what}" for count, what in said if count)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "type": self.type,
            "kept": self.kept,
            "already_here": self.already_here,
            "amended": self.amended,
            "skipped": [reason.as_dict() for reason in self.skipped],
            "remarks": [reason.as_dict() for reason in self.remarks],
        }


@dataclass(frozen=True)
class PatientReport:
    """A patient whose chart the file concerns."""

    id: str
    number: str
    is_new: bool
    is_deceased: bool

    @property
    def says(self) -> str:
        """In words, with what it means for booking."""
        return ("new chart" if self.is_new else "chart already here") + (
            ", has died: cannot be booked" if self.is_deceased else ""
        )

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"id": self.id, "number": self.number, "is_new": self.is_new, "is_deceased": self.is_deceased}


@dataclass(frozen=True)
class ImportReport:
    """What came of one file; `refused` when nothing of it could be used, and `says` then tells why."""

    file_name: str
    sha256: str = ""
    run_id: str | None = None
    says: str = ""
    refused: bool = False
    types: tuple[TypeReport, ...] = ()
    left_aside: tuple[tuple[str, int], ...] = ()
    patients: tuple[PatientReport, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the record is another one than before."""
        return any(one.kept or one.amended for one in self.types)

    @property
    def is_unreadable(self) -> bool:
        """Whether the file itself could not be read, so that nothing is known of its entries."""
        return self.refused and not self.types

    @property
    def reasons(self) -> list[tuple[str, Reason]]:
        """Every reason for skipping, with its type in words."""
        return [(one.words, reason) for one in self.types for reason in one.skipped]

    @property
    def remarks(self) -> list[tuple[str, Reason]]:
        """Everything to be said about what was kept, with its type in words."""
        return [(one.words, reason) for one in self.types for reason in one.remarks]

    def count(self, what: str) -> int:
        """The total of `kept`, `already_here`, `amended` or `skipped_count` over all types."""
        return sum(getattr(one, what) for one in self.types)

    def as_dict(self) -> dict[str, Any]:
        """For JSON and for keeping."""
        return {
            "file": self.file_name,
            "sha256": self.sha256,
            "run": self.run_id,
            "refused": self.refused,
            "says": self.says,
            "types": [one.as_dict() for one in self.types],
            "left_aside": dict(self.left_aside),
            "patients": [one.as_dict() for one in self.patients],
            "notes": list(self.notes),
        }


def from_dict(kept: dict[str, Any]) -> ImportReport:
    """A report as it was kept with its run."""
    return ImportReport(
        file_name=kept["file"],
        sha256=kept["sha256"],
        run_id=kept["run"],
        says=kept["says"],
        refused=kept["refused"],
        types=tuple(_type_from(one) for one in kept["types"]),
        left_aside=tuple(kept["left_aside"].items()),
        patients=tuple(PatientReport(**one) for one in kept["patients"]),
        notes=tuple(kept["notes"]),
    )


def _type_from(kept: dict[str, Any]) -> TypeReport:
    reasons = {
        name: tuple(Reason(one["because"], one["count"], tuple(one["first"])) for one in kept[name])
        for name in ("skipped", "remarks")
    }
    return TypeReport(**(kept | reasons))


@dataclass
class Tally:
    """Counts while an import goes on; one for each patient, so that a patient who fails takes only their own along."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    remarks: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    patients: list[PatientReport] = field(default_factory=list)
    has_written: bool = False

    def count(self, kind: str, outcome: str, number: int = 1) -> None:
        """One more was kept, amended or already here."""
        self.outcomes[kind, outcome] += number

    def skip(self, kind: str, reason: str, name: str) -> None:
        """One was skipped, and this is why."""
        self.skipped.setdefault((kind, reason), []).append(name)

    def remark(self, kind: str, says: str, name: str) -> None:
        """Something is to be said about one that was kept."""
        self.remarks.setdefault((kind, says), []).append(name)

    def add(self, other: "Tally") -> None:
        """Take over the counts of one patient."""
        self.outcomes += other.outcomes
        self.patients += other.patients
        self.has_written |= other.has_written
        for mine, theirs in ((self.skipped, other.skipped), (self.remarks, other.remarks)):
            for key, names in theirs.items():
                mine.setdefault(key, []).extend(names)

    def add_faults(self, faults: Iterable[Fault]) -> None:
        """Count what could not even be taken out of the file."""
        for fault in faults:
            self.skip(fault.type, fault.reason, fault.name)

    def types(self) -> tuple[TypeReport, ...]:
        """The counts, type by type, in the order in which types are written."""
        found = {kind for kind, _ in (*self.outcomes, *self.skipped, *self.remarks)}
        in_order = [kind for kind in BECOME_ROWS if kind in found] + sorted(found - set(BECOME_ROWS))
        return tuple(self._type(kind) for kind in in_order)

    def _type(self, kind: str) -> TypeReport:
        counts = {what: self.outcomes[kind, what] for what in ("kept", "already_here", "amended")}
        return TypeReport(kind, **counts, skipped=_reasons(self.skipped, kind), remarks=_reasons(self.remarks, kind))


def _reasons(said: dict[tuple[str, str], list[str]], kind: str) -> tuple[Reason, ...]:
    return tuple(
        Reason(because, len(names), tuple(names[:NAMED_AT_MOST]))
        for (of_kind, because), names in said.items()
        if of_kind == kind
    )


def as_text(report: ImportReport) -> str:
    """One file's report for a terminal."""
    lines = [f"{report.file_name}: {report.says}"]
    lines += [f"  {patient.number}  {patient.says}" for patient in report.patients]
    for one in report.types:
        lines.append(f"  {one.type:<20} {one.counts}")
        lines += [f"    {reason.count} skipped: {reason.because} ({reason.names})" for reason in one.skipped]
        lines += [f"    {reason.count} to look at: {reason.because} ({reason.names})" for reason in one.remarks]
    if report.left_aside:
        lines.append("  Left aside, not used here: " + ", ".join(f"{n} {kind}" for kind, n in report.left_aside))
    return "\n".join([*lines, *(f"  {note}" for note in report.notes)])


def in_one_sentence(types: Sequence[TypeReport]) -> str:
    """What came of a file, in one sentence."""
    whole = TypeReport(
        "all",
        kept=sum(one.kept for one in types),
        already_here=sum(one.already_here for one in types),
        amended=sum(one.amended for one in types),
        skipped=tuple(reason for one in types for reason in one.skipped),
    )
    if not whole.usable and whole.skipped_count:
        skipped = "1 entry was" if whole.skipped_count == 1 else f"{whole.skipped_count} entries were"
        return f"Nothing was imported: {skipped} skipped. {whole.skipped[0].because}"
    if not whole.usable:
        return "Nothing was imported: it holds nothing that belongs in a patient's record."
    if not whole.kept and not whole.amended:
        return (
            "Nothing changed: all of it was here already."
            if not whole.skipped_count
            else f"Nothing changed: {whole.counts}."
        )
    return f"{whole.counts[0].upper()}{whole.counts[1:]}."
