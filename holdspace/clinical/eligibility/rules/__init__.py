"""Every rule of eligibility, by family, in the order of the rules table."""

from holdspace.clinical.eligibility.rules import (
    body,
    breathing,
    circulation,
    consent,
    interactions,
    nervous_system,
    organs,
    pregnancy,
    psychiatric,
    substances,
    suicide,
)

RULES = (
    *psychiatric.RULES,
    *suicide.RULES,
    *circulation.RULES,
    *nervous_system.RULES,
    *organs.RULES,
    *breathing.RULES,
    *pregnancy.RULES,
    *body.RULES,
    *substances.RULES,
    *consent.RULES,
    *interactions.RULES,
)

# Only the highest rule of a family speaks: a finding of the first silences those after it.
SILENCES = {
    "PSY-04": ("PSY-05", "PSY-06"),
    "SUI-01": ("SUI-02", "SUI-03"),
    "SUI-02": ("SUI-03",),
    "CVS-01": ("CVS-02", "CVS-03"),
    "NEU-04": ("NEU-05",),
    "HEP-01": ("HEP-02", "HEP-03"),
    "HEP-02": ("HEP-03",),
    "END-01": ("END-02",),
    "RES-01": ("RES-02",),
    "GU-01": ("GU-02", "GU-03"),
    "GU-02": ("GU-03",),
    "PREG-01": ("PREG-03",),
    "SUD-01": ("SUD-02", "SUD-03", "SUD-04"),
    "SUD-02": ("SUD-03",),
    "SUD-04": ("SUD-03",),
}
