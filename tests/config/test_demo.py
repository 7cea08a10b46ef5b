"""Can somebody who knows nothing yet look around in the demo?"""

from tests.browsing import Visits
from tests.serving import ServedClinic


def sign_ins(clinic: ServedClinic) -> list[tuple[str, str]]:
    """What it printed: an address and a password on each line below the heading."""
    below = clinic.said[clinic.said.index("Invented people only. Sign in as:\n") + 1 :]
    return [(words[-2], words[-1]) for line in below if line.startswith("  ") and (words := line.split())]


class TestTheDemo:
    def test_prints_sign_ins_that_work_and_says_that_nobody_is_real(self, demo_clinic: ServedClinic, visits: Visits):
        (email, password), *others = sign_ins(demo_clinic)
        page = visits.signed_in(demo_clinic.address, email, password)
        assert page.get_by_text("Invented people").first.is_visible()
        assert len(others) >= 7

    def test_is_not_filled_again_by_a_second_start(self, demo_clinic: ServedClinic):
        again = demo_clinic.command("demo", "--no-serve")
        assert again.returncode == 0
        assert "courses told" not in again.stdout

    def test_keeps_what_was_written_into_it(self, demo_clinic: ServedClinic):
        with demo_clinic.database():
            from holdspace.chart.models import Patient

            assert Patient.objects.count() >= 40
