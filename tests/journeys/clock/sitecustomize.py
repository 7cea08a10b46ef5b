"""Lets a journey of weeks be walked in minutes: the served clinic reads its clock with an offset from a file.

Python loads a module of this name at its start when its folder is on PYTHONPATH; only the journeys put it there.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

OFFSET = os.environ.get("JOURNEY_CLOCK", "")

if OFFSET:
    from django.utils import timezone

    real_now = timezone.now

    def shifted_now() -> datetime:
        """The time of the journey: the real clock and the hours that the test has let pass."""
        written = Path(OFFSET).read_text() if Path(OFFSET).exists() else "0"
        return real_now() + timedelta(seconds=float(written or 0))

    timezone.now = shifted_now
