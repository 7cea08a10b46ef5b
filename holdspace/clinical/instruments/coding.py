"""Under which codes do rules read a total? LOINC's where it is verified, else those of our own record."""

LOINC = "http://loinc.org"
SCREENING_FACT = "https://holdspace.org/fhir/CodeSystem/screening-fact"

TotalCode = tuple[str, str]


def fact(code: str) -> TotalCode:
    """A total that has no LOINC code, as our record codes it."""
    return SCREENING_FACT, code


def loinc_unverified(code: str) -> TotalCode:
    """A LOINC code that records of this project carry, though no source for it was read: never sent as verified."""
    return LOINC, code
