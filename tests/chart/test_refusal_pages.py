"""A refusal is a page with a way back, and the way back never leads out of the clinic."""

import pytest
from django.test import RequestFactory

from holdspace.chart.web import way_back


class TestTheWayBackFromARefusal:
    @pytest.mark.parametrize(
        ("came_from", "leads_to"),
        [
            ("http://testserver/patients/", "http://testserver/patients/"),
            ("https://elsewhere.example/patients/", "/"),
            ("javascript:alert(1)", "/"),
            ("", "/"),
        ],
    )
    def test_leads_only_to_pages_of_ours(self, came_from, leads_to):
        request = RequestFactory().get("/", headers={"Referer": came_from})
        assert way_back(request) == leads_to
