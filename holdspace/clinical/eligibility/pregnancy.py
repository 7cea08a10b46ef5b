"""Is a pregnancy ruled out? Tests and the stated status are read together; only a test rules it out."""

from typing import Any

from holdspace.clinical.eligibility.measurements import NEGATIVE, POSITIVE
from holdspace.clinical.eligibility.observations import Observations, answer, moment, shown
from holdspace.clinical.eligibility.record import LOINC, ObservationEntry

TESTS = ("2106-3", "2110-5", "2118-8")
PREGNANT, NOT_PREGNANT = "77386006", "60001007"
BREASTFEEDING, NOT_BREASTFEEDING = "LA29252-6", "LA29253-4"

Part = tuple[dict[str, Any], dict[str, tuple[str, ...]], list[str]]


def pregnancy(observations: Observations) -> Part:
    """The newest test, the newest stated status, and whether they contradict each other."""
    test = _newest_with_answer(observations, TESTS, POSITIVE, NEGATIVE)
    status = _newest_with_answer(observations, ("82810-3",), PREGNANT, NOT_PREGNANT)
    feeding = observations.newest(LOINC, "63895-7")
    tested = answer(test, {POSITIVE}, {NEGATIVE})
    stated = answer(status, {PREGNANT}, {NOT_PREGNANT})
    later_status = test is not None and status is not None and moment(status) > moment(test)
    # "Not pregnant" after a positive test (a birth, a loss) asks for a new test; it does not rule out by itself.
    overtaken = tested is True and stated is False and later_status
    values = {
        "pregnancy_test_positive": None if overtaken else tested,
        "pregnancy_status": stated if not (stated and tested is False and not _at_least_as_new(status, test)) else None,
        "pregnancy_unclear": overtaken,
        "breastfeeding": answer(feeding, {BREASTFEEDING}, {NOT_BREASTFEEDING}),
    }
    named = ((test, "Pregnancy test"), (status, "Pregnancy status"))
    lines = {"pregnancy_test_positive": tuple(shown(entry, name) for entry, name in named if entry is not None)}
    if feeding is not None:
        lines["breastfeeding"] = (shown(feeding, "Breastfeeding"),)
    return values, lines, []


def _newest_with_answer(
    observations: Observations, codes: tuple[str, ...], yes: str, no: str
) -> ObservationEntry | None:
    entries = observations.of(LOINC, *codes, laboratory=True)
    answered = [entry for entry in entries if answer(entry, {yes}, {no}) is not None]
    if not answered:
        return None
    newest = [entry for entry in answered if moment(entry) == moment(answered[0])]
    return next((entry for entry in newest if answer(entry, {yes}, {no})), newest[0])


def _at_least_as_new(status: ObservationEntry | None, test: ObservationEntry | None) -> bool:
    return status is not None and test is not None and moment(status) >= moment(test)
