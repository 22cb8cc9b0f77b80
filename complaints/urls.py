"""Addresses of the complaints' floor."""

from django.urls import path

from .complaint.views import ledger
from .complaint.views import public as complaints
from .enquiries import views as enquiries
from .lost_property import views as lost_property
from .ratings import views as ratings
from .rectification import views as rectification

urlpatterns = [
    path("complain/", complaints.ways, name="complaint-ways"),
    path("complain/new/", complaints.entry, name="complaint-entry"),
    path("complain/new/<slug:code>/", complaints.file, name="complain"),
    path("complain/follow/", complaints.follow, name="complaint-follow"),
    path("complaints/", ledger.complaints, name="complaints"),
    path("complaints/transfers/", ledger.transfers, name="complaint-transfers"),
    path("complaints/figures/", ledger.month, name="complaint-figures"),
    path("complaints/orders/", ledger.order_table, name="complaint-orders"),
    path("complaints/orders/table.csv", ledger.orders_back, name="complaint-orders-back"),
    path("complaints/evidence/<int:pk>/", ledger.evidence, name="complaint-evidence"),
    path("complaints/<int:pk>/bundle/", ledger.bundle, name="complaint-bundle"),
    path("ask/", enquiries.ask, name="ask"),
    path("ask/<slug:number>/", enquiries.answer, name="ask-answer"),
    path("enquiries/", enquiries.register, name="enquiries"),
    path("lost/", lost_property.notice, name="lost"),
    path("lost/desk/", lost_property.desk, name="lost-desk"),
    path("rate/", ratings.ask, name="rate-ask"),
    path("rate/paper/<slug:code>/", ratings.by_paper, name="rate-paper"),
    path("rate/device/<str:signed>/", ratings.device, name="rate-device"),
    path("rate/<slug:code>/<slug:way>/", ratings.rate, name="rate"),
    path("ratings/", ratings.figures, name="ratings"),
    path("ratings/results/", ratings.results, name="rating-results"),
    path("rectifications/", rectification.rectifications, name="rectifications"),
]
