"""A day named in a block is the day by the clocks of the site, not in Greenwich."""

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.chart import facts
from holdspace.chart.models import Evaluation
from holdspace.clinical.pathway import Step, own_blocks
from tests.chart.build import a_clinic, an_episode

pytestmark = pytest.mark.database


class TestADayInABlock:
    def test_is_the_day_at_the_site(self):
        house = a_clinic(time_zone="Pacific/Auckland")
        episode = an_episode(house)
        late_in_greenwich = datetime(2026, 1, 9, 20, 0, tzinfo=UTC)
        Evaluation.objects.create(
            patient=episode.patient, episode=episode, kind="medical", conclusion="suitable", reason="Fit",
            signed_at=late_in_greenwich, recorded_at=late_in_greenwich, recorded_by=house.lindqvist,
        )  # fmt: skip
        course = facts.for_episode(episode, at=late_in_greenwich + timedelta(days=91))
        said = [block.says for block in own_blocks(Step.ELIGIBLE, course) if block.code.endswith("out_of_date")]
        assert said == ["The medical evaluation of 10 January 2026 is older than 90 days."]
