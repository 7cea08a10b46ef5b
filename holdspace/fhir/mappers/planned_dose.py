"""MedicationRequest with intent `plan`: the dose of ketamine that is planned. No row of ours: read where a file
alone is asked whether the plan may stand. We differ from R4: of several dosages the first is read; of its doses the one
typed (`ordered`) and the milligrams it was reckoned to (`calculated`)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from holdspace.clinical.eligibility.record import RXNORM, SNOMED
from holdspace.clinical.protocols import Dose, Drug, Route
from holdspace.clinical.units import MgPerKg, Milligrams
from holdspace.fhir.dates import first_event
from holdspace.fhir.elements import NotReadable, Resource, as_concept, concept, element, elements, number, word, words
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.mappers.medication import medicine_of
from holdspace.fhir.quantities import UCUM

PROTOCOL_ADDRESS = "https://holdspace.org/fhir/PlanDefinition/"
IN_MILLIGRAMS = {"mg": Decimal(1), "g": Decimal(1000), "ug": Decimal("0.001")}


@dataclass(frozen=True)
class Plan:
    """A planned dose as it is written: what, how much, when, under which protocol, and for which diagnoses."""

    protocol: str
    route: Route
    amount: Dose
    calculated: Milligrams | None
    minutes: Decimal | None
    at: datetime | None
    drug: Drug
    indications: tuple[str, ...]
    reasons: tuple[str, ...]


def is_plan(resource: Resource) -> bool:
    """Whether this request is a plan, not one of the patient's medicines."""
    return word(resource, "intent") == "plan" and word(resource, "status") in ("draft", "active")


def from_fhir(resource: Resource, context: Context) -> Plan:
    """The planned dose; refused where a guard could not look at it."""
    dosage = next(iter(elements(resource, "dosageInstruction")), {})
    typed, calculated = _doses(dosage)
    repeat = element(element(dosage, "timing"), "repeat")
    return Plan(
        protocol=_protocol(resource),
        route=route_of(dosage),
        amount=typed,
        calculated=calculated,
        minutes=_minutes(repeat),
        at=first_event(dosage, "timing").at(context.zone),
        drug=drug_of(resource, context),
        indications=tuple(c["code"] for one in elements(resource, "reasonCode") for c in as_concept(one).codings),
        reasons=tuple(word(one, "reference") for one in elements(resource, "reasonReference")),
    )


def _protocol(resource: Resource) -> str:
    named = words(resource, "instantiatesCanonical")
    ours = [one.removeprefix(PROTOCOL_ADDRESS).partition("|")[0] for one in named if one.startswith(PROTOCOL_ADDRESS)]
    return next(iter(ours), "")


def route_of(dosage: Resource) -> Route:
    """The way the drug is given, by its SNOMED CT code."""
    codes = [c["code"] for c in concept(dosage, "route").codings if c["system"] == SNOMED]
    found = next((route for code in codes if (route := Route.of_snomed(code))), None)
    if found is None:
        raise NotReadable("It does not name a route that the guards know.")
    return found


def drug_of(resource: Resource, context: Context) -> Drug:
    """Ketamine or esketamine, by RxNorm or by name."""
    named = medicine_of(resource, context)
    codes = {c["code"] for c in named.codings if c["system"] == RXNORM}
    said = " ".join([named.text, *(c.get("display", "") for c in named.codings)]).casefold()
    if Drug.ESKETAMINE.rxnorm in codes or "esketamine" in said:
        return Drug.ESKETAMINE
    if Drug.KETAMINE.rxnorm in codes or "ketamine" in said:
        return Drug.KETAMINE
    raise NotReadable("It is about another drug than ketamine.")


def _doses(dosage: Resource) -> tuple[Dose, Milligrams | None]:
    written = [(concept(one, "type").code, dose_of(element(one, "doseQuantity"))) for one in _rated(dosage)]
    typed = next((dose for kind, dose in written if kind == "ordered"), None)
    reckoned = next((dose for kind, dose in written if kind == "calculated"), None)
    if typed is None and len(written) == 1:
        typed = written[0][1]
    if typed is None:
        raise NotReadable("It does not say which dose was ordered.")
    if reckoned is not None and not isinstance(reckoned, Milligrams):
        raise NotReadable("Its calculated dose is not in milligrams.")
    return typed, reckoned


def _rated(dosage: Resource) -> tuple[Resource, ...]:
    return tuple(one for one in elements(dosage, "doseAndRate") if element(one, "doseQuantity"))


def dose_of(quantity: Resource) -> Dose:
    """A dose in milligrams, or in milligrams for each kilogram."""
    value, comparator = number(quantity, "value"), word(quantity, "comparator")
    unit = word(quantity, "code") if word(quantity, "system") in (UCUM, "") else ""
    unit = unit or word(quantity, "unit")
    if value is None or value <= 0 or comparator:
        raise NotReadable("Its dose is no number above zero.")
    if unit == "mg/kg":
        return MgPerKg(value.normalize() + 0)
    if unit not in IN_MILLIGRAMS:
        raise NotReadable("Its dose is in a unit that the guards do not know.")
    return Milligrams((value * IN_MILLIGRAMS[unit]).normalize() + 0)


def _minutes(repeat: Resource) -> Decimal | None:
    duration, unit = number(repeat, "duration"), word(repeat, "durationUnit")
    if duration is None:
        return None
    in_minutes = {"min": Decimal(1), "h": Decimal(60), "s": Decimal(1) / 60}
    if unit not in in_minutes:
        raise NotReadable("Its duration is in a unit that the guards do not know.")
    return duration * in_minutes[unit]
