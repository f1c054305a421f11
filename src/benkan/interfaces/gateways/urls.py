"""Where gateways bring messages and receipts. Not below a programme: the gateway knows its own."""

from django.urls import path

from benkan.interfaces.gateways import android, generic, kannel, ussd, voice

app_name = "gateways"
urlpatterns = [
    path("passerelles/<uuid:gateway>/receive", generic.receive, name="receive"),
    path("passerelles/<uuid:gateway>/stopped", generic.stopped, name="stopped"),
    path("passerelles/<uuid:gateway>/sent", generic.sent, name="sent"),
    path("passerelles/<uuid:gateway>/delivered", generic.delivered, name="delivered"),
    path("passerelles/<uuid:gateway>/failed", generic.failed, name="failed"),
    path("passerelles/<uuid:gateway>/android", android.webhook, name="android"),
    path("passerelles/<uuid:gateway>/kannel", kannel.receive, name="kannel"),
    path("passerelles/<uuid:gateway>/kannel/recu", kannel.receipt, name="kannel_receipt"),
    path("passerelles/<uuid:gateway>/ussd", ussd.ussd, name="ussd"),
    path("passerelles/<uuid:gateway>/ussd/<str:secret>", ussd.ussd, name="ussd_secret"),
    path("passerelles/<uuid:gateway>/voix/", voice.called, name="voice"),
    path("passerelles/<uuid:gateway>/voix/<int:turn>/touche", voice.pressed, name="voice_key"),
    path("passerelles/<uuid:gateway>/voix/<int:turn>/parole", voice.spoke, name="voice_spoke"),
    path("passerelles/<uuid:gateway>/voix/enregistrement", voice.recorded, name="voice_recorded"),
    path("passerelles/<uuid:gateway>/voix/fin", voice.ended, name="voice_ended"),
    path("passerelles/<uuid:gateway>/voix/<uuid:file>.mp3", voice.prompt, name="voice_prompt"),
]
