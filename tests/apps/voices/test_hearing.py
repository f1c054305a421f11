"""A conversation by text message, as both sides see it."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from benkan.apps.messaging.models import InboundMessage, OutboundMessage
from benkan.apps.messaging.queries.keys import words_of
from benkan.apps.messaging.rules.sms import segments
from benkan.apps.registry.models import Place, Programme
from benkan.apps.voices import queries
from benkan.apps.voices.actions import hear_message
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries import case_of_code
from tests.make.messaging import make_gateway, make_message
from tests.make.registry import NOW, make_facility, make_place, make_programme

pytestmark = pytest.mark.django_db


class Talk:
    """A citizen with a telephone, and what it shows."""

    def __init__(self, kind: str = "real") -> None:
        self.programme: Programme = make_programme(kind=kind)
        self.gateway: UUID = make_gateway(self.programme).gateway
        self.messages: list[InboundMessage] = []
        self.seen: set[UUID] = set()

    def write(self, text: str, *, moment: datetime = NOW) -> list[str]:
        """Send a text and read what comes back."""
        message = make_message(text, gateway=self.gateway)
        self.messages.append(message)
        self.deliver(message, moment)
        return self.read()

    def deliver(self, message: InboundMessage, moment: datetime = NOW) -> None:
        assert message.contact_id is not None, "whoever writes is a contact"
        hear_message(
            message=message.pk,
            contact=message.contact_id,
            programme=self.programme.pk,
            moment=moment,
        )

    def read(self) -> list[str]:
        rows = OutboundMessage.objects.exclude(pk__in=self.seen).order_by("queued_at", "key")
        fresh = list(rows)
        self.seen |= {row.pk for row in fresh}
        return [words_of(row.contact, row.sealed_text, row.pk) for row in fresh]


def _added() -> list[str]:
    """What was added to the one case, as its writer sees it."""
    case = Case.objects.get()
    hers = queries.case_for_citizen(case.pk, case.programme_id)
    assert hers is not None
    return list(hers.added)


def _cercle() -> Place:
    return make_place("Kati", kind="cercle")


def test_a_message_is_kept_answered_with_its_codes_and_confirmed_by_yes() -> None:
    commune = make_place("Sanankoroba", above=_cercle())
    talk = Talk()

    receipt, question = talk.write("La pompe est en panne à Sanankoroba")
    case = Case.objects.get()

    assert (case.service, case.place_id, case.place_status) == ("water", commune.pk, "guessed")
    assert case.reference == "SAN-0001"
    assert "SAN-0001" in receipt
    code = receipt.split("suivi ")[1].split(":")[0]
    found = case_of_code(code, talk.programme.pk)
    assert found is not None
    assert found.id == case.pk
    assert question == (
        "C'est bien à Sanankoroba (Kati) ? Répondez OUI, ou écrivez le nom de votre commune."
    )

    assert talk.write("OUI") == ["Merci. No SAN-0001: Sanankoroba (Kati)."]
    case.refresh_from_db()
    assert case.place_status == "confirmed"


@pytest.mark.parametrize("yes", ["oui", "AWƆ", "awo", "O"])
def test_yes_is_understood_as_people_write_it(yes: str) -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")

    talk.write(yes)

    assert Case.objects.get().place_status == "confirmed"


def test_no_is_followed_by_one_question_and_the_name_is_taken() -> None:
    cercle = _cercle()
    make_place("Sanankoroba", above=cercle)
    other = make_place("Kalabancoro", above=cercle)
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")

    asked = talk.write("AYI")
    told = talk.write("kalabankoro")

    assert asked == ["C'est dans quelle commune ? Répondez par son nom."]
    assert told == ["Merci. No SAN-0001: Kalabancoro (Kati)."]
    case = Case.objects.get()
    assert (case.place_id, case.place_status) == (other.pk, "confirmed")


def test_another_commune_can_be_named_straight_away() -> None:
    cercle = _cercle()
    make_place("Sanankoroba", above=cercle)
    other = make_place("Kalabancoro", above=cercle)
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")

    talk.write("Kalabancoro")

    assert Case.objects.get().place_id == other.pk


def test_an_unclear_message_is_kept_too_and_asked_where() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()

    _, question = talk.write("Bonjour, ca va?")

    assert question == "C'est dans quelle commune ? Répondez par son nom."
    case = Case.objects.get()
    assert queries.words_of([case.pk]) == {case.pk: "Bonjour, ca va?"}
    assert (case.service, case.place_status) == ("other", "unknown")
    assert case.reference == "BKN-0001"


def test_a_commune_that_is_not_found_is_left_to_the_desk() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("Bonjour, ca va?")

    told = talk.write("Xyzxyz")

    assert told == [
        "Merci. Nous n'avons pas trouvé cette commune, quelqu'un va regarder. No BKN-0001."
    ]
    assert Case.objects.get().place_status == "unknown"
    assert _added() == ["Xyzxyz"]


def test_more_words_within_a_day_are_added_to_the_same_case() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")
    talk.write("OUI")

    told = talk.write("Cela dure depuis un mois", moment=NOW + timedelta(hours=5))

    assert told == ["Merci, c'est ajouté au No SAN-0001."]
    assert Case.objects.count() == 1
    assert _added() == ["Cela dure depuis un mois"]


def test_words_a_day_later_open_a_new_case() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")

    talk.write("Le maître de l'école est absent", moment=NOW + timedelta(days=1))

    assert sorted(Case.objects.values_list("service", flat=True)) == ["education", "water"]


def test_a_message_that_is_read_twice_changes_nothing() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")
    talk.write("OUI")

    for message in talk.messages:
        talk.deliver(message)

    assert talk.read() == []
    assert (Case.objects.count(), _added()) == (1, [])


def test_the_name_of_a_health_centre_gives_its_commune_and_service() -> None:
    commune = make_place("Sanankoroba", above=_cercle())
    facility = make_facility("Dialakoroba", commune=commune)
    talk = Talk()

    _, question = talk.write("Le CSCom de Dialakoroba est fermé")

    case = Case.objects.get()
    assert (case.place_id, case.facility_id) == (commune.pk, facility.pk)
    assert case.service == "health"
    assert question == (
        "C'est bien CSCOM Dialakoroba, à Sanankoroba (Kati) ?"
        " Répondez OUI, ou écrivez le nom de votre commune."
    )


def test_words_of_violence_guard_the_case() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")
    talk.write("oui")

    talk.write("Le chef nous menace, il y a des menaces")

    assert Case.objects.get().is_sensitive


def test_an_english_message_is_answered_in_english() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()

    _, question = talk.write("There is no water, the pump of Sanankoroba is broken")

    assert question == (
        "Is it in Sanankoroba (Kati)? Answer YES, or write the name of your commune."
    )


def test_every_message_of_ours_costs_one() -> None:
    make_place("Tombouctou-Commune de Bourem-Inaly", above=make_place("Bafoulabé", kind="cercle"))
    talk = Talk()
    sent = talk.write("Pas d'eau à Bourem-Inaly") + talk.write("NON")
    sent += talk.write("Xyzxyz") + talk.write("Depuis un mois, rien ne marche ici")

    assert [segments(text) for text in sent] == [1] * len(sent)


def test_who_writes_in_may_be_answered_later() -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")

    assert {row.state for row in OutboundMessage.objects.all()} == {"queued"}


def test_in_a_programme_that_is_over_a_message_is_kept_and_answered_and_opens_nothing() -> None:
    talk = Talk("historical")

    told = talk.write("La pompe de Sanankoroba est en panne")
    talk.deliver(talk.messages[0])

    assert told == ["Benkan: ce programme est terminé. Personne ne lit plus les messages ici."]
    assert (talk.read(), Case.objects.count()) == ([], 0)
    assert InboundMessage.objects.count() == 1


def test_a_message_is_heard_in_thirty_eight_queries_and_more_words_in_fourteen(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_place("Sanankoroba", above=_cercle())
    talk = Talk()
    talk.write("La pompe est en panne à Sanankoroba")
    talk.write("OUI")
    other = Talk("demonstration")
    opening = make_message("Pas d'eau", gateway=other.gateway)
    more = make_message("Depuis un mois", gateway=talk.gateway)

    with django_assert_num_queries(38):
        other.deliver(opening)
    with django_assert_num_queries(14):
        talk.deliver(more)
