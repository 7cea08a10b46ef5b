"""What does the environment say?"""

import pytest
from django.core.exceptions import ImproperlyConfigured

from holdspace.config.environment import flag, number, text


@pytest.fixture
def say(monkeypatch):
    return lambda value: monkeypatch.setenv("HOLDSPACE_THING", value)


class TestAText:
    def test_is_read_without_the_space_around_it(self, say):
        say("  here ")
        assert text("HOLDSPACE_THING") == "here"

    def test_that_is_blank_counts_as_not_set(self, say):
        say("  ")
        assert text("HOLDSPACE_THING", "there") == "there"

    def test_that_must_be_set_stops_the_start_when_it_is_not(self):
        with pytest.raises(ImproperlyConfigured, match="HOLDSPACE_THING is not set"):
            text("HOLDSPACE_THING")


class TestAFlag:
    @pytest.mark.parametrize(
        ("value", "means"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("no", False)]
    )
    def test_understands_yes_and_no(self, say, value, means):
        say(value)
        assert flag("HOLDSPACE_THING", default=not means) is means

    @pytest.mark.parametrize("default", [True, False])
    def test_that_is_not_set_is_its_default(self, default):
        assert flag("HOLDSPACE_THING", default=default) is default

    @pytest.mark.parametrize("value", ["ja", "yess", "2", "-"])
    def test_never_guesses_at_another_word(self, say, value):
        say(value)
        with pytest.raises(ImproperlyConfigured, match="must be yes or no"):
            flag("HOLDSPACE_THING", default=False)


class TestANumber:
    @pytest.mark.parametrize("value", ["1", "9"])
    def test_is_read_up_to_its_limits(self, say, value):
        say(value)
        assert number("HOLDSPACE_THING", 5, at_least=1, at_most=9) == int(value)

    @pytest.mark.parametrize("value", ["0", "10", "-1", "4.5", "four", "1e1", "²"])
    def test_beyond_its_limits_stops_the_start(self, say, value):
        say(value)
        with pytest.raises(ImproperlyConfigured, match="whole number from 1 to 9"):
            number("HOLDSPACE_THING", 5, at_least=1, at_most=9)

    def test_that_is_not_set_is_its_default(self):
        assert number("HOLDSPACE_THING", 5, at_least=1, at_most=9) == 5
