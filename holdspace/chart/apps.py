"""The record's Django app."""

from django.apps import AppConfig


class ChartConfig(AppConfig):
    """The chart app."""

    name = "holdspace.chart"
