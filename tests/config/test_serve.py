"""Do pages and events start together, stop together, and come back when they fall?"""

import json
import os
import shutil
import signal
import socket
import time
import urllib.request

import pytest

from holdspace.config.serve import FALLS, FALLS_WITHIN_S, Server
from tests import serving
from tests.config.processes import child_with, children, children_with, running
from tests.serving import begin, served

# In the command line, and in the title a server gives itself where the package for that is installed.
EVENTS, PAGES = "asgi", "wsgi"


@pytest.fixture
def clinic(running_clinic, tmp_path):
    data = shutil.copytree(running_clinic.data, tmp_path / "data")
    with served(data) as clinic:
        yield clinic


def wait_until(holds, *, within_s=20):
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, "It never came to be."
        time.sleep(0.1)


def listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class TestServing:
    def test_answers_with_the_sign_in_page(self, running_clinic):
        with urllib.request.urlopen(f"{running_clinic.address}/accounts/login/") as answer:
            assert answer.status == 200
            assert answer.headers["cache-control"] == "no-store"

    def test_says_where_it_is(self, running_clinic):
        assert f"Holdspace is at {running_clinic.address}. Stop it with Ctrl-C.\n" in running_clinic.said

    @pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
    def test_stops_everything_when_told_to(self, clinic, told):
        below = [pid for child in children(clinic.process.pid) for pid in (child, *children(child))]
        clinic.process.send_signal(told)
        assert clinic.process.wait(15) == 0
        assert not [pid for pid in below if running(pid)]
        assert not listening(clinic.port)
        assert not listening(clinic.port + 1)

    @pytest.mark.parametrize("interface", [EVENTS, PAGES])
    def test_raises_a_server_that_fell(self, clinic, interface):
        fallen = child_with(clinic.process.pid, interface)
        os.kill(fallen, signal.SIGKILL)
        clinic.wait_until_it_says("is being started again")
        # The fallen server's own child may answer on the port a little longer: wait for the new process itself.
        wait_until(lambda: [pid for pid in children_with(clinic.process.pid, interface) if pid != fallen])
        port = clinic.port + (interface == EVENTS)
        wait_until(lambda: listening(port))
        assert child_with(clinic.process.pid, interface) != fallen

    def test_leaves_nothing_behind_when_it_is_killed(self, clinic):
        below = [pid for child in children(clinic.process.pid) for pid in (child, *children(child))]
        clinic.process.kill()
        wait_until(lambda: not [pid for pid in below if running(pid)])
        assert not listening(clinic.port)


class TestOnEitherEngine:
    def test_a_clinic_is_fit_is_served_and_lets_its_manager_in(self, own_database, visits):
        begun = begin(own_database.data, environment=own_database.environment)
        assert begun.returncode == 0, begun.stderr
        with served(own_database.data, environment=own_database.environment) as clinic:
            told = json.loads(clinic.command("check", "--json").stdout)
            assert [line for line in told["lines"] if not line["good"]] == []
            page = visits.signed_in(clinic.address, serving.EMAIL, serving.PASSWORD, then="/accounts/2fa/")
            assert page.locator("h1").is_visible()
            # It listens for news of risks as every page does; the server's end would be a complaint of the browser.
            page.close()


class TestAServerThatKeepsFalling:
    @pytest.mark.parametrize(("apart_s", "too_often"), [(1, True), (FALLS_WITHIN_S / 2, False)])
    def test_is_given_up_after_some_falls_in_a_short_time(self, apart_s, too_often):
        server = Server("events", 1, ())
        fell = [server.falls_too_often(now=number * apart_s) for number in range(FALLS)]
        assert fell == [False] * (FALLS - 1) + [too_often]
