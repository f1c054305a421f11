from django.urls import path

from benkan.apps.messaging.pages import gateways, messages

app_name = "messaging"
urlpatterns = [
    path("sms/", messages.outbox, name="outbox"),
    path("sms/passerelles/", gateways.gateways, name="gateways"),
    path("sms/passerelles/<uuid:gateway>/prix/", gateways.price, name="price"),
]
