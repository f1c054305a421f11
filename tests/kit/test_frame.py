"""The frame of every page: language, banner, messages, fields, and what is shown when things go wrong."""

from datetime import date

import pytest
from django import forms
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from benkan.config.middleware import RefusalsAsPages
from benkan.kit.refusals import NotAllowed, Refused
from tests.make.registry import make_programme


class TooSoon(Refused):
    code = "too_soon"
    text = "Wait %(days)s days."


def _refused(refusal: Refused) -> HttpResponse:
    request = RequestFactory().get("/")
    answer = RefusalsAsPages(lambda _: HttpResponse()).process_exception(request, refusal)
    assert answer is not None
    return answer


@pytest.mark.django_db
def test_the_language_changes_without_a_script_and_stays(client: Client) -> None:
    before = client.get("/").content.decode()

    client.post("/langue/", {"language": "en", "next": "/"})

    assert ('<html lang="fr">' in before, "Choisissez votre programme" in before) == (True, True)
    after = client.get("/").content.decode()
    assert ('<html lang="en">' in after, "Choose your programme" in after) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("demonstration", "Démonstration\u00a0: personnes et organisations fictives, lieux réels."),
        ("historical", "Programme terminé\u00a0: ces pages sont gardées pour mémoire."),
        ("real", ""),
    ],
)
def test_a_programme_that_is_not_real_says_so(client: Client, kind: str, words: str) -> None:
    make_programme("here", kind=kind)

    page = client.get("/p/here/").content.decode()

    assert ('class="banner"' in page) == bool(words)
    assert words in page


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_asked_for_once_more() -> None:
    answer = Client(enforce_csrf_checks=True).post("/langue/", {"language": "en"})

    assert answer.status_code == 403
    assert "Renvoyez, s’il vous plaît" in answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_that_no_form_took_is_one_sentence_on_a_page() -> None:
    answer = _refused(TooSoon(days=3))

    assert answer.status_code == 422
    assert "Wait 3 days." in answer.content.decode()


@pytest.mark.django_db
def test_what_belongs_to_a_neighbour_does_not_exist() -> None:
    assert _refused(NotAllowed()).status_code == 404


def test_the_page_for_our_own_errors_needs_no_database() -> None:
    assert "Ce n’est pas votre faute." in render_to_string("500.html")


class _Form(forms.Form):
    text = forms.CharField(label="Message", help_text="Une phrase suffit.")
    about = forms.ChoiceField(label="Sujet", choices=[("water", "Eau")], widget=forms.RadioSelect)


def _field(form: forms.Form, name: str, **more: object) -> str:
    return render_to_string("kit/field.html", {"field": form[name], **more})


def test_a_field_is_tied_to_its_hint_and_to_what_is_wrong() -> None:
    with override("fr"):
        html = _field(_Form({"text": ""}), "text")

    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert 'aria-invalid="true"' in html


def test_choices_are_a_group_with_a_name_and_tiles_have_icons() -> None:
    html = _field(_Form(), "about", tiles=True)

    assert "<legend>Sujet" in html
    assert "icons.svg#water" in html


def test_a_badge_says_its_state_in_words_with_a_sign_and_escapes_them() -> None:
    template = Template('{% badge "kept" words %}')

    html = template.render(Context({"words": "<b>Tenu</b>"}))

    assert '<span class="badge is-kept">' in html
    assert "icons.svg#check" in html
    assert "&lt;b&gt;Tenu&lt;/b&gt;" in html


@pytest.mark.parametrize(("value", "shown"), [(37300, "37\xa0300"), (0, "0"), (None, "")])
def test_a_number_is_grouped_as_the_reader_expects(value: int | None, shown: str) -> None:
    with override("fr"):
        assert Template("{{ n|number }}").render(Context({"n": value})) == shown


@pytest.mark.parametrize(
    ("language", "day", "shown"),
    [
        ("fr", date(2026, 12, 1), "mardi 1er décembre 2026"),
        ("fr", date(2026, 12, 11), "vendredi 11 décembre 2026"),
        ("en", date(2026, 12, 1), "Tuesday 1 December 2026"),
    ],
)
def test_the_first_of_a_month_is_written_as_french_does(
    language: str, day: date, shown: str
) -> None:
    with override(language):
        assert Template('{{ day|date:"l j F Y" }}').render(Context({"day": day})) == shown
