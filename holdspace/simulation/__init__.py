"""Invents a clinic for the demo: people who never lived, led along the pathway by the same acts that staff use."""

from holdspace.simulation.filling import DemoClinic, RealClinic, fill
from holdspace.simulation.staff import SignIn, sign_ins

__all__ = ["DemoClinic", "RealClinic", "SignIn", "fill", "sign_ins"]
