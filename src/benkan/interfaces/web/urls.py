from django.conf import settings
from django.urls import URLPattern, path

from benkan.interfaces.web.pages import (
    feeds,
    gallery,
    house,
    journal,
    meeting,
    offline,
    open_data,
    poster,
    programme,
    recommendation,
    retention,
    round,
    round_public,
    round_told,
    today,
)
from benkan.interfaces.web.pages.simulator import sms, ussd, voice

app_name = "web"
_here = "p/<slug:programme>/"
_recommendation = "recommandations/<uuid:recommendation_id>/"
urlpatterns: list[URLPattern] = [
    path("", house.front, name="front"),
    path("apropos/", house.about, name="about"),
    path("mes-programmes/", house.my_programmes, name="my_programmes"),
    path("sante/", house.health, name="health"),
    path("robots.txt", house.robots, name="robots"),
    path("service.js", offline.worker, name="worker"),
    path("hors-ligne/jeton/", offline.token, name="token"),
    path(_here + "hors-ligne/", offline.waiting, name="waiting"),
    path(_here, programme.home, name="home"),
    path(_here + "communes/<str:code>/", programme.commune, name="commune"),
    path(_here + "communes/<str:code>/affiche/", poster.poster, name="poster"),
    path(_here + "communes/<str:code>/nouvelles.xml", feeds.commune_feed, name="commune_feed"),
    path(_here + "communes/<str:code>/nouvelles.rss", feeds.commune_feed, name="commune_rss"),
    path(_here + "nouvelles.xml", feeds.programme_feed, name="feed"),
    path(_here + "nouvelles.rss", feeds.programme_feed, name="rss"),
    path(_here + "donnees/", open_data.open_data_page, name="open_data"),
    path(_here + "donnees/communes.geojson", open_data.communes, name="communes_geojson"),
    path(_here + "donnees/<slug:table>.csv", open_data.table, name="table"),
    path(_here + "aujourdhui/", today.today, name="today"),
    path(_here + "rencontres/<uuid:activity_id>/", meeting.meeting, name="meeting"),
    path(_here + "rencontres/<uuid:activity_id>/accords/<uuid:item>/", meeting.agree, name="agree"),
    path(
        _here + "rencontres/<uuid:activity_id>/recommandations/",
        meeting.recommend,
        name="recommend",
    ),
    path(_here + _recommendation, recommendation.recommendation, name="recommendation"),
    path(
        _here + _recommendation + "engagement/",
        recommendation.promise,
        name="promise_recommendation",
    ),
    path(_here + _recommendation + "motif/", recommendation.end, name="end_recommendation"),
    path(_here + "evaluations/<uuid:round_id>/", round.round_, name="round"),
    path(_here + "evaluations/<uuid:round_id>/radio/", round_told.script, name="round_script"),
    path(
        _here + "evaluations/publiques/<uuid:round_id>/",
        round_public.public_round,
        name="public_round",
    ),
    path(
        _here + "evaluations/publiques/<uuid:round_id>/affiche/",
        round_told.poster,
        name="round_poster",
    ),
    path(_here + "conservation/", retention.retention, name="retention"),
    path(_here + "conservation/garder/", retention.keep, name="keep_longer"),
    path(_here + "journal/", journal.head, name="journal"),
    path(_here + "simulateur/", sms.simulator, name="simulator"),
    path(_here + "simulateur/ussd/", ussd.ussd, name="simulator_ussd"),
    path(_here + "simulateur/voix/", voice.voice, name="simulator_voice"),
    path(_here + "simulateur/voix/son/", voice.sound, name="simulator_voice_sound"),
]
if settings.DEBUG:
    urlpatterns.append(path("kit/", gallery.gallery, name="gallery"))
