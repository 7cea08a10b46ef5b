"""What level will these doses give, and when? Words from the command line in, a curve with its band out."""

import argparse
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from holdspace.clinic.refusals import Refused
from holdspace.clinical.pharmacokinetics import interactions, models
from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route, base_of_salt
from holdspace.clinical.pharmacokinetics.models import Analyte
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person, Sex
from holdspace.clinical.pharmacokinetics.simulating import Band, Peak, Question, band, peak
from holdspace.config.knowing import terminal

MINUTES_IN = {"": 1.0, "min": 1.0, "h": 60.0}
MOST_PEOPLE, MOST_TIMES = 1_000_000, 10_000
LINES_ON_A_TERMINAL = 13


@dataclass(frozen=True)
class Answer:
    """The curve, its band and its peak."""

    question: Question
    analyte: Analyte
    band: Band
    peak: Peak

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        return {
            "model": self.question.model.code,
            "sampling": self.question.model.sampling.value,
            "analyte": self.analyte.value,
            "unit": "ng/mL",
            "times_min": self.band.times_min.tolist(),
            "median": self.band.median.tolist(),
            "p05": _listed(self.band.low),
            "p95": _listed(self.band.high),
            "band_includes": self.band.includes.value,
            "cmax": self.peak.level,
            "tmax_min": self.peak.at_min,
            "auc_inf": self.peak.area_ng_h_per_ml,
            "auc_unit": "ng*h/mL",
            "warnings": [*self.question.warnings],
            "source": self.question.model.source.as_dict(),
        }

    def as_text(self) -> str:
        """The answer for a terminal, in a dozen lines of the curve."""
        model, top = self.question.model, self.peak
        lines = [
            terminal.wrapped(
                f"{self.analyte.capitalize()} in {model.sampling} blood, by {model.title}: a typical peak of "
                f"{top.level:.0f} ng/mL after {top.at_min:.0f} minutes."
            ),
            "",
        ]
        step = max(1, math.ceil(len(self.band.times_min) / LINES_ON_A_TERMINAL))
        rows = [("minute", "middle", "9 in 10 lie between")]
        lines += terminal.table([*rows, *self._rows(step, "{:.0f}", " and ")])
        lines += ["", terminal.wrapped(f"The band holds {self.band.includes}."), ""]
        lines += terminal.listed("To know before trusting it", [*self.question.warnings, *model.limits])
        lines.append(terminal.wrapped(f"Source: {model.source}"))
        lines.append(terminal.wrapped("It foretells a level; it proposes no dose. A clinician decides."))
        return "\n".join(lines)

    def as_csv(self) -> str:
        """The curve as a table with commas."""
        return "\n".join(["time_min,median,p05,p95", *(",".join(row) for row in self._rows(1, "{:.6g}", ","))])

    def _rows(self, step: int, form: str, between: str) -> list[tuple[str, str, str]]:
        found = self.band
        empty = between if between == "," else "not known"
        rows = []
        for place in range(0, len(found.times_min), step):
            edges = empty
            if found.low is not None and found.high is not None:
                edges = f"{form.format(found.low[place])}{between}{form.format(found.high[place])}"
            rows.append((f"{found.times_min[place]:g}", form.format(found.median[place]), edges))
        return rows


def _listed(edge: Any) -> list[float] | None:
    return None if edge is None else edge.tolist()


def simulated(options: argparse.Namespace) -> Answer:
    """Work out the curve asked for."""
    try:
        question = _question(options)
        analyte = _one_of(Analyte, "Analyte", options.analyte)
        people = _whole("Subjects", options.subjects, 1, MOST_PEOPLE)
        chance = np.random.default_rng(_whole("Seed", options.seed, 0, 2**63))
        return Answer(
            question, analyte, band(question, analyte, _times(options), people, chance), peak(question, analyte)
        )
    except Nonsense as reason:
        raise Refused(f"Nothing was simulated. {reason}") from None


def _question(options: argparse.Namespace) -> Question:
    age = None if options.age is None else _number("Age", options.age, ("", "y"))
    sex = None if options.sex is None else Sex(options.sex)
    person = Person(_number("Weight", options.weight, ("", "kg")), age, sex)
    drug, route = _one_of(Drug, "Drug", options.drug), _one_of(Route, "Route", options.route)
    taken = interactions.together(tuple(interactions.by_name(name) for name in options.interacting))
    doses = tuple(_dose(written, drug, route, person, options) for written in options.dose)
    return Question(models.by_code(options.model), doses, person, taken)


def _dose(written: str, drug: Drug, route: Route, person: Person, options: argparse.Namespace) -> Dose:
    amount, _, moment = written.partition("@")
    found = re.fullmatch(r"\s*(-?[\d.]+)\s*(mg/kg|mg)\s*", amount)
    if not found:
        raise Nonsense(f"Dose: {amount!r} is no amount of drug. Write milligrams, as in 35mg or 0.5mg/kg.")
    value = _float("Dose", found[1]) * (person.weight_kg if found[2] == "mg/kg" else 1.0)
    return Dose(
        drug,
        route,
        base_of_salt(value) if options.salt else value,
        at_min=_minutes("Time of dose", moment) if moment else 0.0,
        over_min=_minutes("Duration", options.over),
        hold_min=_minutes("Hold", options.hold),
        swallowed=not options.spit,
    )


def _times(options: argparse.Namespace) -> Any:
    if options.at is not None:
        times = [_minutes("Times", each) for each in options.at.split(",")]
        if min(times) < 0:
            raise Nonsense("Times: none lies before minute 0.")
        return np.array(sorted(set(times)))
    until, every = _minutes("Until", options.until), _minutes("Every", options.every)
    if not (every > 0 and 0 < until <= every * MOST_TIMES):
        raise Nonsense(f"Until and every: {until:g} min every {every:g} min is not from 1 to {MOST_TIMES} times.")
    return np.arange(0.0, until + every / 2, every)


def _minutes(field: str, written: str) -> float:
    found = re.fullmatch(r"\s*(-?[\d.]+)\s*(min|h|)\s*", written)
    if not found:
        raise Nonsense(f"{field}: {written!r} is no time. Write minutes or hours, as in 40min or 4h.")
    return _float(field, found[1]) * MINUTES_IN[found[2]]


def _number(field: str, written: str, units: Sequence[str]) -> float:
    found = re.fullmatch(r"\s*(-?[\d.]+)\s*([a-z]*)\s*", written)
    if not found or found[2] not in units:
        raise Nonsense(f"{field}: {written!r} is not a number in {units[-1]}.")
    return _float(field, found[1])


def _float(field: str, digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        raise Nonsense(f"{field}: {digits!r} is no number.") from None


def _whole(field: str, written: str, lowest: int, highest: int) -> int:
    if written.isascii() and written.isdigit() and lowest <= int(written) <= highest:
        return int(written)
    raise Nonsense(f"{field}: {written!r} is not a whole number from {lowest} to {highest}.")


def _one_of(kind: Callable[[str], Any], field: str, written: str) -> Any:
    try:
        return kind(written.casefold())
    except ValueError:
        known = ", ".join(each.value for each in kind)  # type: ignore[attr-defined]
        raise Nonsense(f"{field}: {written!r} is not known. There are: {known}.") from None
