from gzip import compress

import pytest
from django.test import Client

from benkan.apps.commitments.actions.policy_texts import give_text
from benkan.apps.commitments.models import PolicyArticle, PolicyText
from benkan.kit.actor import Role
from tests.make.commitments import make_policy
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


def test_a_text_is_kept_in_articles_and_the_same_one_again_is_the_same_version() -> None:
    programme, place = make_programme(), make_place("Kati")
    row, coordinator = make_policy(programme, place), make_actor(programme, Role.COORDINATOR)

    def given(pasted: str, label: str = "Projet") -> object:
        return give_text(
            policy=row.pk,
            label=label,
            language="fr",
            is_adopted=False,
            pasted=pasted,
            actor=coordinator,
            moment=NOW,
        )

    first = given("Article premier : Objet\nLe prix est de 10 FCFA.\nArt. 2\nLe maire applique.")
    again = given("Article 1 : Objet\nLe prix est de 10 FCFA.\n\nArticle 2 :\nLe maire applique.")
    second = given("Article 1\nLe prix est de 15 FCFA.", "Deuxième projet")

    assert (first == again, first == second) == (True, False)
    assert list(PolicyText.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    articles = PolicyArticle.objects.filter(text=first).order_by("order")
    assert list(articles.values_list("number", "heading", "body")) == [
        ("1", "Objet", "Le prix est de 10 FCFA."),
        ("2", "", "Le maire applique."),
    ]


def test_a_long_law_is_read_in_parts_that_a_telephone_can_load(client: Client) -> None:
    programme = make_programme("kayes")
    row = make_policy(programme, make_place("Kati"), published_at=NOW)
    sentence = "Les dispositions de la présente loi s’appliquent au secteur n° {}. "
    pasted = "\n".join(
        f"Article {n} : Objet {n}\n" + "".join(sentence.format(n * k) for k in range(1, 9))
        for n in range(1, 121)
    )
    give_text(
        policy=row.pk,
        label="Loi",
        language="fr",
        is_adopted=True,
        pasted=pasted,
        actor=make_actor(programme, Role.COORDINATOR),
        moment=NOW,
    )

    pages = [client.get(f"/p/kayes/politiques/P-{row.number}/texte/?page={n}") for n in (1, 2, 3)]

    counts = [len(page.context["rows"]) for page in pages]
    assert min(counts) > 20
    assert {len(page.context["contents"]) for page in pages} == {120}
    assert max(len(compress(page.content)) for page in pages) < 14_000
