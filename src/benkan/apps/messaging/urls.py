from django.urls import path

from benkan.apps.messaging.pages import gateways, messages, own_number

app_name = "messaging"
urlpatterns = [
    path("sms/", messages.outbox, name="outbox"),
    path("mon-telephone/", own_number.own_number, name="own_number"),
    path("mon-telephone/code/", own_number.confirm, name="confirm_own_number"),
    path("mon-telephone/retirer/", own_number.take_away, name="take_own_number_away"),
    path("sms/passerelles/", gateways.gateways, name="gateways"),
    path("sms/passerelles/<uuid:gateway>/prix/", gateways.price, name="price"),
]
