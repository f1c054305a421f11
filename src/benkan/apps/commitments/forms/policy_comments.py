"""What is said to a text, and what is done with it."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.queries.policy_texts import ArticleShown
from benkan.apps.commitments.rules.commenting import LONGEST, Reply, SetAside
from benkan.apps.commitments.rules.groups import Group
from benkan.kit.forms import Day, Form, offer


class CommentForm(Form):
    """What somebody without an account says to an article."""

    client_key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What would you change, or keep?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In the language you like. Please write no names of people."),
        error_messages={
            "required": _("Write what you would change or keep in this text, in your own words.")
        },
    )

    @classmethod
    def opened(cls) -> "CommentForm":
        """An empty form with a key of its own, so that what is sent twice is one."""
        return cls(initial={"client_key": secrets.token_hex(16)})

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        found: dict[str, Any] = {"words": self.cleaned_data["words"]}
        found["client_key"] = self.cleaned_data["client_key"]
        found["language"] = (get_language() or "fr")[:2]
        return found


class GroupCommentForm(CommentForm):
    """What a group said, written down by somebody who was there."""

    article = forms.ChoiceField(label=_("To which article?"), required=False)
    groups = forms.MultipleChoiceField(
        label=_("Who spoke?"),
        choices=[(group.value, _(group.label)) for group in Group],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Groups, never names."),
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    field_order = ("client_key", "article", "groups", "people", "words")

    def offer(self, pieces: Sequence[ArticleShown]) -> "GroupCommentForm":
        """The articles of the version that is open."""
        self.fields["words"].label = gettext("What did they say?")
        articles = [(str(piece.id), _title(piece)) for piece in pieces if piece.number]
        offer(self, "article", [("", gettext("The whole text")), *articles])
        return self

    def said(self) -> dict[str, Any]:
        article = self.cleaned_data["article"]
        return {
            **super().said(),
            "article": UUID(article) if article else None,
            "groups": self.cleaned_data["groups"],
            "people": self.cleaned_data["people"],
        }


def _title(piece: ArticleShown) -> str:
    name = gettext("Article %(number)s") % {"number": piece.number}
    return f"{name} · {piece.heading}" if piece.heading else name


class PeriodForm(Form):
    """Until when comments are taken."""

    closes_on = forms.DateField(label=_("Last day for comments"), widget=Day)


class SetAsideForm(Form):
    """Why a comment is not shown."""

    why = forms.ChoiceField(
        label=_("Why is it not shown?"),
        choices=[(why.value, _(why.label)) for why in SetAside],
        widget=forms.RadioSelect,
        help_text=_("The words of a comment that names or insults somebody are erased."),
    )


class ReplyForm(Form):
    """What the authors do with a comment."""

    reply = forms.ChoiceField(
        label=_("What do the authors do with it?"),
        choices=[(reply.value, _(reply.label)) for reply in Reply],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Why, in a sentence"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody will read it."),
    )
