"""One real chart walks the whole course, role by role, from the file of another system to a closed episode."""

import pytest

from tests.journeys import afterwards, agreeing, assessing, dosing, in_the_room
from tests.journeys.charts import chart_of, needs_charts
from tests.journeys.walking import Walk, says
from tests.serving import ServedClinic

pytestmark = [pytest.mark.journey, needs_charts]


class TestAPatientImportedFromAnotherSystem:
    def test_goes_from_referral_to_a_closed_episode(self, walk: Walk, clinic_of_journey: ServedClinic):
        patient = assessing.given_a_chart_from_another_system(walk, chart_of("Milan_Beatty"), "Milan Beatty")
        episode = assessing.when_the_coordinator_opens_an_episode(walk, patient)
        assessing.when_the_coordinator_takes_the_intake(walk, episode)
        assessing.when_the_nurse_asks_and_measures(walk, episode)
        assert "Suitable with care" in assessing.then_the_screening_answers_every_rule(walk, episode)
        assessing.when_the_prescriber_decides_each_finding(walk, episode, rules=("SUI-03",))
        assessing.when_two_people_evaluate(walk, episode)

        agreeing.when_the_patient_consents(walk, episode, "Milan Beatty")
        agreeing.when_they_agree_on_goals_and_plan(walk, episode)
        agreeing.when_the_therapist_prepares_the_patient(walk, episode)
        afterwards.when_the_patient_answers(walk, episode, "2222122101")

        dosing.when_the_prescriber_orders_a_dose(walk, episode)
        session = dosing.when_the_coordinator_books_the_session(walk, episode)
        then_the_board_shows(walk, "Milan Beatty")
        dosing.when_the_team_does_the_time_out(walk, session)
        dosing.when_dosing_starts(walk, session)
        in_the_room.when_the_dose_is_given_and_watched(walk, session, mg="48.5")
        then_the_board_shows(walk, "138/86")
        in_the_room.when_hours_pass_and_the_patient_recovers(walk, session)
        in_the_room.when_the_patient_is_ready_to_leave(walk, session)
        in_the_room.when_the_nurse_closes_the_session(walk, session)
        in_the_room.then_the_prescriber_reviews_it(walk, session)

        afterwards.when_the_nurse_calls_the_next_day(walk, session)
        afterwards.when_insight_becomes_action(walk, episode)
        afterwards.when_the_patient_answers(walk, episode, "1010101000")
        afterwards.then_the_course_shows_response(walk, episode)
        afterwards.when_the_therapist_closes_the_episode(walk, episode)

        page = walk.at("alvarez", patient)
        assert "This episode of care is closed" in says(page)
        with clinic_of_journey.database():
            then_the_record_holds_everything(episode)


def then_the_board_shows(walk: Walk, words: str) -> None:
    """The coordinator sees it on today's board."""
    assert words in says(walk.at("alvarez", "/"))


def then_the_record_holds_everything(episode: str) -> None:
    """What was done on pages stands in the record, each act with its audit entry."""
    from holdspace.chart.models import EpisodeOfCare
    from holdspace.clinic.models import AuditEntry

    closed = EpisodeOfCare.objects.get(pk=episode)
    session = closed.dosing_sessions.get()
    assert (session.state, str(session.closing.given_mg.normalize())) == ("reviewed", "48.5")
    assert closed.closing.reason == "complete"
    assert closed.questionnaire_responses.filter(instrument="phq-9").count() == 2
    done = AuditEntry.objects.filter(patient_id=closed.patient_id, is_read=False)
    seen = AuditEntry.objects.filter(patient_id=closed.patient_id, is_read=True)
    assert done.count() > 60
    assert seen.count() > 60
