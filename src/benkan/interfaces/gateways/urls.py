"""Where gateways bring messages and receipts. Not below a programme: the gateway knows its own."""

from django.urls import path

from benkan.interfaces.gateways import generic, kannel

app_name = "gateways"
urlpatterns = [
    path("passerelles/<uuid:gateway>/receive", generic.receive, name="receive"),
    path("passerelles/<uuid:gateway>/stopped", generic.stopped, name="stopped"),
    path("passerelles/<uuid:gateway>/sent", generic.sent, name="sent"),
    path("passerelles/<uuid:gateway>/delivered", generic.delivered, name="delivered"),
    path("passerelles/<uuid:gateway>/failed", generic.failed, name="failed"),
    path("passerelles/<uuid:gateway>/kannel", kannel.receive, name="kannel"),
    path("passerelles/<uuid:gateway>/kannel/recu", kannel.receipt, name="kannel_receipt"),
]
