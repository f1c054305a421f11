import pytest

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
