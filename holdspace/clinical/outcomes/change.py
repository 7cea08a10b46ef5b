"""How far apart are two totals, and is that a response?"""

from decimal import ROUND_DOWN, Decimal

from holdspace.clinical.outcomes.rules import OutcomeRule


def percent_fall(baseline: int, now: int) -> Decimal | None:
    """How many percent of the baseline are gone, to one place; negative is a rise, None is undefined from 0."""
    if baseline == 0:
        return None
    # Rounded towards nothing, so that the page never shows 50 % beside "no response".
    return (Decimal(100) * (baseline - now) / baseline).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def is_response(baseline: int, now: int, rule: OutcomeRule) -> bool:
    """Whether the fall reaches the share that counts as response; from 0 nothing can fall."""
    return _has_fallen(baseline, now, by_percent=rule.response_percent)


def is_partial_response(baseline: int, now: int, rule: OutcomeRule) -> bool:
    """Whether the fall is worth noting but short of response."""
    return _has_fallen(baseline, now, by_percent=rule.partial_percent) and not is_response(baseline, now, rule)


def is_remission(now: int, rule: OutcomeRule) -> bool:
    """Whether the total itself is in the range of people who are well."""
    return now < rule.remission_below


def is_deterioration(baseline: int, now: int, rule: OutcomeRule) -> bool:
    """Whether the total has risen by more than the scale wavers on its own."""
    return now - baseline >= rule.reliable_change


def _has_fallen(baseline: int, now: int, *, by_percent: int) -> bool:
    return baseline > 0 and 100 * (baseline - now) >= by_percent * baseline
