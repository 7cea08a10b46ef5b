"""What does this person tell us, minute by minute? A model of people, bent towards what is seen in one of them.

Everything is a number of standard deviations from the typical person: levels, how strongly blood pressure answers, how
strongly the mind does. Where nothing seen tells anything, the answer is the belief it started from, unchanged.
"""

from holdspace.clinical.pharmacokinetics.learning.beliefs import Belief, next_session, population
from holdspace.clinical.pharmacokinetics.learning.foretelling import Foretold, foretold
from holdspace.clinical.pharmacokinetics.learning.measures import Measure, Seen
from holdspace.clinical.pharmacokinetics.learning.updating import Learned, learned

__all__ = [
    "Belief",
    "Foretold",
    "Learned",
    "Measure",
    "Seen",
    "foretold",
    "learned",
    "next_session",
    "population",
]
