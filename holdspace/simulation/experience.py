"""What happens under the drug, minute by minute, by each route: invented, and in the order in which it is written down.

The rise of pressure and the swell of dissociation follow the usual shape of the route, as told in the protocols; they
are no model of the drug.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import Any

from holdspace.simulation import phrases
from holdspace.simulation.life import Life

Entry = tuple[str, dict[str, Any]]
# The dose that is under way in the demo, in two parts.
A_SPLIT_DOSE: list[tuple[int, Entry]] = [
    (0, ("dose", {"mg": "40", "route": "im"})),
    (4, ("music", {"text": "Kora and low strings"})),
    (5, ("level", {"scale": "dissociation", "value": 1})),
    (10, ("level", {"scale": "dissociation", "value": 4})),
    (11, ("vital_signs", {"systolic": 131, "diastolic": 81, "heart_rate": 72, "spo2": 98, "on_air": True})),
    (12, ("dose", {"mg": "20", "route": "im"})),
    (15, ("level", {"scale": "dissociation", "value": 6})),
    (18, ("words", {"text": "I can hear the rain on the zinc."})),
    (20, ("level", {"scale": "dissociation", "value": 7})),
    (20, ("vital_signs", {"systolic": 140, "diastolic": 88, "heart_rate": 79, "spo2": 97, "on_air": True})),
    (24, ("side_effect", {"term": "Nausea", "severity": "mild"})),
    (24, ("intervention", {"what": "breathing"})),
    (26, ("level", {"scale": "dissociation", "value": 8})),
    (30, ("vital_signs", {"systolic": 134, "diastolic": 84, "heart_rate": 75, "spo2": 97, "on_air": True})),
    (32, ("level", {"scale": "dissociation", "value": 6})),
    (32, ("note", {"state": "settled"})),
    (36, ("words", {"text": "Grandmother's kitchen. The light is on."})),
    (37, ("level", {"scale": "dissociation", "value": 5})),
]


@dataclass(frozen=True)
class Shape:
    """One route: when the effect peaks, when pressure is measured, when recovery begins and the person may go."""

    peak: int
    checks: tuple[int, ...]
    recovery: int
    ready: int


SHAPES = {
    "im": Shape(22, (10, 20, 30, 45, 60, 90, 118), 65, 122),
    "sc": Shape(28, (10, 20, 30, 45, 60, 90, 118), 70, 122),
    "sl": Shape(50, (15, 40, 60, 90, 118), 95, 124),
    "iv": Shape(35, (10, 20, 30, 40, 55, 70, 85, 100), 45, 104),
}


def strength(shape: Shape, minute: int) -> float:
    """How strong the effect is, from 0 to 1: a rise to the peak and a slower fall."""
    ratio = minute / shape.peak
    return ratio * exp(1 - ratio)


def vital_signs(life: Life, shape: Shape, minute: int) -> dict[str, Any]:
    """One set of vital signs at this minute."""
    upper, lower = life.person.pressure
    effect = strength(shape, minute) if minute > 0 else 0
    loose = life.chance.randrange
    return {
        "systolic": upper + round(16 * effect) + loose(4),
        "diastolic": lower + round(11 * effect) + loose(3),
        "heart_rate": life.person.pulse + round(8 * effect) + loose(3),
        "spo2": 98 - round(1.4 * effect) - loose(2),
        "respiratory_rate": 14 + loose(3),
        "temperature": f"36.{4 + loose(4)}",
        "on_air": True,
        "warning_symptoms": False,
    }


def given(life: Life, number: int) -> Iterator[tuple[int, Entry]]:
    """The dose itself, whole; an infusion has its rate and its end."""
    way = life.way
    whole = way.dose(number)
    if way.route == "iv" and way.vial and way.minutes:
        yield 0, ("dose", {"mg": str(whole), "route": "iv", "over_minutes": way.minutes})
        yield 0, ("infusion_rate", {"ml_per_hour": str(round(whole / way.vial * 60 / way.minutes, 1))})
        yield way.minutes, ("infusion_rate", {"ended": True})
    else:
        yield 0, ("dose", {"mg": str(whole), "route": way.route})


def entries(life: Life, number: int, *, until: int = 10_000) -> list[tuple[int, Entry]]:
    """Everything written down up to a minute, in order."""
    shape = SHAPES[life.way.route]
    found = [*given(life, number), *_watched(life, shape), *_told(life, shape, number)]
    return sorted((each for each in found if each[0] <= until), key=lambda each: each[0])


def _watched(life: Life, shape: Shape) -> Iterator[tuple[int, Entry]]:
    for minute in shape.checks:
        yield minute, ("vital_signs", vital_signs(life, shape, minute))
    for share in (0.3, 0.7, 1.0, 1.6, 2.4):
        minute = round(shape.peak * share)
        level = min(10, round(8 * strength(shape, minute)) + life.chance.randrange(2))
        yield minute, ("level", {"scale": "dissociation", "value": level})
    yield shape.checks[-1], ("level", {"scale": "dissociation", "value": 0})
    yield shape.checks[-1], ("level", {"scale": "moaas", "value": 5})
    yield shape.checks[-1], ("level", {"scale": "rass", "value": 0})


def _told(life: Life, shape: Shape, number: int) -> Iterator[tuple[int, Entry]]:
    yield 3, ("music", {"text": phrases.MUSIC[life.place % len(phrases.MUSIC)][0]})
    words = life.person.said[(number - 1) % len(life.person.said)]
    yield round(shape.peak * 1.3), ("words", {"text": words})
    if life.chance.random() < 0.4:
        term, severity = life.chance.choice(phrases.SIDE_EFFECTS)
        yield round(shape.peak * 1.1), ("side_effect", {"term": term, "severity": severity})
        yield round(shape.peak * 1.15), ("intervention", {"what": "breathing"})
    yield round(shape.peak * 2), ("note", {"state": life.chance.choice(("settled", "tearful", "settled"))})
