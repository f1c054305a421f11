"""Say something on the web, then follow it: as a telephone without a script does."""

import wave
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from benkan.apps.files.actions import remove_expired
from benkan.apps.files.models import StoredFile
from benkan.apps.messaging.models import Contact, OutboundMessage
from benkan.apps.registry.models import Place, Programme
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries import case_of_code
from benkan.apps.voices.rules.opening import MOST_CASES
from tests.make.registry import make_facility, make_place, make_programme
from tests.make.voices import open_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo")


def _voice() -> SimpleUploadedFile:
    sound = BytesIO()
    with wave.open(sound, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(16000)
        written.writeframes(b"\0\1" * 16000)
    return SimpleUploadedFile("voix.wav", sound.getvalue(), content_type="audio/wav")


def _form(client: Client, place: Place | None = None, **typed: Any) -> dict[str, Any]:
    """The form of the third step as the page gives it, filled in."""
    asked = {"service": "water", **({"place": str(place.pk)} if place else {})}
    form = client.get("/p/demo/dire/mots/", asked).context["form"]
    return {**{n: v for n, v in form.initial.items() if v}, **typed}


def test_three_steps_lead_to_a_code(client: Client, demo: Programme) -> None:
    commune = make_place("Sanankoroba", above=make_place("Kati", kind="cercle"))

    what = client.get("/p/demo/dire/").content.decode()
    where = client.get("/p/demo/dire/ou/", {"service": "water", "q": "sanankorob"})
    assert "/p/demo/dire/ou/?service=water" in what
    assert [found.id for found in where.context["places"]] == [commune.pk]
    sent = client.post("/p/demo/dire/recu/", _form(client, commune, text="La pompe est en panne"))
    codes = client.get(sent.headers["Location"]).context["codes"]

    found = case_of_code(codes.tracking_code, demo.pk)
    assert found is not None
    assert (found.text, found.place_name) == ("La pompe est en panne", "Sanankoroba")
    assert codes.reference == "SAN-0001"
    assert codes.tracking_code not in sent.headers["Location"]


def test_a_form_sent_twice_opens_one_case(client: Client, demo: Programme) -> None:
    form = _form(client, text="La pompe est en panne")

    for _ in range(2):
        client.post("/p/demo/dire/recu/", form)

    assert Case.objects.count() == 1


def test_the_same_words_in_a_new_form_are_one_case_for_a_while(
    client: Client, demo: Programme
) -> None:
    client.post("/p/demo/dire/recu/", _form(client, text="La pompe est en panne"))

    again = client.post("/p/demo/dire/recu/", _form(client, text="La pompe est en panne"))
    assert (again.status_code, Case.objects.count()) == (302, 1)

    client.post("/p/demo/dire/recu/", _form(client, text="Le puits aussi est sec"))
    assert Case.objects.count() == 2


def test_a_school_or_health_centre_of_the_commune_can_be_chosen(
    client: Client, demo: Programme
) -> None:
    commune = make_place()
    facility = make_facility(commune=commune)
    elsewhere = make_facility("CSCom de Kati", commune=make_place("Kati"))
    asked = {"service": "health", "place": str(commune.pk)}

    which = client.get("/p/demo/dire/ou/", asked)
    words = [
        client.get("/p/demo/dire/mots/", {**asked, "facility": str(chosen.pk)})
        for chosen in (facility, elsewhere)
    ]

    assert [found.id for found in which.context["facilities"]] == [facility.pk]
    assert [page.context["facility"] and page.context["facility"].id for page in words] == [
        facility.pk,
        None,
    ]


def test_a_service_without_single_places_goes_straight_to_the_words(
    client: Client, demo: Programme
) -> None:
    place = make_place()

    answer = client.get("/p/demo/dire/ou/", {"service": "roads", "place": str(place.pk)})

    assert answer.headers["Location"] == f"/p/demo/dire/mots/?service=roads&place={place.pk}"


def test_an_address_that_says_nothing_starts_again(client: Client, demo: Programme) -> None:
    addresses = [
        client.get(f"/p/demo/dire/{step}/", {"service": "magic"}).headers["Location"]
        for step in ("ou", "mots", "recu")
    ]

    assert addresses == ["/p/demo/dire/"] * 3


def test_a_voice_alone_is_enough_and_only_its_holder_hears_it(
    client: Client, demo: Programme
) -> None:
    client.post("/p/demo/dire/recu/", {**_form(client), "recording": _voice()})
    code = client.get("/p/demo/dire/recu/").context["codes"].tracking_code

    stranger = Client()
    refused = stranger.get("/p/demo/suivre/enregistrement/")
    stranger.post("/p/demo/suivre/", {"tracking_code": code})
    heard = stranger.get("/p/demo/suivre/enregistrement/")
    stranger.post("/p/demo/suivre/fermer/")
    closed = stranger.get("/p/demo/suivre/enregistrement/")

    assert (refused.status_code, heard.status_code, closed.status_code) == (404, 200, 404)
    assert heard.headers["Content-Type"].startswith("audio/")


def test_nothing_of_a_voice_stays_in_a_browser_that_others_use(
    client: Client, demo: Programme
) -> None:
    client.post("/p/demo/dire/recu/", _form(client, recording=_voice()))
    code = client.get("/p/demo/dire/recu/").context["codes"].tracking_code
    client.post("/p/demo/suivre/", {"tracking_code": code})

    heard = client.get("/p/demo/suivre/enregistrement/")

    assert heard.headers["Cache-Control"] == "private, no-store"
    assert heard.headers["Content-Security-Policy"].startswith("sandbox;")


def test_a_session_that_was_planted_in_the_browser_opens_nothing(
    client: Client, demo: Programme
) -> None:
    opened = open_one(demo, make_place())
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    assert planted is not None

    client.post("/p/demo/suivre/", {"tracking_code": opened.tracking_code})

    assert client.session.session_key != planted
    assert not client.session.exists(planted)


def test_an_error_loses_neither_words_nor_voice(client: Client, demo: Programme) -> None:
    form = _form(client, text="Bonjour", number="12")
    refused = client.post("/p/demo/dire/recu/", {**form, "recording": _voice()})
    kept = refused.context["form"].data["recording_kept"]

    client.post("/p/demo/dire/recu/", {**form, "number": "", "recording_kept": kept})

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["number"]
    assert refused.context["form"]["text"].value() == "Bonjour"
    case = Case.objects.get()
    assert case.recording_file == StoredFile.objects.get().pk


def test_a_file_that_was_not_kept_here_is_not_taken(client: Client, demo: Programme) -> None:
    stolen = "00000000-0000-0000-0000-000000000001:abc:def"

    client.post("/p/demo/dire/recu/", _form(client, text="Bonjour", recording_kept=stolen))

    assert Case.objects.get().recording_file is None


def test_nothing_said_says_how_to_mend_it(client: Client, demo: Programme) -> None:
    refused = client.post("/p/demo/dire/recu/", _form(client))

    assert refused.status_code == 422
    assert refused.context["form"].errors["text"] == [
        "Écrivez quelques mots ou enregistrez votre voix\u00a0: nous saurons ainsi de quoi il s’agit."
    ]


def test_a_file_that_is_no_sound_is_refused_in_words(client: Client, demo: Programme) -> None:
    noise = SimpleUploadedFile("voix.mp3", b"not a sound", content_type="audio/mpeg")

    refused = client.post("/p/demo/dire/recu/", {**_form(client, text="Oui"), "recording": noise})

    assert list(refused.context["form"].errors) == ["recording"]
    assert Case.objects.count() == 0


def test_a_number_is_kept_only_to_answer_and_the_codes_come_by_sms(
    client: Client, demo: Programme
) -> None:
    client.post("/p/demo/dire/recu/", _form(client, text="La pompe", number="76 12 34 56"))

    assert Contact.objects.count() == 1
    assert [m.purpose for m in OutboundMessage.objects.all()] == ["answer"]
    assert Case.objects.get().contact_id == Contact.objects.get().pk


def test_without_a_number_nobody_is_known(client: Client, demo: Programme) -> None:
    client.post("/p/demo/dire/recu/", _form(client, text="La pompe"))

    assert Contact.objects.count() == 0


def test_a_wrong_code_gets_a_sentence(client: Client, demo: Programme) -> None:
    answer = client.post("/p/demo/suivre/", {"tracking_code": "ABC"})

    assert answer.status_code == 422
    assert "Aucun message n’a ce code." in answer.content.decode()


def test_the_page_of_the_codes_is_closed_for_the_next_who_takes_the_telephone(
    client: Client, demo: Programme
) -> None:
    client.post("/p/demo/dire/recu/", _form(client, text="La pompe"))

    client.post("/p/demo/suivre/fermer/")

    assert client.get("/p/demo/dire/recu/").headers["Location"] == "/p/demo/dire/"


def test_a_case_followed_in_one_programme_is_not_shown_in_another(
    client: Client, demo: Programme
) -> None:
    make_programme("other")
    opened = open_one(demo)

    client.post("/p/demo/suivre/", {"tracking_code": opened.tracking_code})

    assert client.get("/p/demo/suivre/message/").status_code == 200
    assert client.get("/p/other/suivre/message/").status_code == 302


def test_it_is_said_on_the_page_that_it_is_not_settled(client: Client, demo: Programme) -> None:
    opened = open_one(demo)
    Case.objects.update(state="answered")
    client.post("/p/demo/suivre/", {"tracking_code": opened.tracking_code})

    client.post("/p/demo/suivre/message/", {"text": "Toujours en panne"})

    assert Case.objects.get().state == "accepted"


def test_no_page_promises_that_nobody_can_know(client: Client, demo: Programme) -> None:
    pages = [
        client.get(address).content.decode().lower()
        for address in ("/p/demo/dire/", "/p/demo/dire/mots/?service=water", "/p/demo/suivre/")
    ]

    assert [("anonym" in page) for page in pages] == [False] * 3


def test_an_upload_whose_form_is_never_sent_is_forgotten(client: Client, demo: Programme) -> None:
    refused = client.post(
        "/p/demo/dire/recu/", {**_form(client, text="Bonjour", number="12"), "recording": _voice()}
    )
    client.post("/p/demo/dire/recu/", {**_form(client, text="Bonsoir"), "recording": _voice()})

    remove_expired(now=timezone.now() + timedelta(days=2, minutes=1))

    assert refused.status_code == 422
    assert [row.pk for row in StoredFile.objects.all()] == [Case.objects.get().recording_file]


def test_a_connection_that_floods_the_desk_is_asked_to_wait(
    client: Client, demo: Programme
) -> None:
    form = _form(client, text="La pompe")
    for number in range(MOST_CASES):
        client.post(
            "/p/demo/dire/recu/",
            {**form, "client_key": f"{number:032x}", "text": f"La pompe {number}"},
        )

    refused = client.post("/p/demo/dire/recu/", {**form, "client_key": "f" * 32})
    again = client.post(
        "/p/demo/dire/recu/", {**form, "client_key": f"{3:032x}", "text": "La pompe 3"}
    )
    elsewhere = client.post(
        "/p/demo/dire/recu/", {**form, "client_key": "e" * 32}, REMOTE_ADDR="10.9.8.7"
    )

    assert refused.status_code == 422
    assert refused.context["form"]["text"].value() == "La pompe"
    assert (again.status_code, elsewhere.status_code) == (302, 302)
    assert Case.objects.count() == MOST_CASES + 1


def test_nobody_is_asked_to_speak_in_a_programme_of_the_past(client: Client) -> None:
    make_programme("past", kind="historical")
    form = {"service": "water", "text": "La pompe est en panne"}

    pages = [
        client.get("/p/past/dire/"),
        client.get("/p/past/dire/ou/", form),
        client.get("/p/past/dire/mots/", form),
        client.post("/p/past/dire/recu/", form),
    ]

    assert [page.headers.get("Location") for page in pages] == ["/p/past/"] * 4
    assert Case.objects.count() == 0
