"""Which plan did the patient agree to, and which one holds now?"""

from holdspace.chart.facts.rows import Rows
from holdspace.chart.models import CarePlan, ConsentSignature, EpisodeOfCare, PlanApproval
from holdspace.clinical import protocols
from holdspace.clinical.pathway import PlanTerms
from holdspace.clinical.protocols import Protocol, Route


def plans_of_consent(
    signature: ConsentSignature | None, episode: EpisodeOfCare, rows: Rows
) -> tuple[PlanTerms | None, PlanTerms | None]:
    """The approved plan the patient agreed to, and the one approved last; nothing where they are one plan.

    That is the plan in force on the day of the signature; a first consent comes before the plan, and is for the first.
    """
    approved = [row.plan for row in rows.of_patient(PlanApproval, episode) if row.plan.episode_id == episode.pk]
    if signature is None or not approved:
        return None, None
    moments = {row.plan_id: row.approved_at for row in rows.of_patient(PlanApproval, episode)}
    before = [each for each in approved if moments[each.pk] <= signature.signed_at]
    agreed = before[-1] if before else approved[0]
    return (None, None) if agreed.pk == approved[-1].pk else (_terms(agreed), _terms(approved[-1]))


def _terms(plan: CarePlan) -> PlanTerms:
    """What the patient consents to in a plan, by the protocol as it was when the plan was written."""
    known = protocol_of(plan)
    if known is None:
        return PlanTerms(plan.protocol_id, plan.route, "", None)
    steps = known.steps_for(Route(plan.route)) if plan.route in set(Route) else known.steps
    return PlanTerms(plan.protocol_id, plan.route, known.drug.value, steps[-1])


def protocol_of(plan: CarePlan) -> Protocol | None:
    """The protocol as it was when the plan was written; a plan from before protocols were kept has the published."""
    return Protocol.from_dict(plan.protocol_body) if plan.protocol_body else protocols.by_id(plan.protocol_id)
