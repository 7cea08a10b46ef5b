"""What level will these doses give, and when? The curve with its band, told as JSON, text, a table or a picture."""

import argparse
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from holdspace.clinic.refusals import Refused
from holdspace.clinical.pharmacokinetics.effects import Expected, expected
from holdspace.clinical.pharmacokinetics.models import Analyte
from holdspace.clinical.pharmacokinetics.people import Nonsense
from holdspace.clinical.pharmacokinetics.simulating import Band, Peak, Question, band, band_over_models, peak
from holdspace.config.knowing import terminal
from holdspace.config.knowing.asking import MOST_PEOPLE, Asked, asked, times, whole

LINES_ON_A_TERMINAL = 13
EFFECT_PEOPLE = 500


@dataclass(frozen=True)
class Answer:
    """The curve, its band, and the peak by each model asked."""

    asked: Asked
    band: Band
    peaks: tuple[Peak, ...]
    effects: Expected | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """One for each model."""
        return self.asked.questions

    @property
    def analyte(self) -> Analyte:
        """What was read off."""
        return self.asked.analyte

    @property
    def warnings(self) -> list[str]:
        """What to know before trusting it; which model says so, where there are several."""
        told = list(self.asked.assumed)
        for question in self.questions:
            name = f"{question.model.title}: " if len(self.questions) > 1 else ""
            told += [f"{name}{warning}" for warning in question.warnings]
        return list(dict.fromkeys(told))

    @property
    def sampling(self) -> str:
        """Where the blood came from; several, where models differ."""
        return " and ".join(dict.fromkeys(each.model.sampling.value for each in self.questions))

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        first = self.peaks[0]
        return {
            "model": "+".join(each.model.code for each in self.questions),
            "model_because": self.asked.because,
            "sampling": self.sampling,
            "analyte": self.analyte.value,
            "unit": "ng/mL",
            "times_min": self.band.times_min.tolist(),
            "median": self.band.median.tolist(),
            "p05": _listed(self.band.low),
            "p95": _listed(self.band.high),
            "band_includes": self.band.includes.value,
            "cmax": first.level,
            "tmax_min": first.at_min,
            "auc_inf": first.area_ng_h_per_ml,
            "auc_unit": "ng*h/mL",
            "by_model": [_of_model(*each) for each in zip(self.questions, self.peaks, strict=True)],
            "warnings": self.warnings,
            "limits": list(
                dict.fromkeys(limit for each in self.questions for limit in each.model.limits_for(each.doses))
            ),
            "source": self.questions[0].model.source.as_dict(),
            **({"effects": self.effects.as_dict()} if self.effects else {}),
        }

    def as_text(self) -> str:
        """The answer for a terminal, in a dozen lines of the curve."""
        lines = [
            terminal.wrapped(
                f"{self.analyte.capitalize()} in {question.model.sampling} blood, by {question.model.title}: a typical "
                f"peak of {top.level:.0f} ng/mL after {top.at_min:.0f} minutes."
            )
            for question, top in zip(self.questions, self.peaks, strict=True)
        ]
        step = max(1, math.ceil(len(self.band.times_min) / LINES_ON_A_TERMINAL))
        rows = [("minute", "middle", "9 in 10 lie between")]
        lines += ["", *terminal.table([*rows, *self._rows(step, "{:.0f}", " and ")])]
        lines += ["", terminal.wrapped(f"The band holds {self.band.includes}."), ""]
        lines += self._effects_in_words()
        limits = [limit for each in self.questions for limit in each.model.limits_for(each.doses)]
        lines += terminal.listed("To know before trusting it", [*self.warnings, *dict.fromkeys(limits)])
        lines.append(terminal.wrapped(f"Why this model: {self.asked.because}."))
        lines += [terminal.wrapped(f"Source: {each.model.source}") for each in self.questions]
        lines.append(terminal.wrapped("It foretells a level; it proposes no dose. A clinician decides."))
        return "\n".join(lines)

    def _effects_in_words(self) -> list[str]:
        if self.effects is None:
            return []
        model = self.questions[0].model
        lines = [terminal.wrapped(f"Effects, by {model.title}, {model.sampling} blood, population estimate:"), ""]
        rows = [("effect, in minutes", "in", "begins", "highest", "gone")]
        for each in self.effects.courses:
            found = (each.timing.onset, each.timing.peak, each.timing.gone)
            between = [f"{one.low_min:.0f} to {one.high_min:.0f}" if one else "–" for one in found]
            rows.append((each.title, f"{each.timing.reached_percent:.0f} %", *between))
        lines += [*terminal.table(rows), ""]
        lines += [terminal.wrapped(f"{each.title} is not told: {each.why}") for each in self.effects.not_modelled]
        lines += [terminal.wrapped(f"{each.counted} {each.compared}") for each in self.effects.tendencies]
        if window := self.effects.readiness:
            beyond = "or later" if window.is_open else "minutes"
            words = f"Earliest plausible readiness: from {window.low_min:.0f} to {window.high_min:.0f} {beyond}."
            lines.append(terminal.wrapped(f"{words} A band, no time to plan on; the criteria for leaving decide."))
        return [*lines, ""]

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


def _of_model(question: Question, top: Peak) -> dict[str, Any]:
    return {
        "model": question.model.code,
        "sampling": question.model.sampling.value,
        "cmax": top.level,
        "tmax_min": top.at_min,
        "auc_inf": top.area_ng_h_per_ml,
        "source": question.model.source.as_dict(),
    }


def simulated(options: argparse.Namespace) -> Answer:
    """Work out the curve asked for."""
    try:
        told = asked(options)
        people = whole("Subjects", options.subjects, 1, MOST_PEOPLE)
        chance = np.random.default_rng(whole("Seed", options.seed, 0, 2**63))
        moments = times(options)
        if len(told.questions) > 1:
            found = band_over_models(told.questions, told.analyte, moments, people, chance, options.measured)
        else:
            found = band(told.questions[0], told.analyte, moments, people, chance, options.measured)
        peaks = tuple(peak(question, told.analyte) for question in told.questions)
        effects = expected(told.questions[0], EFFECT_PEOPLE, chance) if options.effects else None
        return Answer(told, found, peaks, effects)
    except Nonsense as reason:
        raise Refused(f"Nothing was simulated. {reason}") from None
