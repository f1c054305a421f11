from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.commitments.rules import articles, policies, stages
from benkan.apps.commitments.rules.articles import Piece, split_articles
from benkan.apps.commitments.rules.policies import Investment, Kind, Level, Part
from benkan.apps.commitments.rules.stages import Mark, Stage, StageState
from benkan.kit.refusals import Refused

pytestmark = pytest.mark.fast

TODAY = date(2026, 11, 3)
MONEY = Investment(Decimal(5_000_000), "XOF", None, "Panneaux", "Marché", date(2027, 6, 1))


def marks(**states: StageState) -> dict[Stage, Mark]:
    return {
        Stage(name): Mark(state, None if state is StageState.SKIPPED else date(2026, 5, 1))
        for name, state in states.items()
    }


REPORTED, VERIFIED = StageState.REPORTED, StageState.VERIFIED
RETURNED, SKIPPED = StageState.RETURNED, StageState.SKIPPED


@pytest.mark.parametrize(
    ("stage", "known", "facts", "refusal"),
    [
        (Stage.ANALYSED, marks(), {}, None),
        (Stage.DRAFTED, marks(analysed=REPORTED), {}, None),
        (Stage.PRESENTED, marks(analysed=SKIPPED, drafted=VERIFIED), {}, None),
        (Stage.ANALYSED, marks(analysed=RETURNED), {}, None),
        (Stage.ANALYSED, marks(analysed=SKIPPED), {}, None),
        (Stage.ANALYSED, marks(analysed=VERIFIED), {}, stages.StageCountedOnce),
        (Stage.PRESENTED, marks(analysed=VERIFIED), {}, stages.StageBeforeMissing),
        (Stage.DRAFTED, marks(analysed=RETURNED), {}, stages.StageBeforeMissing),
        (Stage.ANALYSED, marks(), {"on": TODAY + timedelta(1)}, stages.StageStillToCome),
        (Stage.DRAFTED, marks(analysed=VERIFIED), {"on": date(2026, 4, 1)}, stages.StageTooEarly),
        (Stage.ANALYSED, marks(), {"has_file": False}, stages.EvidenceMissing),
        (Stage.ANALYSED, marks(), {"note": " "}, stages.EvidenceMissing),
        (
            Stage.ADOPTED,
            marks(analysed=SKIPPED, drafted=SKIPPED, presented=SKIPPED),
            {"has_office": False},
            stages.ResponsibleOfficeMissing,
        ),
    ],
)
def test_a_stage_is_reached_after_those_before_it_with_a_document(
    stage: Stage, known: dict[Stage, Mark], facts: dict[str, object], refusal: type[Refused] | None
) -> None:
    said = {"on": TODAY, "has_office": True, "has_file": True, "note": "Procès-verbal", **facts}

    def check() -> None:
        stages.check_record(stage, known, today=TODAY, **said)  # type: ignore[arg-type]

    if refusal is None:
        check()
    else:
        with pytest.raises(refusal):
            check()


@pytest.mark.parametrize(
    ("stage", "reason", "refusal"),
    [
        (Stage.ANALYSED, "", stages.SkipReasonMissing),
        (Stage.DRAFTED, "Texte type", stages.StageBeforeMissing),
        (Stage.ADOPTED, "Inutile", stages.NeverSkipped),
        (Stage.APPLIED, "Inutile", stages.NeverSkipped),
    ],
)
def test_a_stage_is_skipped_in_its_turn_with_a_reason(
    stage: Stage, reason: str, refusal: type[Refused]
) -> None:
    stages.check_skip(Stage.ANALYSED, {}, "Le texte type du ministère existe")

    with pytest.raises(refusal):
        stages.check_skip(stage, {}, reason)


def test_who_brought_the_document_never_verifies_it() -> None:
    me, colleague = uuid4(), uuid4()
    waiting = Mark(REPORTED, TODAY)

    stages.check_judge(waiting, account=me, brought_by=[colleague])
    for account, brought_by in ((me, [colleague, me]), (None, [colleague])):
        with pytest.raises(stages.VerifiedByItself):
            stages.check_judge(waiting, account=account, brought_by=brought_by)
    for mark in (None, Mark(VERIFIED, TODAY), Mark(SKIPPED, None)):
        with pytest.raises(stages.NothingToVerify):
            stages.check_judge(mark, account=me, brought_by=[])


def test_going_back_leads_to_a_stage_before_with_a_day_and_words() -> None:
    known = marks(analysed=VERIFIED, drafted=VERIFIED, presented=REPORTED)
    said = {"note": "Le conseil demande une autre rédaction.", "on": TODAY, "today": TODAY}

    stages.check_back(Stage.DRAFTED, known, **said)  # type: ignore[arg-type]
    with pytest.raises(stages.NotReachedYet):
        stages.check_back(Stage.PRESENTED, known, **said)  # type: ignore[arg-type]
    with pytest.raises(stages.SkipReasonMissing):
        stages.check_back(Stage.DRAFTED, known, note="", on=TODAY, today=TODAY)
    with pytest.raises(stages.StageStillToCome):
        stages.check_back(Stage.DRAFTED, known, note="x", on=TODAY + timedelta(1), today=TODAY)


def test_the_furthest_stage_and_the_next_one() -> None:
    known = marks(analysed=VERIFIED, drafted=SKIPPED, presented=RETURNED)

    assert (stages.furthest_of(known), stages.next_of(known)) == (Stage.ANALYSED, Stage.PRESENTED)
    assert (stages.furthest_of({}), stages.next_of({})) == (None, Stage.ANALYSED)
    assert stages.next_of(marks(**{stage.value: VERIFIED for stage in Stage})) is None


@pytest.mark.parametrize(
    ("kind", "investment", "parts", "refusal"),
    [
        (Kind.INVESTMENT, MONEY, [Part.PARTY], policies.PrivatePartnerMissing),
        (Kind.INVESTMENT, None, [Part.PRIVATE_PARTNER], policies.InvestmentMissing),
        (Kind.CONVENTION, MONEY, [Part.PARTY], policies.NotAnInvestment),
    ],
)
def test_an_investment_agreement_alone_has_an_amount_and_a_private_partner(
    kind: Kind, investment: Investment | None, parts: list[Part], refusal: type[Refused]
) -> None:
    policies.check_investment(Kind.INVESTMENT, MONEY, [Part.PRIVATE_PARTNER])
    policies.check_investment(Kind.DELIBERATION, None, [])

    with pytest.raises(refusal):
        policies.check_investment(kind, investment, parts)


def test_a_foreign_amount_needs_its_rate_and_is_rounded_once() -> None:
    euros = Investment(Decimal("1000.50"), "EUR", None, "Pompe", "Kati", TODAY)

    with pytest.raises(policies.RateMissing):
        policies.check_investment(Kind.INVESTMENT, euros, [Part.PRIVATE_PARTNER])
    assert policies.in_fcfa(Decimal("1000.50"), "EUR", Decimal("655.957")) == 656_285
    assert policies.in_fcfa(Decimal(300), "XOF", None) == 300


@pytest.mark.parametrize(
    ("kind", "level", "is_refused"),
    [
        (Kind.LAW, Level.COUNTRY, False),
        (Kind.LAW, Level.COMMUNE, True),
        (Kind.DECREE, Level.REGION, True),
        (Kind.BYLAW, Level.CERCLE, False),
        (Kind.DELIBERATION, Level.COMMUNE, False),
        (Kind.DELIBERATION, Level.COUNTRY, True),
        (Kind.CONVENTION, Level.VILLAGE, False),
    ],
)
def test_a_measure_stands_where_its_kind_is_made(
    kind: Kind, level: Level, is_refused: bool
) -> None:
    def check() -> None:
        policies.check_facts(
            kind=kind, title="Eau", level=level, gender_reason="Les femmes puisent"
        )

    if is_refused:
        with pytest.raises(policies.NotMadeHere):
            check()
    else:
        check()


PASTED = """Le conseil communal,
Vu la loi n° 95-034 ;
Article 5 de ladite loi entendu,
DÉLIBÈRE

Chapitre I : Dispositions générales
Article premier : Objet
La présente délibération fixe le prix de l’eau.

ARTICLE 2.-  Le prix du seau est de 10 FCFA.
Il est affiché à la borne.
Art. 3 : Comité
Article 1er de la loi reste applicable.
Article 3 bis
Le comité compte trois femmes au moins.
Article 4 Exécution
Le maire est chargé de l’exécution."""


def test_a_pasted_text_is_split_into_its_articles() -> None:
    assert split_articles(PASTED) == (
        Piece(
            "",
            "",
            "Le conseil communal,\nVu la loi n° 95-034 ;\n"
            "Article 5 de ladite loi entendu,\nDÉLIBÈRE",
        ),
        Piece("", "Chapitre I : Dispositions générales", ""),
        Piece("1", "Objet", "La présente délibération fixe le prix de l’eau."),
        Piece("2", "", "Le prix du seau est de 10 FCFA.\nIl est affiché à la borne."),
        Piece("3", "Comité", "Article 1er de la loi reste applicable."),
        Piece("3 bis", "", "Le comité compte trois femmes au moins."),
        Piece("4", "Exécution", "Le maire est chargé de l’exécution."),
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Article 1", "1"),
        ("Article 1er", "1"),
        ("Article 1er :", "1"),
        ("ARTICLE PREMIER.-", "1"),
        ("Article Premier –", "1"),
        ("Art. 2 :", "2"),
        ("Art.2", "2"),
        ("Article n° 7", "7"),
        ("  Article  12  —  ", "12"),
        ("Article IV", "IV"),
        ("Article 4 BIS :", "4 bis"),
        ("Article 12-1 :", "12-1"),
        ("Article unique :", "unique"),
    ],
)
def test_an_article_begins_in_many_ways(line: str, number: str) -> None:
    assert split_articles(f"{line}\nLe maire décide.") == (Piece(number, "", "Le maire décide."),)


@pytest.mark.parametrize(
    ("pasted", "refusal"),
    [
        ("", articles.NoArticles),
        ("Le maire décide.", articles.NoArticles),
        ("Article 5 de la loi est cité.", articles.NoArticles),
        ("Articles 5 et 6 abrogés", articles.NoArticles),
        ("Article 1\nA\nArticle premier\nB", articles.ArticleTwice),
        ("Article 1\n" + "a" * articles.MOST_LETTERS, articles.TextTooLong),
    ],
)
def test_a_text_that_cannot_be_read_by_article_is_refused(
    pasted: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        split_articles(pasted)


words = st.text("abc éà’.,;:()«»", max_size=60).filter(lambda text: not text.startswith("Art"))


@given(st.lists(st.lists(words, max_size=4), min_size=1, max_size=8))
def test_no_word_of_a_text_is_lost_or_moved(bodies: list[list[str]]) -> None:
    pasted = "\n".join(line for n, body in enumerate(bodies, 1) for line in [f"Article {n}", *body])

    pieces = split_articles(pasted)

    assert [piece.number for piece in pieces] == [str(n) for n in range(1, len(bodies) + 1)]
    assert [piece.body.split() for piece in pieces] == [" ".join(body).split() for body in bodies]
