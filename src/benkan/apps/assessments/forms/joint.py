"""Settle a joint score, and say whom a group sends to do so."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.queries.representatives import GroupSends
from benkan.apps.assessments.rules.joint import Way
from benkan.apps.assessments.rules.representatives import MOST, Sent
from benkan.kit.forms import Form
from benkan.kit.refusals import N_
from benkan.kit.splits import Sex

ONE_PERSON = {
    Sex.FEMALE: N_("A woman"),
    Sex.MALE: N_("A man"),
    Sex.UNKNOWN: N_("Sex not known"),
}


class JointForm(Form):
    """The mean of the groups, or what their representatives agreed on, and why."""

    way = forms.ChoiceField(label=_("Joint score"), widget=forms.RadioSelect)
    value = forms.DecimalField(
        label=_("Score agreed on"),
        required=False,
        max_digits=12,
        decimal_places=4,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was said for this score. No names."),
    )
    is_contested = forms.BooleanField(label=_("Some do not agree with this score"), required=False)

    def __init__(self, *args: Any, mean: str, range_words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(Way.CONSENSUS.value, gettext("What the representatives agree on"))]
        if mean:
            told = gettext("The mean of the groups: %(mean)s") % {"mean": mean}
            ways.insert(0, (Way.MEAN.value, told))
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField), "the way is a choice"
        field.choices = ways
        self.fields["value"].help_text = range_words

    def told(self) -> dict[str, Any]:
        """As the action takes it; the value that stands below the mean is not one."""
        said = self.cleaned_data
        value: Decimal | None = said["value"] if said["way"] == Way.CONSENSUS else None
        return {
            "way": said["way"],
            "value": value,
            "reason": said["reason"],
            "is_contested": said["is_contested"],
        }


class SendForm(Form):
    """Three lines; one without a sex is not there."""

    def __init__(self, *args: Any, group: GroupSends, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prefix = group.id.hex[:8]
        self.group = group
        sexes = [("", gettext("Nobody")), *((one.value, gettext(of)) for one, of in _SEXES)]
        for at in range(MOST):
            number = {"number": at + 1}
            person = group.people[at] if at < len(group.people) else None
            self.fields[f"{at}-sex"] = forms.ChoiceField(
                label=gettext("Person %(number)s") % number,
                choices=sexes,
                required=False,
                initial=person.sex.value if person else "",
            )
            self.fields[f"{at}-name"] = forms.CharField(
                label=_("Name"),
                required=False,
                max_length=120,
                initial=person.name if person else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"{at}-consents"] = forms.BooleanField(
                label=_("Agrees that the name is kept"),
                required=False,
                initial=bool(person and person.name),
            )

    def lines(self) -> Iterator[list[BoundField]]:
        """The boxes of each line."""
        for at in range(MOST):
            yield [self[f"{at}-{name}"] for name in ("sex", "name", "consents")]

    def people(self) -> list[Sent]:
        """The lines with somebody in them."""
        said = self.cleaned_data
        return [
            Sent(
                sex=Sex(said[f"{at}-sex"] or Sex.UNKNOWN),
                name=said[f"{at}-name"],
                consents=said[f"{at}-consents"],
            )
            for at in range(MOST)
            if said[f"{at}-sex"] or said[f"{at}-name"].strip()
        ]


_SEXES = tuple(ONE_PERSON.items())
