"""How close is this person to suicide?"""

import pytest

from holdspace.clinical.eligibility.facts import SuicideScreener
from holdspace.clinical.eligibility.screening import screen
from tests.clinical.eligibility.people import QUIET_SCREENER, findings, with_facts

Y, N, U = True, False, None


def screened(
    *ideation: bool | None, ever: bool | None = N, recent: bool | None = None, item9: int | None = 0
) -> dict[str, str]:
    answers = (*ideation, *(U,) * (5 - len(ideation)))
    screener = SuicideScreener(answers, ever, recent)  # type: ignore[arg-type]
    found = findings(with_facts(suicide_screener=screener, phq9_item9=item9))
    return {rule: level for rule, level in found.items() if rule.startswith("SUI")}


class TestTheTierOfRisk:
    @pytest.mark.parametrize(
        ("ideation", "rule"),
        [
            ((N, N), None),
            ((Y, N), "SUI-03"),
            ((Y, Y, N, N, N), "SUI-03"),
            ((Y, Y, Y, N, N), "SUI-02"),
            ((Y, Y, Y, Y, N), "SUI-01"),
            ((Y, Y, N, N, Y), "SUI-01"),
        ],
    )
    def test_is_that_of_the_highest_ideation(self, ideation: tuple[bool, ...], rule: str | None) -> None:
        assert list(screened(*ideation)) == ([rule] if rule else [])

    @pytest.mark.parametrize(
        ("recent", "found"), [(Y, {"SUI-01": "relative"}), (N, {"SUI-02": "caution"}), (U, {"SUI-00": "cannot_tell"})]
    )
    def test_depends_on_how_long_ago_behaviour_was(self, recent: bool | None, found: dict[str, str]) -> None:
        assert screened(N, N, ever=Y, recent=recent) == found

    def test_is_urgent_when_high(self) -> None:
        screener = SuicideScreener((Y, Y, Y, Y, N), N)
        (finding,) = screen(with_facts(suicide_screener=screener)).findings
        assert finding.urgent
        assert "today" in finding.says

    @pytest.mark.parametrize(("item9", "found"), [(0, {}), (1, {"SUI-03": "caution"}), (3, {"SUI-03": "caution"})])
    def test_is_low_when_only_item_9_says_so(self, item9: int, found: dict[str, str]) -> None:
        assert screened(N, N, item9=item9) == found

    def test_is_not_lowered_by_item_9(self) -> None:
        assert screened(Y, Y, Y, N, N, item9=1) == {"SUI-02": "caution"}


class TestAnUnansweredScreener:
    @pytest.mark.parametrize(
        "screener",
        [
            None,
            SuicideScreener((U, N, U, U, U), N),
            SuicideScreener((N, U, U, U, U), N),
            SuicideScreener((Y, Y, U, N, N), N),
            SuicideScreener((Y, Y, N, U, N), N),
            SuicideScreener((Y, Y, N, N, U), N),
            SuicideScreener((N, N, U, U, U), U),
            SuicideScreener((N, N, U, U, U), Y, U),
        ],
    )
    def test_cannot_tell(self, screener: SuicideScreener | None) -> None:
        assert findings(with_facts(suicide_screener=screener)) == {"SUI-00": "cannot_tell"}

    def test_does_not_ask_items_3_to_5_after_a_no(self) -> None:
        assert findings(with_facts(suicide_screener=QUIET_SCREENER)) == {}

    def test_leaves_item_9_its_say(self) -> None:
        found = findings(with_facts(suicide_screener=None, phq9_item9=2))
        assert found == {"SUI-00": "cannot_tell", "SUI-03": "caution"}

    def test_does_not_hide_a_known_high_answer(self) -> None:
        assert screened(Y, Y, U, U, Y) == {"SUI-00": "cannot_tell", "SUI-01": "relative"}
