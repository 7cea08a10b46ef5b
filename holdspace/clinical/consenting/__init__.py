"""What does a patient agree to, and for how long?"""

from calendar import isleap
from datetime import date

from holdspace.clinical.consenting.line import Choice, Line
from holdspace.clinical.consenting.lines import LINES, VALIDITY
from holdspace.clinical.thresholds import Threshold, fixed

__all__ = ["LINES", "THRESHOLDS", "VALIDITY", "VALID_MONTHS", "Choice", "Line", "lines_for", "valid_until"]

# Not adjustable: the signed form itself says twelve months.
VALID_MONTHS: Threshold = fixed("CONSENT.months", "How long a signed consent runs", 12, "months", VALIDITY)
THRESHOLDS = (VALID_MONTHS,)


def lines_for(*, group: bool = False, esketamine: bool = False) -> tuple[Line, ...]:
    """The lines of a clinic's form: those for everybody, and those for what it offers."""
    offered = {"": True, "group": group, "esketamine": esketamine}
    return tuple(line for line in LINES if offered[line.only_for])


def valid_until(signed_on: date) -> date:
    """The last day of a consent signed on this day; what is signed on 29 February runs to the 28th."""
    year = signed_on.year + int(VALID_MONTHS.published) // 12
    if (signed_on.month, signed_on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return signed_on.replace(year=year)
