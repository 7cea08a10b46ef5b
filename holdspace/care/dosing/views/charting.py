"""What the chart needs once for each opening of the page: the answers of possible people, icons, and the band drawn."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from holdspace.care.dosing.band import BandDrawing, NoBand, drawn_band
from holdspace.care.dosing.chart import SessionChart
from holdspace.care.dosing.chart_data import drawing_icons, icon_names
from holdspace.care.dosing.prediction import for_the_screen
from holdspace.care.dosing.views.opening import here
from holdspace.chart.models import DosingSession
from holdspace.clinical.pharmacokinetics.doses import NASAL_DEVICE_MG


def charting(
    request: HttpRequest, dosing_session: DosingSession, chart: SessionChart, *, at: datetime
) -> dict[str, Any]:
    """The frame that the script draws in, and the server's own band for a page without script."""
    prediction = for_the_screen(dosing_session, chart.picture, at=at)
    return {
        "chart_frame": _frame(dosing_session, prediction, at=at),
        "icon_names": icon_names(),
        "band": _band(chart, prediction),
    }


def _frame(dosing_session: DosingSession, prediction: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    offset = at.astimezone(here(dosing_session)).utcoffset() or timedelta()
    return {
        "prediction": prediction,
        "first_device_mg": NASAL_DEVICE_MG,
        "icons": drawing_icons(),
        "offset_minutes": int(offset.total_seconds() // 60),
    }


def _band(chart: SessionChart, prediction: dict[str, Any]) -> BandDrawing | NoBand | None:
    return drawn_band(chart, prediction["told"]) if prediction["told"] else NoBand(prediction["why"])
