"""What is typed on the pages of the library."""

from holdspace.library.forms.common import DecisionForm, ReasonForm
from holdspace.library.forms.drug_names import DrugNameForm
from holdspace.library.forms.numbers import NumberForm
from holdspace.library.forms.protocols import ProtocolForm
from holdspace.library.forms.wording import TypedWordingForm, WordingForm

__all__ = [
    "DecisionForm",
    "DrugNameForm",
    "NumberForm",
    "ProtocolForm",
    "ReasonForm",
    "TypedWordingForm",
    "WordingForm",
]
