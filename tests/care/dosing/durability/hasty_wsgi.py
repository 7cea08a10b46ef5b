"""The planted bug: a server that says an entry is kept before it is, and writes it a moment later."""

import json
import threading
import time

from holdspace.config.wsgi import application  # noqa: F401 - first, as it loads Django

LATER_S = 0.4


def plant() -> None:
    """Answer from memory; write in a thread that a kill takes along."""
    from holdspace.care.dosing import actions
    from holdspace.care.dosing.actions.events import Outcome
    from holdspace.care.dosing.actions.writing import hash_of

    keep = actions.record_events

    def hasty(*, entries, **who):
        def write() -> None:
            time.sleep(LATER_S)
            keep(entries=entries, **who)

        threading.Thread(target=write).start()
        return tuple(Outcome(json.loads(one)["id"], "created", hash_of(one)) for one in entries)

    actions.record_events = hasty


plant()
