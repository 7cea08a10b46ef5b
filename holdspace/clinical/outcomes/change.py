"""How far apart are two totals, and is that a response?"""

from decimal import ROUND_DOWN, Decimal

from holdspace.clinical.outcomes.rules import OutcomeRule

Total = int | Decimal


def percent_fall(baseline: Total, now: Total) -> Decimal | None:
    """How many percent of the baseline are gone, to one place; negative is a rise, None is undefined from 0."""
    if baseline == 0:
        return None
    # Rounded towards nothing, so that the page never shows 50 % beside "no response".
    return (Decimal(100) * (baseline - now) / baseline).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def improvement(baseline: Total, now: Total, rule: OutcomeRule) -> Total:
    """By how many points it is better; negative is worse, whichever way the scale runs."""
    return now - baseline if rule.higher_is_better else baseline - now


def is_response(baseline: Total, now: Total, rule: OutcomeRule) -> bool:
    """Whether the fall reaches what counts as response, in percent or in points; from 0 nothing can fall."""
    if rule.response_percent is not None and _better_by(baseline, now, rule, rule.response_percent):
        return True
    return rule.response_points is not None and improvement(baseline, now, rule) >= rule.response_points


def is_partial_response(baseline: Total, now: Total, rule: OutcomeRule) -> bool:
    """Whether the fall is worth noting but short of response."""
    if not rule.tells_response or is_response(baseline, now, rule):
        return False
    return _at_least(baseline, now, rule, rule.partial_percent)


def is_remission(now: Total, rule: OutcomeRule) -> bool:
    """Whether the total itself is in the range of people who are well."""
    if rule.remission_at is None:
        return False
    return now >= rule.remission_at if rule.higher_is_better else now <= rule.remission_at


def is_deterioration(baseline: Total, now: Total, rule: OutcomeRule) -> bool:
    """Whether it is worse by at least as much as the scale does not waver on its own."""
    return rule.reliable_change is not None and -improvement(baseline, now, rule) >= rule.reliable_change


def is_improvement(baseline: Total, now: Total, rule: OutcomeRule) -> bool:
    """Whether it is better by at least as much as the scale does not waver on its own."""
    return rule.reliable_change is not None and improvement(baseline, now, rule) >= rule.reliable_change


def _better_by(baseline: Total, now: Total, rule: OutcomeRule, percent: Decimal) -> bool:
    if rule.strictly_more:
        return baseline > 0 and 100 * improvement(baseline, now, rule) > percent * baseline
    return _at_least(baseline, now, rule, percent)


def _at_least(baseline: Total, now: Total, rule: OutcomeRule, percent: Decimal) -> bool:
    return baseline > 0 and 100 * improvement(baseline, now, rule) >= percent * baseline
