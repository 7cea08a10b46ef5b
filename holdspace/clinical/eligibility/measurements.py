"""What was measured: vital signs, body and laboratory, each in its unit."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from holdspace.clinical.eligibility.observations import Observations, answer, dated, day, measurable, number, shown
from holdspace.clinical.eligibility.record import LOINC, ObservationEntry
from holdspace.clinical.eligibility.thresholds import (
    ALT_LIMIT,
    AST_LIMIT,
    BILIRUBIN_LIMIT,
    BILIRUBIN_LIMIT_SI,
    FREE_T4_LIMIT,
    FREE_T4_LIMIT_SI,
    PRESSURE_DAYS,
)
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import BloodPressure, Kilograms

BLOOD_PRESSURE_PANELS = ("85354-9", "55284-4")
ROOM_AIR_PERCENT = Decimal(21)
POSITIVE, NEGATIVE = "10828004", "260385009"

# Limits of normal for a result that came without its own, by unit.
UPPER_LIMITS = {
    "alt_times_limit": ("1742-6", "ALT", {"U/L": ALT_LIMIT}),
    "ast_times_limit": ("1920-8", "AST", {"U/L": AST_LIMIT}),
    "bilirubin_times_limit": ("1975-2", "Bilirubin", {"mg/dL": BILIRUBIN_LIMIT, "umol/L": BILIRUBIN_LIMIT_SI}),
}
UPPER_FREE_T4 = {"ng/dL": FREE_T4_LIMIT, "pmol/L": FREE_T4_LIMIT_SI}

PER_MINUTE = dict.fromkeys(("/min", "{beats}/min", "{Beats}/min", "{breaths}/min", "beats/min", "bpm"), Decimal(1))
MILLIMETRES_OF_MERCURY = {"", "mm[Hg]", "mmHg"}

# field: (codes, name, unit, laboratory)
PLAIN_NUMBERS = {
    "heart_rate": (("8867-4",), "Heart rate", PER_MINUTE, False),
    "respiratory_rate": (("9279-1",), "Breaths", PER_MINUTE, False),
    "egfr": (("98979-8", "33914-3"), "eGFR", {"mL/min/{1.73_m2}": Decimal(1), "mL/min": Decimal(1)}, True),
    "sodium": (("2951-2",), "Sodium", {"mmol/L": Decimal(1), "meq/L": Decimal(1)}, True),
    "potassium": (("2823-3",), "Potassium", {"mmol/L": Decimal(1), "meq/L": Decimal(1)}, True),
    "tsh": (("3016-3",), "TSH", {"m[IU]/L": Decimal(1), "u[IU]/mL": Decimal(1)}, True),
    "qtc": (("8636-3",), "QTc", {"ms": Decimal(1), "s": Decimal(1000)}, False),
}
WEIGHT_UNITS = {"kg": Decimal(1), "g": Decimal("0.001"), "[lb_av]": Decimal("0.45359237")}
HEIGHT_UNITS = {"cm": Decimal(1), "m": Decimal(100), "[in_i]": Decimal("2.54")}

Part = tuple[dict[str, Any], dict[str, tuple[str, ...]], list[str]]


def read(observations: Observations) -> Part:
    """Vital signs, body and laboratory values, with the lines of evidence behind them."""
    values: dict[str, Any] = {}
    lines: dict[str, tuple[str, ...]] = {}
    notes: list[str] = []
    for name, (codes, title, units, laboratory) in PLAIN_NUMBERS.items():
        entry = observations.newest(LOINC, *codes, laboratory=laboratory)
        values[name] = _in_unit(entry, units, title, notes)
        if entry is not None:
            lines[name] = (shown(entry, title),)
    for part in (_blood_pressure, _oxygen, _body, _times_limit, _free_t4, _urine):
        part(observations, values, lines, notes)
    return values, lines, notes


Values = dict[str, Any]
Lines = dict[str, tuple[str, ...]]
PartReader = Callable[[Observations, Values, Lines, list[str]], None]


def _in_unit(entry: ObservationEntry | None, units: dict[str, Decimal], title: str, notes: list[str]) -> Decimal | None:
    value = number(entry)
    if entry is None or value is None:
        return None
    # A number without a unit is read in the first unit, as the codes ask for it; a foreign unit is not guessed at.
    factor = units.get(entry.unit) if entry.unit else next(iter(units.values()))
    if factor is None:
        notes.append(f"{title} was left aside: its unit “{entry.unit}” is not one that is read here.")
        return None
    return value * factor


def _component(entry: ObservationEntry, code: str) -> Decimal | None:
    return next((number(part) for part in entry.components if _coded(part, code)), None)


def _coded(part: ObservationEntry, code: str) -> bool:
    return any(coding.code == code for coding in part.codings)


def _blood_pressure(observations: Observations, values: Values, lines: Lines, notes: list[str]) -> None:
    readings = [
        (entry, systolic, diastolic)
        for entry in observations.of(LOINC, *BLOOD_PRESSURE_PANELS)
        if (systolic := _component(entry, "8480-6")) is not None
        and (diastolic := _component(entry, "8462-4")) is not None
        and day(entry) is not None
        and all(part.unit in MILLIMETRES_OF_MERCURY for part in entry.components)
    ]
    values["blood_pressure"] = None
    if not readings:
        return
    newest_day = day(readings[0][0])
    assert newest_day is not None
    shown_lines = tuple(
        dated(f"Blood pressure {BloodPressure(systolic, diastolic)} mmHg", entry)
        for entry, systolic, diastolic in readings
        if day(entry) == newest_day
    )[:2]
    lines["blood_pressure"] = shown_lines
    if observations.on - newest_day > observations.limits.days(PRESSURE_DAYS):
        return
    used = [reading for reading in readings if day(reading[0]) == newest_day][:2]
    values["blood_pressure"] = BloodPressure(
        sum((systolic for _, systolic, _ in used), Decimal(0)) / len(used),
        sum((diastolic for _, _, diastolic in used), Decimal(0)) / len(used),
    )


def _oxygen(observations: Observations, values: Values, lines: Lines, notes: list[str]) -> None:
    readings = observations.of(LOINC, "2708-6", "59408-5")
    on_air = [entry for entry in readings if not _on_oxygen(entry)]
    if readings and readings[0] not in on_air:
        notes.append(f"{shown(readings[0], 'Oxygen saturation')} was measured on oxygen and left aside.")
    values["oxygen_saturation"] = number(on_air[0]) if on_air else None
    if on_air:
        lines["oxygen_saturation"] = (shown(on_air[0], "Oxygen saturation on air"),)


def _on_oxygen(entry: ObservationEntry) -> bool:
    share, flow = _component(entry, "3150-6"), _component(entry, "3151-8")
    return (share or ROOM_AIR_PERCENT) > ROOM_AIR_PERCENT or bool(flow)


def _body(observations: Observations, values: Values, lines: Lines, notes: list[str]) -> None:
    weighed = observations.newest(LOINC, "29463-7")
    kilograms = _in_unit(weighed, WEIGHT_UNITS, "Weight", notes)
    centimetres = _in_unit(observations.newest(LOINC, "8302-2"), HEIGHT_UNITS, "Height", notes)
    values["weight"] = Kilograms(kilograms) if kilograms is not None and kilograms > 0 else None
    if kilograms and centimetres and kilograms > 0 and centimetres > 0:
        values["body_mass_index"] = kilograms / (centimetres / 100) ** 2
    else:
        sent = observations.newest(LOINC, "39156-5")
        values["body_mass_index"] = _in_unit(sent, {"kg/m2": Decimal(1)}, "BMI", notes)
    if weighed is not None:
        lines["weight"] = (shown(weighed, "Weight"),)


def _upper_limit(
    observations: Observations, entry: ObservationEntry | None, by_unit: dict[str, Threshold]
) -> Decimal | None:
    sent = measurable(entry.reference_high) if entry is not None else None
    if sent is not None and sent > 0:
        return sent
    ours = by_unit.get(entry.unit) if entry is not None else None
    return observations.limits.of(ours) if ours is not None else None


def _times_limit(observations: Observations, values: Values, lines: Lines, notes: list[str]) -> None:
    for name, (code, title, limits) in UPPER_LIMITS.items():
        entry = observations.newest(LOINC, code, laboratory=True)
        value = number(entry)
        limit = _upper_limit(observations, entry, limits)
        values[name] = value / limit if value is not None and limit else None
        if entry is not None:
            lines[name] = (shown(entry, title),)


def _free_t4(observations: Observations, values: Values, lines: Lines, notes: list[str]) -> None:
    entry = observations.newest(LOINC, "3024-7", laboratory=True)
    value = number(entry)
    limit = _upper_limit(observations, entry, UPPER_FREE_T4)
    values["free_t4_raised"] = value > limit if value is not None and limit else None
    if entry is not None:
        lines["free_t4_raised"] = (shown(entry, "Free T4"),)


def _urine(observations: Observations, values: Values, lines: Lines, notes: list[str]) -> None:
    entry = observations.newest(LOINC, "5794-3", laboratory=True)
    values["blood_in_urine"] = answer(entry, {POSITIVE}, {NEGATIVE})
    if entry is not None:
        lines["blood_in_urine"] = (shown(entry, "Blood in urine"),)
