"""Is ketamine safe for the person in this file? The bundle is read, every rule asked, and the planned dose guarded."""

import argparse
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from holdspace.clinic.refusals import Refused
from holdspace.clinical.eligibility import Screening, ScreeningFacts, read, screen
from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.protocols import Guard
from holdspace.config.knowing import terminal
from holdspace.config.knowing.limits import read_limits
from holdspace.config.knowing.plans import guards_of
from holdspace.fhir.one_patient import OnePatient, read_one_patient
from holdspace.fhir.reading_files import UnreadableFile
from holdspace.ui.statuses import status


@dataclass(frozen=True)
class Answer:
    """What rules and guards say of one patient's file."""

    file_name: str
    on: date
    read: OnePatient
    facts: ScreeningFacts
    screening: Screening
    guards: tuple[Guard, ...]
    remarks: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing: first what keeps the rules from deciding, then what was never asked."""
        blocking = (each.says for each in self.screening.findings if each.level is Level.CANNOT_TELL)
        return (*blocking, *(f"{each[:1].upper()}{each[1:]}: not recorded." for each in self.screening.not_recorded))

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        screening = self.screening
        return {
            "file": self.file_name,
            "screened_on": self.on.isoformat(),
            "limits_version": self.facts.limits.version,
            "decision": screening.decision.value,
            "findings": [finding.as_dict() for finding in screening.findings],
            "guards": [guard.id for guard in self.guards],
            "closed_guards": [guard.as_dict() for guard in self.guards],
            "notes": [*screening.notes, *self.remarks],
            "missing": list(self.missing),
            "not_recorded": list(screening.not_recorded),
            "unrecognised_medicines": list(screening.unrecognised_medicines),
            "not_read": [{"resource": each.name, "because": each.because} for each in self.read.not_read],
        }

    def as_text(self) -> str:
        """The answer for a terminal: the decision first, then why, worst first."""
        on = f"{self.on.day} {self.on:%B %Y}"
        lines = [status(self.screening.decision).word, f"{self.file_name}, as of {on}", ""]
        for finding in self.screening.findings:
            lines += _finding(finding)
        if not self.screening.findings:
            lines += ["No rule found anything.", ""]
        for guard in self.guards:
            lines += _guard(guard)
        unread = [f"{each.name}: {each.because}" for each in self.read.not_read]
        lines += terminal.listed("Missing", self.missing)
        lines += terminal.listed("Notes", (*self.screening.notes, *self.remarks))
        lines += terminal.listed("Not read", unread)
        lines.append(terminal.wrapped("Holdspace informs; a clinician decides."))
        return "\n".join(lines)


def _finding(finding: Finding) -> list[str]:
    urgent = ", urgent" if finding.urgent else ""
    lines = [terminal.wrapped(f"{status(finding.level).word}{urgent}: {finding.says} ({finding.rule})")]
    lines.append(terminal.wrapped(finding.because, 4))
    lines += [terminal.wrapped(f"Source: {source}", 4) for source in (finding.source, *finding.other_sources)]
    return [*lines, ""]


def _guard(guard: Guard) -> list[str]:
    kind = "Hard stop" if guard.hard_stop else "Needs two people's override"
    return [
        terminal.wrapped(f"Planned dose. {kind}: {guard.says} ({guard.id})"),
        terminal.wrapped(guard.because, 4),
        terminal.wrapped(f"Source: {guard.source}", 4),
        "",
    ]


def screened(options: argparse.Namespace, *, now: datetime) -> Answer:
    """Screen the file as of its own day, or of the day asked for."""
    limits = read_limits(options.limits)
    try:
        found = read_one_patient(Path(options.file), now=now)
    except UnreadableFile as fault:
        raise Refused(f"{fault.file_name} was not screened. {fault.why}") from None
    on = options.on or found.written_on or now.date()
    facts = read(found.record, on, limits=limits)
    at = datetime.combine(on, time(12), tzinfo=now.tzinfo)
    guards, remarks = guards_of(found, facts, at=at)
    return Answer(Path(options.file).name, on, found, facts, screen(facts), guards, (*found.remarks, *remarks))
