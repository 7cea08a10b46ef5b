"""What shows that a row was changed, removed or slipped in behind the application's back?"""

from django.db import models

from holdspace.clinic.append_only import AppendOnly
from holdspace.clinic.models.organisation import Clinic


class ChainLink(AppendOnly):
    """One row of the record in its clinic's chain: its imprint, sealed together with the seal of the link before.

    `subject_id` is a plain identifier: the clinic floor lies below the record and cannot point into it.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveBigIntegerField(help_text="1, 2, 3 ... in this clinic's chain, without a hole.")
    kind = models.CharField(max_length=30, help_text="Which table the row is in.")
    subject_id = models.UUIDField()
    form = models.PositiveSmallIntegerField(default=1, help_text="Which parts of a row its imprint covers.")
    imprint = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, help_text="The seal of the link before; noughts for the first.")
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "place"], name="chain_place_is_taken_once"),
            # Two links on one: the chain would fork, and each branch would look whole.
            models.UniqueConstraint(fields=["clinic", "previous"], name="chain_does_not_fork"),
            models.UniqueConstraint(fields=["kind", "subject_id"], name="chain_holds_each_row_once"),
        ]
