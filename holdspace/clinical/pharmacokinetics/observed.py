"""What was really measured? Levels in people, as papers report them, to hold the models against."""

from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.pharmacokinetics.bibliography import (
    FANTA_2015,
    PEREZ_RUIXO_2021,
    ROLAN_2014,
    SECOND_HAND,
    SIMONS_2022,
    YANAGIHARA_2003,
)
from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Sampling
from holdspace.clinical.pharmacokinetics.people import Ancestry
from holdspace.clinical.sources import ESKETAMINE_US_LABEL_2019, Mark, Source

MUSCLE_1984 = Source(
    "Intramuscular ketamine analgesia in emergency patients II. Anaesthesist 1984;33:272-5", mark=Mark.ABSTRACT_ONLY
)
ZARATE_2006 = Source("Zarate CA et al. Arch Gen Psychiatry 2006, as tabulated by Zanos 2018", mark=SECOND_HAND)


class Statistic(StrEnum):
    """What of a curve was told."""

    PEAK = "peak, ng/mL"
    POINT = "level at its minute, ng/mL"
    TIME_OF_PEAK = "time of peak, min"
    AREA_6_H = "area to 6 h, ng·h/mL"
    AREA_24_H = "area to 24 h, ng·h/mL"
    SHARE = "share that arrives, %"


@dataclass(frozen=True)
class Observed:
    """One reported value, after one dose, in people of one weight."""

    study: str
    dose: Dose
    weight_kg: float
    analyte: Analyte
    statistic: Statistic
    value: float
    # Where the blood came from; None where the paper, as seen, does not tell.
    sampling: Sampling | None
    source: Source
    # Exposure estimated by the study's own model is no raw measurement; it is told apart.
    is_raw: bool = True
    # Only for a point: when the blood was drawn.
    at_min: float | None = None
    ancestry: Ancestry | None = None


FILM_WEIGHT_KG, USUAL_WEIGHT_KG = 73.0, 70.0
KETAMINE, NORKETAMINE, HYDROXYNORKETAMINE = Analyte.KETAMINE, Analyte.NORKETAMINE, Analyte.HYDROXYNORKETAMINE


def _film(mg: float, analyte: Analyte, peak: float, minute: float, area: float) -> tuple[Observed, ...]:
    dose = Dose(Drug.ESKETAMINE, Route.SL, mg)
    told = ((Statistic.PEAK, peak), (Statistic.TIME_OF_PEAK, minute), (Statistic.AREA_6_H, area))
    return tuple(
        Observed("Simons 2022", dose, FILM_WEIGHT_KG, analyte, statistic, value, Sampling.ARTERIAL, SIMONS_2022)
        for statistic, value in told
    )


def _spray(
    mg: float, ketamine: tuple[float, float], norketamine: tuple[float, float], ancestry: Ancestry | None = None
) -> tuple[Observed, ...]:
    """Peak and area of each; the paper's own estimates for people of 18 to 60 years."""
    dose = Dose(Drug.ESKETAMINE, Route.IN, mg)
    who = f", {ancestry}" if ancestry else ""
    return tuple(
        Observed(
            f"Perez-Ruixo 2021{who}", dose, USUAL_WEIGHT_KG, analyte, kind, value, Sampling.VENOUS, PEREZ_RUIXO_2021,
            is_raw=False, ancestry=ancestry,
        )
        for analyte, values in ((KETAMINE, ketamine), (NORKETAMINE, norketamine))
        for kind, value in zip((Statistic.PEAK, Statistic.AREA_24_H), values, strict=True)
    )  # fmt: skip


def _of(
    study: str,
    dose: Dose,
    statistic: Statistic,
    value: float,
    sampling: Sampling | None,
    source: Source,
    at_min: float | None = None,
) -> Observed:
    weight = FILM_WEIGHT_KG if source is SIMONS_2022 else USUAL_WEIGHT_KG
    return Observed(study, dose, weight, KETAMINE, statistic, value, sampling, source, at_min=at_min)


VENOUS, ARTERIAL = Sampling.VENOUS, Sampling.ARTERIAL
A_DRIP_AFTER_FILM = Dose(Drug.ESKETAMINE, Route.IV, 20, over_min=20)
HALF_A_MG, ONE_MG = Dose(Drug.RACEMIC, Route.IM, 35), Dose(Drug.RACEMIC, Route.IM, 70)
WAFER, SWALLOWED = Dose(Drug.RACEMIC, Route.SL, 25), Dose(Drug.RACEMIC, Route.PO, 50)
IN_THE_MOUTH, SPRAYED = Dose(Drug.RACEMIC, Route.SL, 50), Dose(Drug.RACEMIC, Route.IN, 25)
DRUNK, DEVICE = Dose(Drug.ESKETAMINE, Route.PO, 17.5), Dose(Drug.ESKETAMINE, Route.IN, 28)
PEAK, POINT, TIME_OF_PEAK, SHARE = Statistic.PEAK, Statistic.POINT, Statistic.TIME_OF_PEAK, Statistic.SHARE
A_DRIP = Dose(Drug.RACEMIC, Route.IV, 35, over_min=40)
OBSERVED: tuple[Observed, ...] = (
    _of("Zarate 2006", A_DRIP, PEAK, 185, VENOUS, ZARATE_2006),
    _of("Zarate 2006", A_DRIP, POINT, 185, VENOUS, ZARATE_2006, 40),
    _of("Simons 2022", A_DRIP_AFTER_FILM, PEAK, 273, ARTERIAL, SIMONS_2022),
    _of("Simons 2022", A_DRIP_AFTER_FILM, PEAK, 260, ARTERIAL, SIMONS_2022),
    _of("Simons 2022", A_DRIP_AFTER_FILM, POINT, 273, ARTERIAL, SIMONS_2022, 20),
    _of("Simons 2022", A_DRIP_AFTER_FILM, POINT, 260, ARTERIAL, SIMONS_2022, 20),
    _of("Anaesthesist 1984", HALF_A_MG, PEAK, 147, None, MUSCLE_1984),
    _of("Anaesthesist 1984", HALF_A_MG, POINT, 147, None, MUSCLE_1984, 30),
    _of("Anaesthesist 1984", HALF_A_MG, TIME_OF_PEAK, 30, None, MUSCLE_1984),
    _of("Anaesthesist 1984", ONE_MG, PEAK, 474, None, MUSCLE_1984),
    _of("Anaesthesist 1984", ONE_MG, POINT, 474, None, MUSCLE_1984, 15),
    _of("Anaesthesist 1984", ONE_MG, TIME_OF_PEAK, 15, None, MUSCLE_1984),
    _of("Rolan 2014", WAFER, SHARE, 29, VENOUS, ROLAN_2014),
    _of("Rolan 2014", WAFER, TIME_OF_PEAK, 45, VENOUS, ROLAN_2014),
    _of("Yanagihara 2003", SWALLOWED, SHARE, 20, VENOUS, YANAGIHARA_2003),
    _of("Yanagihara 2003", IN_THE_MOUTH, SHARE, 30, VENOUS, YANAGIHARA_2003),
    _of("Yanagihara 2003", SPRAYED, SHARE, 45, VENOUS, YANAGIHARA_2003),
    _of("Fanta 2015", DRUNK, SHARE, 8, VENOUS, FANTA_2015),
    _of("Esketamine label", DEVICE, SHARE, 48, VENOUS, ESKETAMINE_US_LABEL_2019),
    *_film(50, KETAMINE, 96, 18.8, 139.4),
    *_film(50, NORKETAMINE, 276, 61, 641.6),
    *_film(50, HYDROXYNORKETAMINE, 101, 81, 401.4),
    *_film(100, KETAMINE, 144, 19.1, 222.4),
    *_film(100, NORKETAMINE, 426, 78, 1132.7),
    *_film(100, HYDROXYNORKETAMINE, 189, 109, 749.5),
    *_spray(28, (43.8, 147.3), (59.1, 274.4)),
    *_spray(56, (72.5, 254.7), (119.7, 516.3)),
    *_spray(84, (101.0, 362.2), (180.0, 758.0)),
    *_spray(28, (44.1, 158.2), (73.4, 371.8), Ancestry.ASIAN),
    *_spray(56, (73.2, 275.9), (148.5, 704.8), Ancestry.ASIAN),
    *_spray(84, (102.4, 393.5), (223.5, 1037.0), Ancestry.ASIAN),
    *_spray(28, (57.5, 194.7), (72.1, 406.4), Ancestry.JAPANESE),
    *_spray(56, (94.5, 335.1), (146.3, 760.8), Ancestry.JAPANESE),
    *_spray(84, (131.3, 475.4), (220.4, 1114.0), Ancestry.JAPANESE),
)
