"""The power goes: what was acknowledged is there when it comes back, on the embedded database."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.care.dosing import build

pytestmark = [pytest.mark.database, pytest.mark.soak]
HERE = Path(__file__).parent
CUTS = int(os.environ.get("SOAK_CUTS", "300"))
FIRST = int(os.environ.get("SOAK_FIRST_SEED", "1"))
MOST_SECONDS = float(os.environ.get("SOAK_SECONDS", "36000"))


@pytest.fixture
def cut(own_database, sqlite_only, tmp_path):
    """Lives through cuts of one clinic with one session, in a process that the shim is loaded into."""
    build.booked()
    connection.close()
    folder = tmp_path / "cuts"
    folder.mkdir(mode=0o700)
    # Folded into one file by the closing of its last connection.
    shutil.copy(own_database.data / "holdspace.sqlite3", folder / "template.sqlite3")
    shim = tmp_path / "power_cut.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", shim, HERE / "power_cut.c", "-ldl"], check=True)

    def live(cuts: int, *, planted: bool = False) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.care.dosing.durability.power_cuts", folder, str(FIRST), str(cuts)]
        environment = {**os.environ, **own_database.environment, "LD_PRELOAD": str(shim)}
        answer = subprocess.run(
            [*command, str(MOST_SECONDS), "planted" if planted else "as-it-is"],
            cwd=settings.BASE, env=environment, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return json.loads(answer.stdout)

    return live


class TestAPowerCut:
    def test_loses_nothing_that_was_acknowledged(self, cut):
        told = cut(CUTS)
        print(f"F2: {told['cuts']} cuts, {told['acknowledged']} acknowledged, {told['lost']} lost, {told['broken']}")
        assert (told["lost"], told["broken"]) == (0, [])

    def test_with_syncing_turned_down_is_found(self, cut):
        """The planted bug: with synchronous=NORMAL a commit is answered before it is on the disk."""
        assert cut(3, planted=True)["lost"] > 0
