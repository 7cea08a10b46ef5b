"""The course of care, step by step: intake, screening, evaluation, consent, planning, preparation, dosing,
integration, follow-up; then round again from planning to the next dose, or out.

What people do and the screens they do it on. The stages never import each other: they meet in the chart.
"""
