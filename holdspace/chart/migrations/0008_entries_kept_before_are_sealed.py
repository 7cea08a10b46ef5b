from hashlib import sha256

from django.db import migrations

EVENT = "session_event"
BEGINNING = "0" * 64


def seal(apps, schema_editor):
    """Every entry that was kept before there were chains, in the order in which the server heard of it."""
    from holdspace.chart.sealing import imprint_of_event

    events = apps.get_model("chart", "SessionEvent").objects.select_related("patient").order_by("sequence")
    links = apps.get_model("clinic", "ChainLink").objects
    ends = {}
    for row in events.iterator(chunk_size=1000):
        place, previous = ends.get(row.patient.clinic_id, (0, BEGINNING))
        place, imprint = place + 1, imprint_of_event(row, form=1)
        told = (str(row.patient.clinic_id), str(place), EVENT, str(row.id), "1", imprint, previous)
        end = sha256("\n".join(told).encode()).hexdigest()
        links.create(
            clinic_id=row.patient.clinic_id, place=place, kind=EVENT, subject_id=row.id, form=1, imprint=imprint,
            previous=previous, seal=end,
        )
        ends[row.patient.clinic_id] = (place, end)


class Migration(migrations.Migration):

    dependencies = [
        ("chart", "0007_session_counts_what_is_to_settle"),
        ("clinic", "0003_each_row_is_sealed_in_a_chain"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
