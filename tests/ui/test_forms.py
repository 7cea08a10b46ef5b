"""Does a field say what it wants, what it needs it for, and what is wrong?"""

import re

import pytest
from django import forms
from django.template import Context, Template

from holdspace.ui.forms import AmountField, ChoiceText, DayField, MomentField, YesNoField


class Sample(forms.Form):
    """One field of each kind."""

    weight = AmountField(label="Weight", help_text="Weighed, not asked.")
    weighed_on = DayField(label="Weighed on", required=False)
    given_at = MomentField(label="Given at", required=False)
    pregnant = YesNoField(label="Could you be pregnant?", not_known=True)
    decision = forms.ChoiceField(
        label="Your decision",
        widget=forms.RadioSelect,
        choices=[("accept", ChoiceText("Accept", "Needs a second signature")), ("no", ChoiceText("Not now"))],
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def written(source: str, form: forms.Form) -> str:
    return Template("{% load ui %}" + source).render(Context({"form": form}))


class TestAField:
    def test_has_a_label_its_help_and_its_unit(self):
        field = written('{% field form.weight unit="kg" %}', Sample())
        assert '<label for="id_weight">Weight' in field
        assert "Weighed, not asked." in field
        assert ">kg<" in field

    def test_tells_a_screen_reader_where_its_help_and_its_fault_stand(self):
        field = written("{% field form.weight %}", Sample({}))
        described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', field)
        assert described
        assert all(f'id="{name}"' in field for name in described[1].split())
        assert 'aria-invalid="true"' in field

    def test_can_be_given_other_help_than_the_form_wrote(self):
        field = written('{% field form.weighed_on help="Within 30 days." %}', Sample())
        assert 'aria-describedby="id_weighed_on_helptext"' in field
        assert "Within 30 days." in field

    def test_says_when_it_may_be_left_empty(self):
        assert "optional" in written("{% field form.weighed_on %}", Sample())
        assert "optional" not in written("{% field form.weight %}", Sample())
        assert "optional" not in written('{% field form.weighed_on optional="" %}', Sample())

    def test_that_is_hidden_writes_no_label(self):
        assert "<label" not in written("{% field form.token %}", Sample())


class TestAChoice:
    def test_says_what_follows_from_it(self):
        assert "<small>Needs a second signature</small>" in written("{% field form.decision %}", Sample())

    def test_makes_the_whole_row_the_target(self):
        row = written("{% field form.decision %}", Sample())
        assert re.search(r'<label class="choice" for="id_decision_0"><input type="radio"', row)

    def test_is_asked_as_a_group_with_its_question(self):
        group = written("{% field form.decision %}", Sample({}))
        assert '<fieldset class="field" id="id_decision" aria-describedby="id_decision_error"' in group
        assert "<legend><span>Your decision" in group


class TestYesOrNo:
    def test_has_nothing_chosen_beforehand(self):
        assert "checked" not in written("{% field form.pregnant %}", Sample())

    def test_keeps_not_known_apart_from_no(self):
        form = Sample({"pregnant": "unknown"})
        form.is_valid()
        assert form.cleaned_data["pregnant"] == "unknown"

    def test_left_open_is_not_an_answer(self):
        form = Sample({})
        form.is_valid()
        assert "pregnant" in form.errors


class TestADayAndAMoment:
    @pytest.mark.parametrize(
        ("name", "typed"),
        [("weighed_on", "2026-05-14"), ("given_at", "2026-05-14T10:40"), ("given_at", "2026-05-14T10:40:05")],
    )
    def test_are_read_as_the_browser_sends_them(self, name, typed):
        form = Sample({name: typed})
        form.is_valid()
        assert name not in form.errors

    def test_are_written_back_as_the_browser_reads_them(self):
        form = Sample(initial={"weighed_on": forms.DateField().clean("2026-05-14")})
        assert 'value="2026-05-14"' in written("{% field form.weighed_on %}", form)


class TestWhatIsWrong:
    def test_is_told_above_the_form_with_a_link_to_each_field(self):
        problems = written("{% form_problems form %}", Sample({}))
        assert "This was not recorded" in problems
        for target in ("#id_weight", "#id_pregnant", "#id_decision"):
            assert f'href="{target}"' in problems

    def test_links_to_places_that_are_on_the_page(self):
        page = written("{% form_problems form %}{% fields form %}", Sample({}))
        for target in re.findall(r'href="#([^"]+)"', page):
            assert f'id="{target}"' in page

    def test_is_not_told_before_anything_was_sent(self):
        assert "not recorded" not in written("{% form_problems form %}", Sample())
