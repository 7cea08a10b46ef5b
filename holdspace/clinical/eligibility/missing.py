"""Which facts did nobody record, without which no rule is stopped? Shown, so that nothing is silent."""

from holdspace.clinical.eligibility.facts import ScreeningFacts

NOT_BLOCKING = (
    ("phq9_item9", "PHQ-9 item 9"),
    ("phq9", "PHQ-9"),
    ("gad7", "GAD-7"),
    ("pcl5", "PCL-5"),
    ("asrm", "ASRM"),
    ("pq16", "PQ-16"),
    ("audit", "AUDIT"),
    ("dast10", "DAST-10"),
    ("stop_bang", "STOP-BANG"),
    ("ipss", "IPSS"),
    ("moca", "MoCA"),
    ("alt_times_limit", "ALT"),
    ("ast_times_limit", "AST"),
    ("bilirubin_times_limit", "bilirubin"),
    ("egfr", "eGFR"),
    ("sodium", "sodium"),
    ("potassium", "potassium"),
    ("tsh", "TSH"),
    ("blood_in_urine", "blood in urine"),
    ("qtc", "ECG with QTc"),
    ("respiratory_rate", "breathing rate"),
    ("body_mass_index", "height, for the BMI"),
    ("coercion", "pressure by others"),
    ("escort_arranged", "companion for the way home"),
    ("home_safe", "safe home"),
    ("ketamine_use_disorder", "ketamine use disorder"),
    ("ketamine_uropathy", "ketamine bladder"),
    ("adequate_prior_trials", "earlier adequate treatments"),
    ("prior_sessions", "earlier ketamine sessions"),
)


def not_recorded(facts: ScreeningFacts) -> tuple[str, ...]:
    """The names of facts that were not recorded and that do not stop a rule."""
    return tuple(words for name, words in NOT_BLOCKING if getattr(facts, name) is None)
