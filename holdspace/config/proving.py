"""The record proves itself: `verify` walks the chains, `rebuild` builds what is kept from the entries anew."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from holdspace.clinic.checking_chain import Checked, Head

BROKEN = 1


class Unreadable(Exception):
    """The file of saved heads cannot be used; says why and what to do."""


def verify(options: argparse.Namespace, *, at: datetime) -> int:
    """Check every clinic's chain, beside the heads saved before if there are any, and save the heads anew."""
    from holdspace.chart.sealing import EVENT, read_events, unsealed
    from holdspace.clinic.checking_chain import check_all

    file = Path(options.head) if options.head else None
    checked = check_all({EVENT: read_events}, _heads(file))
    apart = [str(row.id) for row in unsealed()]
    is_whole = not apart and not any(one.fault for one in checked)
    if options.json:
        print(json.dumps({"whole": is_whole, "chains": [_as_dict(one) for one in checked], "unsealed": apart}))
    else:
        for one in checked:
            print(f"{'NOT' if one.fault else 'ok '} clinic {one.clinic_id}: {one.fault or _in_words(one)}")
        for identity in apart:
            print(f"NOT entry {identity} is in no chain: it was written past the application.")
    if is_whole and file is not None:
        _save(file, checked, at)
    return 0 if is_whole else BROKEN


def _in_words(one: "Checked") -> str:
    return f"{one.head.place} links, the last sealed {one.head.seal[:16]}."


def _as_dict(one: "Checked") -> dict[str, object]:
    head = one.head
    return {
        "clinic": str(one.clinic_id), "place": head.place, "seal": head.seal,
        "fault": one.fault, "first_bad": one.place,
    }  # fmt: skip


def _heads(file: Path | None) -> dict[UUID, "Head"]:
    from holdspace.clinic.checking_chain import Head

    if file is None or not file.exists():
        return {}
    try:
        saved = json.loads(file.read_text())["chains"]
        return {UUID(one["clinic"]): Head(int(one["place"]), str(one["seal"])) for one in saved}
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreadable(f"Nothing was checked: {file} does not hold heads that were saved by verify.") from fault


def _save(file: Path, checked: "list[Checked]", at: datetime) -> None:
    """Written beside and moved into place: a head that is half written would accuse a whole chain."""
    told = {"saved_at": at.isoformat(), "chains": [_as_dict(one) for one in checked]}
    draft = file.with_name(f"{file.name}.new")
    draft.write_text(json.dumps(told, indent=1) + "\n")
    draft.replace(file)


def rebuild(options: argparse.Namespace) -> int:
    """Hold every session's row against its entries; without --check, mend the rows."""
    from holdspace.care.dosing.rebuilding import differences, rebuild
    from holdspace.chart.models import DosingSession

    found = list(differences()) if options.check else rebuild()
    for one in found:
        print(one)
    some = f"{len(found)} difference{'' if len(found) == 1 else 's'}"
    print(f"{DosingSession.objects.count()} sessions, {some}{'' if options.check else ', now mended'}.")
    return BROKEN if found and options.check else 0
