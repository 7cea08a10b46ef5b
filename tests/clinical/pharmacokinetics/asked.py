"""Questions in few words, for tests."""

import numpy as np

from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.interactions import NONE, by_name
from holdspace.clinical.pharmacokinetics.models import Analyte, by_code
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.simulating import Question

RACEMIC, ESKETAMINE = Drug.RACEMIC, Drug.ESKETAMINE
IV, IM, SC, SL, PO, IN = Route
KETAMINE, NORKETAMINE, HYDROXYNORKETAMINE, EFFECT = Analyte
TYPICAL = Person(weight_kg=70, age_years=40)
MINUTES = np.arange(0.0, 241.0)
A_DRIP = Dose(RACEMIC, IV, 35, over_min=40)


def ask(model: str, *doses: Dose, person: Person = TYPICAL, interacting: str | None = None) -> Question:
    return Question(by_code(model), doses, person, by_name(interacting) if interacting else NONE)
