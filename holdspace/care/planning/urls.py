"""Addresses of goals, plan, order and booking."""

from django.urls import path

from holdspace.care.planning.views import booking, goals, orders, plans, waivers

app_name = "planning"
urlpatterns = [
    path("episodes/<uuid:pk>/goals/", goals.show, name="goals"),
    path("goals/<uuid:pk>/drop/", goals.drop, name="drop_goal"),
    path("episodes/<uuid:pk>/plan/", plans.show, name="plan"),
    path("episodes/<uuid:pk>/plan/write/", plans.write, name="write_plan"),
    path("plans/<uuid:pk>/approve/", plans.approve, name="approve_plan"),
    path("episodes/<uuid:pk>/order/", orders.show, name="order"),
    path("episodes/<uuid:pk>/order/preview/", orders.preview, name="order_preview"),
    path("orders/<uuid:pk>/countersign/", orders.countersign, name="order_countersign"),
    path("orders/<uuid:pk>/cancel/", orders.cancel, name="order_cancel"),
    path("episodes/<uuid:pk>/book/", booking.show, name="book_session"),
    path("episodes/<uuid:pk>/waive/", waivers.show, name="waive"),
]
