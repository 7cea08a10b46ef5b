"""At what levels do effects look? Ketamine behind the blood of many possible people, and the S half of it apart."""

from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics import between_studies, solving
from holdspace.clinical.pharmacokinetics.doses import Drug
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.models.model import Analyte
from holdspace.clinical.pharmacokinetics.parameters import varying
from holdspace.clinical.pharmacokinetics.simulating import Question, deviations_of, mirrored


@dataclass(frozen=True)
class Levels:
    """At the site of effect, ng/mL: (times, people). S is None where a model does not tell it apart."""

    times_min: Array
    total: Array
    s: Array | None

    @property
    def people(self) -> int:
        """How many possible people; 1 where only the typical one is known."""
        return int(self.total.shape[1])


def levels_like(question: Question, times_min: Array, people: int, generator: np.random.Generator) -> Levels:
    """The levels of many possible people, or of the typical one where a model tells of no spread."""
    model = question.model
    if not model.has_spread:
        people = 1
    strays = deviations_of(model, people, generator) if people > 1 else np.zeros((1, len(varying(model.parameters))))
    wider = between_studies.uncertainty_of_numbers(model.validity.measured_people)
    forms = solving.filled(model, question.doses, question.person, question.interaction, wider * strays)
    parts = [solving.levels([form], [Analyte.EFFECT], times_min)[Analyte.EFFECT].T for form in forms]
    if people > 1:
        apart = between_studies.spread_of(question.doses, Analyte.EFFECT)
        beside = np.exp(apart * mirrored(people, 1, generator)[:, 0])
        parts = [part * beside for part in parts]
    only_s = all(dose.drug is Drug.ESKETAMINE for dose in question.doses)
    return Levels(times_min, sum(parts), parts[0] if model.by_enantiomer or only_s else None)
