"""What was really measured? Levels in people, as papers report them, to hold the models against."""

from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.pharmacokinetics.bibliography import PEREZ_RUIXO_2021, SECOND_HAND, SIMONS_2022
from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Sampling
from holdspace.clinical.sources import Mark, Source

MUSCLE_1984 = Source(
    "Intramuscular ketamine analgesia in emergency patients II. Anaesthesist 1984;33:272-5", mark=Mark.ABSTRACT_ONLY
)
ZARATE_2006 = Source("Zarate CA et al. Arch Gen Psychiatry 2006, as tabulated by Zanos 2018", mark=SECOND_HAND)


class Statistic(StrEnum):
    """What of a curve was told."""

    PEAK = "peak, ng/mL"
    AREA_6_H = "area to 6 h, ng·h/mL"
    AREA_24_H = "area to 24 h, ng·h/mL"


@dataclass(frozen=True)
class Observed:
    """One reported value, after one dose, in people of one weight."""

    study: str
    dose: Dose
    weight_kg: float
    analyte: Analyte
    statistic: Statistic
    value: float
    sampling: Sampling
    source: Source
    # Exposure estimated by the study's own model is no raw measurement; it is told apart.
    is_raw: bool = True


FILM_WEIGHT_KG, USUAL_WEIGHT_KG = 73.0, 70.0


def _film(mg: float, analyte: Analyte, peak: float, area: float) -> tuple[Observed, ...]:
    dose = Dose(Drug.ESKETAMINE, Route.SL, mg)
    return tuple(
        Observed("Simons 2022", dose, FILM_WEIGHT_KG, analyte, statistic, value, Sampling.ARTERIAL, SIMONS_2022)
        for statistic, value in ((Statistic.PEAK, peak), (Statistic.AREA_6_H, area))
    )


def _spray(mg: float, analyte: Analyte, peak: float, area: float) -> tuple[Observed, ...]:
    dose = Dose(Drug.ESKETAMINE, Route.IN, mg)
    return tuple(
        Observed(
            "Perez-Ruixo 2021", dose, USUAL_WEIGHT_KG, analyte, kind, value, Sampling.VENOUS, PEREZ_RUIXO_2021, False
        )
        for kind, value in ((Statistic.PEAK, peak), (Statistic.AREA_24_H, area))
    )


def _peak(study: str, dose: Dose, weight_kg: float, value: float, sampling: Sampling, source: Source) -> Observed:
    return Observed(study, dose, weight_kg, Analyte.KETAMINE, Statistic.PEAK, value, sampling, source)


A_DRIP_AFTER_FILM = Dose(Drug.ESKETAMINE, Route.IV, 20, over_min=20)
OBSERVED: tuple[Observed, ...] = (
    _peak("Zarate 2006", Dose(Drug.RACEMIC, Route.IV, 35, over_min=40), 70, 185, Sampling.VENOUS, ZARATE_2006),
    _peak("Simons 2022", A_DRIP_AFTER_FILM, FILM_WEIGHT_KG, 273, Sampling.ARTERIAL, SIMONS_2022),
    _peak("Simons 2022", A_DRIP_AFTER_FILM, FILM_WEIGHT_KG, 260, Sampling.ARTERIAL, SIMONS_2022),
    _peak("Anaesthesist 1984", Dose(Drug.RACEMIC, Route.IM, 35), 70, 147, Sampling.VENOUS, MUSCLE_1984),
    _peak("Anaesthesist 1984", Dose(Drug.RACEMIC, Route.IM, 70), 70, 474, Sampling.VENOUS, MUSCLE_1984),
    *_film(50, Analyte.KETAMINE, 96, 139.4),
    *_film(50, Analyte.NORKETAMINE, 276, 641.6),
    *_film(50, Analyte.HYDROXYNORKETAMINE, 101, 401.4),
    *_film(100, Analyte.KETAMINE, 144, 222.4),
    *_film(100, Analyte.NORKETAMINE, 426, 1132.7),
    *_film(100, Analyte.HYDROXYNORKETAMINE, 189, 749.5),
    *_spray(28, Analyte.KETAMINE, 43.8, 147.3),
    *_spray(28, Analyte.NORKETAMINE, 59.1, 274.4),
    *_spray(56, Analyte.KETAMINE, 72.5, 254.7),
    *_spray(56, Analyte.NORKETAMINE, 119.7, 516.3),
    *_spray(84, Analyte.KETAMINE, 101.0, 362.2),
    *_spray(84, Analyte.NORKETAMINE, 180.0, 758.0),
)
