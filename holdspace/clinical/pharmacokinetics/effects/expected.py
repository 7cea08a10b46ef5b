"""All effects of a course together: the mind, circulation, what was only counted, and when it may all be over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from holdspace.clinical.pharmacokinetics.doses import Drug
from holdspace.clinical.pharmacokinetics.effects import mind
from holdspace.clinical.pharmacokinetics.effects.circulation import (
    CIRCULATION,
    COUNTS,
    COUNTS_FROM,
    RESPONSE_SPREAD,
    changes,
)
from holdspace.clinical.pharmacokinetics.effects.levels import Levels, levels_like
from holdspace.clinical.pharmacokinetics.effects.tendencies import Tendency, tendencies
from holdspace.clinical.pharmacokinetics.effects.timing import Moment, Timing, gone_at, moment_of, timing_of
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.models.model import Sampling
from holdspace.clinical.pharmacokinetics.simulating import Band, Question, band_of
from holdspace.clinical.sources import Source

STEP_MIN, AFTER_LAST_DOSE_MIN = 2.0, 480.0
TITLES = {"systolic": "Systolic pressure", "diastolic": "Diastolic pressure", "heart rate": "Heart rate"}
READY = Source.judgement(
    "The readiness window is when, in nine of ten possible people, the effect on the mind and the rise of pressure "
    "have both fallen below what counts as there. It is never one time, and no criterion for leaving."
)


@dataclass(frozen=True)
class Course:
    """One effect over time."""

    code: str
    title: str
    unit: str
    band: Band
    timing: Timing
    label: str
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    def as_dict(self) -> dict[str, Any]:
        """The course as plain data for JSON."""
        times, edges = self.timing, (self.band.low, self.band.high)
        moments = {"onset": times.onset, "peak": times.peak, "return": times.gone}
        return {
            "effect": self.code,
            "unit": self.unit,
            "label": self.label,
            "times_min": self.band.times_min.tolist(),
            "median": self.band.median.tolist(),
            **{name: None if edge is None else edge.tolist() for name, edge in zip(("p05", "p95"), edges, strict=True)},
            "counts_from": times.threshold,
            "reached_percent": times.reached_percent,
            **{name: None if moment is None else moment.as_dict() for name, moment in moments.items()},
            "notes": list(self.notes),
            "sources": [source.as_dict() for source in self.sources],
        }


@dataclass(frozen=True)
class NotModelled:
    """An effect that cannot be foretold here, and why."""

    code: str
    title: str
    why: str

    def as_dict(self) -> dict[str, Any]:
        """The gap as plain data for JSON."""
        return {"effect": self.code, "not_modelled": self.why}


@dataclass(frozen=True)
class Expected:
    """Everything expected of a course of doses."""

    courses: tuple[Course, ...]
    not_modelled: tuple[NotModelled, ...]
    tendencies: tuple[Tendency, ...]
    # Minutes after the first dose; None where nothing that counts was reached, or no spread is known.
    readiness: Moment | None

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain data for JSON."""
        window = self.readiness
        return {
            "courses": [each.as_dict() for each in self.courses],
            "not_modelled": [each.as_dict() for each in self.not_modelled],
            "tendencies": [each.as_dict() for each in self.tendencies],
            "earliest_plausible_readiness_window": window
            and {"from_min": window.low_min, "to_min": window.high_min, "open": window.is_open, "says": READY.text},
        }


def expected(question: Question, people: int, generator: np.random.Generator) -> Expected:
    """What is to be expected of these doses, in this person, by this model."""
    end = max(dose.end_min for dose in question.doses) + AFTER_LAST_DOSE_MIN
    levels = levels_like(question, np.arange(0.0, end + STEP_MIN / 2, STEP_MIN), people, generator)
    label = f"{question.model.title}, {question.model.sampling} blood, population estimate"
    of_mind, missing, mind_there = _of_the_mind(question, levels, label, generator)
    rises = changes(levels, generator)
    there = [mind_there, *(rises[each.code] >= COUNTS_FROM for each in CIRCULATION[:2])]
    return Expected(
        (*of_mind, *_of_circulation(levels.times_min, rises, label)),
        missing,
        tendencies(question, levels.times_min),
        _readiness(levels.times_min, there),
    )


def _readiness(times_min: Array, there: list[Array]) -> Moment | None:
    anything = np.logical_or.reduce(there)
    # One typical person gives one time, and that is never told.
    if not anything.any() or anything.shape[1] < 2:
        return None
    return moment_of(*gone_at(times_min, anything))


def _of_the_mind(
    question: Question, levels: Levels, label: str, generator: np.random.Generator
) -> tuple[tuple[Course, ...], tuple[NotModelled, ...], Array]:
    courses: list[Course] = []
    missing: list[NotModelled] = []
    there = np.zeros(levels.total.shape, dtype=bool)
    if all(dose.drug is Drug.RACEMIC for dose in question.doses):
        courses.append(_dissociation(question, levels, label, generator))
        there = there | (levels.total >= mind.LOWEST_TESTED)
    else:
        missing.append(NotModelled("dissociation", "Dissociation", ONLY_RACEMATE))
    if levels.s is not None:
        courses.append(_high(levels.times_min, levels.s, label))
        there = there | (levels.s >= mind.HIGH_THRESHOLD_LEVEL)
    else:
        missing.append(NotModelled("drug high", "Feeling of a high", f"{question.model.title} {S_NOT_APART}"))
    return tuple(courses), tuple(missing), there


ONLY_RACEMATE = "The scales were held against levels of racemic ketamine only; nobody measured them for esketamine."
S_NOT_APART = "does not tell S-ketamine apart, on which alone it was found to rest."
NOT_PEOPLE = (
    "The band holds differences of level and between the scales, not how differently people feel the same level: "
    "single people lie further out, mostly upward."
)


def _dissociation(question: Question, levels: Levels, label: str, generator: np.random.Generator) -> Course:
    notes = [NOT_PEOPLE]
    if levels.total.max(axis=0).mean() > mind.HIGHEST_TESTED:
        notes.append(f"Above {mind.HIGHEST_TESTED:g} ng/mL nothing was measured; the line is drawn on.")
    if question.model.sampling is not Sampling.VENOUS:
        notes.append("The scales were held against venous blood; this model foretells arterial blood, which is higher.")
    words = f"from {mind.LOWEST_TESTED:g} ng/mL, the lowest level tested"
    return Course(
        "dissociation",
        "Dissociation",
        "% of a scale",
        band_of(levels.times_min, mind.dissociation(levels, generator)),
        timing_of(levels.times_min, levels.total, mind.LOWEST_TESTED, words),
        label,
        tuple(notes),
        (mind.DISSOCIATION, mind.MIDDLE_OF_SCALES),
    )


def _high(times_min: Array, s_level: Array, label: str) -> Course:
    words = f"from a quarter of the largest effect, {mind.HIGH_THRESHOLD_LEVEL:.0f} ng/mL of S-ketamine"
    return Course(
        "drug high",
        "Feeling of a high",
        "% of the largest",
        band_of(times_min, mind.drug_high(s_level)),
        timing_of(times_min, s_level, mind.HIGH_THRESHOLD_LEVEL, words),
        label,
        ("The band holds differences of level only; how people differ in feeling it was not seen.",),
        (mind.DRUG_HIGH, mind.PLAIN_CURVE),
    )


def _of_circulation(times_min: Array, rises: Mapping[str, Array], label: str) -> tuple[Course, ...]:
    return tuple(
        Course(
            each.code,
            TITLES[each.code],
            each.unit,
            band_of(times_min, rises[each.code]),
            timing_of(times_min, rises[each.code], COUNTS_FROM, f"from a rise of 5 {each.unit}"),
            label,
            ("A rise from before the dose. The band holds how strongly people answer.",),
            (each.source, RESPONSE_SPREAD, COUNTS),
        )
        for each in CIRCULATION
    )
