"""What is typed on the pages of the library."""

from holdspace.library.forms.common import DecisionForm, ReasonForm
from holdspace.library.forms.numbers import NumberForm
from holdspace.library.forms.protocols import ProtocolForm

__all__ = ["DecisionForm", "NumberForm", "ProtocolForm", "ReasonForm"]
