"""A date is kept as it was written, and never made more exact than it was."""

from datetime import UTC, date, datetime

import pytest

from holdspace.fhir.dates import is_over, period, read_written, when
from holdspace.fhir.elements import NotReadable
from tests.fhir.build import BERLIN, NOON


class TestReadingADate:
    @pytest.mark.parametrize(
        ("written", "day"),
        [
            ("2019", None),
            ("2019-04", None),
            ("2019-04-28", date(2019, 4, 28)),
            ("2019-04-28T10:30:00Z", date(2019, 4, 28)),
            ("2019-04-28T10:30:00.123456789+02:00", date(2019, 4, 28)),
            ("2019-04-28T10:30-05:00", date(2019, 4, 28)),
            ("2020-02-29", date(2020, 2, 29)),
        ],
    )
    def test_knows_the_day_only_where_it_was_written(self, written: str, day: date | None) -> None:
        found = read_written(written, "onset")
        assert (found.written, found.day) == (written, day)

    @pytest.mark.parametrize(
        ("written", "because"),
        [
            ("2019-02-30", "does not exist"),
            ("2019-02-29", "does not exist"),
            ("2019-13", "does not exist"),
            ("2019-04-28T25:00:00Z", "does not exist"),
            ("2019-04-28T10:00:00+29:00", "does not exist"),
            ("0018-04-28", "does not exist"),
            ("2019-04-28T10:30:00", "without its time zone"),
            ("28.04.2019", "form"),
            ("2019-4-2", "form"),
            ("yesterday", "form"),
            ("", "form"),
        ],
    )
    def test_refuses_what_no_calendar_holds(self, written: str, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            read_written(written, "onset")

    @pytest.mark.parametrize(
        ("written", "is_read"),
        [
            ("2026-05-14T12:00:00Z", True),
            ("2026-05-15T11:59:00Z", True),
            ("2026-05-15T12:01:00Z", False),
            ("2026-05-15", True),
            ("2026-05-16", False),
            ("2026-05", True),
            ("2026-06", False),
            ("2026", True),
            ("2027", False),
        ],
    )
    def test_refuses_the_future_beyond_a_day_for_clocks_that_differ(self, written: str, is_read: bool) -> None:
        if is_read:
            assert when({"date": written}, "date", at=NOON)
        else:
            with pytest.raises(NotReadable, match="future"):
                when({"date": written}, "date", at=NOON)


class TestAMoment:
    def test_of_a_whole_day_is_its_first_minute_on_the_clinics_clocks(self) -> None:
        assert read_written("2026-01-14", "date").at(BERLIN) == datetime(2026, 1, 13, 23, 0, tzinfo=UTC)

    @pytest.mark.parametrize("written", ["2026", "2026-01"])
    def test_is_not_made_up_for_a_month_or_a_year(self, written: str) -> None:
        assert read_written(written, "date").at(BERLIN) is None


class TestAPeriod:
    @pytest.mark.parametrize(
        ("start", "end", "is_read"),
        [
            ("2026-01-02", "2026-01-02", True),
            ("2026-01-02", "2026-01-01", False),
            ("2026-01-02T10:00:00Z", "2026-01-02T10:00:00Z", True),
            ("2026-01-02T10:00:00Z", "2026-01-02T09:59:00Z", False),
            ("2026-01-02T10:00:00+02:00", "2026-01-02T09:00:00Z", True),
        ],
    )
    def test_that_ends_before_it_starts_is_refused(self, start: str, end: str, is_read: bool) -> None:
        given = {"period": {"start": start, "end": end}}
        if is_read:
            assert period(given, "period")[1].written == end
        else:
            with pytest.raises(NotReadable, match="ends before it starts"):
                period(given, "period")

    @pytest.mark.parametrize(("end", "over"), [("2026-05-13", True), ("2026-05-15", False), (None, False)])
    def test_is_over_once_its_end_has_passed(self, end: str | None, over: bool) -> None:
        assert is_over({"period": {"end": end}}, at=NOON) is over
