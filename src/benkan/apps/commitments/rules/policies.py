"""What a policy measure is: its kind, who has which part in it, what it does for women, its money."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from benkan.kit.actor import Role
from benkan.kit.refusals import N_, Refused

WRITERS = (Role.COORDINATOR, Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER)
"""Who registers a measure, records its stages and gives its texts, at its place."""


class Kind(StrEnum):
    LAW = "law"
    DECREE = "decree"
    BYLAW = "bylaw"
    DELIBERATION = "deliberation"
    CONVENTION = "convention"
    INVESTMENT = "investment"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _KIND_LABELS[self]


class Level(StrEnum):
    """The kinds of places that a measure can be made for, by the names that places give them."""

    VILLAGE = "village"
    COMMUNE = "commune"
    CERCLE = "cercle"
    REGION = "region"
    COUNTRY = "country"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LEVEL_LABELS[self]


class Part(StrEnum):
    AUTHOR = "author"
    ADVOCATE = "advocate"
    PARTY = "party"
    PRIVATE_PARTNER = "private_partner"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _PART_LABELS[self]


class GenderFocus(StrEnum):
    """The three steps of the gender equality marker of the OECD's aid committee: 0, 1 and 2."""

    NONE = "none"
    SIGNIFICANT = "significant"
    PRINCIPAL = "principal"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _GENDER_LABELS[self]


_KIND_LABELS = {
    Kind.LAW: N_("Law"),
    Kind.DECREE: N_("Decree"),
    Kind.BYLAW: N_("By-law (arrêté)"),
    Kind.DELIBERATION: N_("Deliberation of a commune"),
    Kind.CONVENTION: N_("Convention"),
    Kind.INVESTMENT: N_("Investment agreement"),
}
_LEVEL_LABELS = {
    Level.VILLAGE: N_("Village"),
    Level.COMMUNE: N_("Commune"),
    Level.CERCLE: N_("Cercle"),
    Level.REGION: N_("Region"),
    Level.COUNTRY: N_("Whole country"),
}
_PART_LABELS = {
    Part.AUTHOR: N_("wrote it"),
    Part.ADVOCATE: N_("argued for it"),
    Part.PARTY: N_("party to it"),
    Part.PRIVATE_PARTNER: N_("private partner"),
}
_GENDER_LABELS = {
    GenderFocus.NONE: N_("No gender focus"),
    GenderFocus.SIGNIFICANT: N_("Takes women into account"),
    GenderFocus.PRINCIPAL: N_("Aims at equality"),
}

MADE_FOR: dict[Kind, frozenset[Level]] = {
    Kind.LAW: frozenset({Level.COUNTRY}),
    Kind.DECREE: frozenset({Level.COUNTRY}),
    Kind.BYLAW: frozenset({Level.COMMUNE, Level.CERCLE, Level.REGION, Level.COUNTRY}),
    Kind.DELIBERATION: frozenset({Level.COMMUNE}),
    Kind.CONVENTION: frozenset(Level),
    Kind.INVESTMENT: frozenset(Level),
}
"""A law binds the whole country, a deliberation its commune; the others are made at many levels."""


class PolicyTitleMissing(Refused):
    code = "policy_title_missing"
    text = N_("Give the measure a title that people will recognise.")


class NotMadeHere(Refused):
    code = "policy_not_made_here"
    text = N_(
        "A law or a decree is made for the whole country, a deliberation for one commune: choose "
        "that place."
    )


class SummaryMissing(Refused):
    code = "policy_summary_missing"
    text = N_("Write in a few sentences what the measure changes for citizens, then publish it.")


class PolicyTitleTaken(Refused):
    code = "policy_title_taken"
    text = N_("Another measure of this kind and place has this title already. Open that one.")


class OfficeElsewhere(Refused):
    code = "policy_office_elsewhere"
    text = N_("Choose an office of this place, or of a level above it.")


class GenderReasonMissing(Refused):
    code = "policy_gender_reason_missing"
    text = N_("Say in a sentence why the measure has this gender focus.")


class PrivatePartnerMissing(Refused):
    code = "policy_private_partner_missing"
    text = N_("An investment agreement needs a private partner: choose the organisation.")


class InvestmentMissing(Refused):
    code = "policy_investment_missing"
    text = N_("Say how much is invested, for what, where and by when.")


class RateMissing(Refused):
    code = "policy_rate_missing"
    text = N_("Give how many FCFA one unit of this currency makes, as the agreement says.")


class NotAnInvestment(Refused):
    code = "policy_not_an_investment"
    text = N_("Only an investment agreement has an amount: choose that kind, or leave it out.")


@dataclass(frozen=True)
class Investment:
    """How much in which currency, with the FCFA for one unit where it is foreign; for what, where
    and by when."""

    amount: Decimal
    currency: str
    rate: Decimal | None
    purpose: str
    site: str
    due_on: date


LANGUAGES = {
    "fr": N_("French"),
    "bm": N_("Bambara"),
    "ffm": N_("Fulfulde"),
    "ses": N_("Songhay"),
    "taq": N_("Tamasheq"),
    "snk": N_("Soninke"),
    "mwk": N_("Mamara"),
    "ar": N_("Arabic"),
    "en": N_("English"),
}
"""The languages that a text may be written in, by code, with their English names."""

FCFA = "XOF"
CURRENCIES = (FCFA, "EUR", "USD", "CAD", "CHF", "CNY", "GBP")


def in_fcfa(amount: Decimal, currency: str, rate: Decimal | None) -> int:
    """An amount in whole FCFA, rounded once, halves up.

    >>> in_fcfa(Decimal("1000.50"), "EUR", Decimal("655.957"))
    656285
    """
    factor = Decimal(1) if currency == FCFA or rate is None else rate
    return int((amount * factor).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def policy_number_shown(number: int) -> str:
    """The number as it is written and spoken.

    >>> policy_number_shown(7)
    'P-007'
    """
    return f"P-{number:03}"


def check_facts(*, kind: Kind, title: str, level: Level, gender_reason: str) -> None:
    """It has a title, stands where its kind is made, and its gender focus has a reason."""
    if not title.strip():
        raise PolicyTitleMissing()
    if level not in MADE_FOR[kind]:
        raise NotMadeHere(kind=kind, level=level)
    if not gender_reason.strip():
        raise GenderReasonMissing()


def check_investment(kind: Kind, investment: Investment | None, parts: Collection[Part]) -> None:
    """An investment agreement, and no other kind, has an amount, and a private partner with it."""
    if kind is not Kind.INVESTMENT:
        if investment is not None:
            raise NotAnInvestment(kind=kind)
        return
    if Part.PRIVATE_PARTNER not in parts:
        raise PrivatePartnerMissing()
    if investment is None or investment.amount <= 0:
        raise InvestmentMissing()
    if not (investment.purpose.strip() and investment.site.strip()):
        raise InvestmentMissing()
    if investment.currency != FCFA and not investment.rate:
        raise RateMissing(currency=investment.currency)


def check_publish(summary: str) -> None:
    """Citizens read a summary, not a title alone."""
    if not summary.strip():
        raise SummaryMissing()
