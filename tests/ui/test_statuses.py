"""Does a status still read without its colour?"""

import pytest

from holdspace.clinical.findings import Decision, Level
from holdspace.ui import icons, statuses
from holdspace.ui.templatetags.ui import status, status_shape

PHASES = (
    "scheduled",
    "time_out",
    "dosing",
    "recovery",
    "ready_to_leave",
    "completed",
    "on_hold",
    "stopped",
    "abandoned",
)


class TestEveryStatus:
    def test_has_a_name_of_its_own(self):
        assert len(statuses.BY_CODE) == len(statuses.STATUSES)

    @pytest.mark.parametrize("each", statuses.STATUSES, ids=lambda each: each.code)
    def test_has_a_word_and_a_shape_that_is_drawn(self, each):
        assert each.word
        assert each.shape in icons.shapes()

    @pytest.mark.parametrize("group", [tuple(Level), PHASES, ("implausible", "abnormal", "act")])
    def test_differs_from_its_neighbours_in_word_and_shape(self, group):
        found = [statuses.status(code) for code in group]
        assert len({each.word for each in found}) == len(found)
        assert len({each.shape for each in found}) == len(found)


class TestAFinding:
    @pytest.mark.parametrize("level", Level)
    def test_is_shown_at_every_level_a_rule_can_answer(self, level):
        assert statuses.status(level).code == level.value

    def test_lends_its_shape_to_the_decision_it_brings_about(self):
        brings = {
            Decision.NOT_ELIGIBLE: Level.ABSOLUTE,
            Decision.INCOMPLETE: Level.CANNOT_TELL,
            Decision.NEEDS_CLEARANCE: Level.RELATIVE,
            Decision.ELIGIBLE_WITH_MITIGATION: Level.CAUTION,
        }
        for decision, level in brings.items():
            assert statuses.status(decision).shape == statuses.status(level).shape

    def test_is_never_confused_with_the_absence_of_one(self):
        assert statuses.status("cannot_tell").shape != statuses.status("no_finding").shape


class TestATag:
    def test_says_the_word_and_hides_the_drawing(self):
        tag = status("relative")
        assert "Needs clearance" in tag
        assert 'aria-hidden="true"' in tag

    def test_can_say_more_and_escapes_it(self):
        assert "&lt;b&gt;penicillin" in status("allergy", "<b>penicillin")

    def test_of_a_name_nobody_knows_is_our_mistake_and_is_not_drawn(self):
        with pytest.raises(KeyError):
            status("fine, probably")

    def test_drawn_as_shape_alone_still_speaks_when_asked(self):
        assert "Hold today" in status_shape("hold", said=True)
        assert "Hold today" not in status_shape("hold")
