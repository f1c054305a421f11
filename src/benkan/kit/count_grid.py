"""The grid in which people are counted: an age band a row and a box for each sex, then the situations."""

from collections.abc import Iterator

from django.forms import BoundField

from benkan.kit.forms import Form
from benkan.kit.splits import AgeBand, Sex, Situation


class CountGrid(Form):
    """A form with the fields `sex-band` and `situation-sex`; whoever takes it over adds them."""

    @property
    def sexes(self) -> list[Sex]:
        return list(Sex)

    def ages(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The rows of the grid: an age band, and a box for each sex."""
        for band in AgeBand:
            yield band.label, [self[f"{sex}-{band}"] for sex in Sex]

    def situations_asked(self) -> Iterator[tuple[str, list[BoundField]]]:
        """A situation, and a box for each sex."""
        for situation in Situation:
            yield situation.label, [self[f"{situation}-{sex}"] for sex in Sex]

    def headcounts(self) -> dict[tuple[Sex, AgeBand], int]:
        return {(sex, band): self._count(f"{sex}-{band}") for sex in Sex for band in AgeBand}

    def situations(self) -> dict[tuple[Situation, Sex], int]:
        return {(of, sex): self._count(f"{of}-{sex}") for of in Situation for sex in Sex}

    def totals(self) -> list[int] | None:
        """People of each sex, once the form has been sent; None before."""
        if not self.is_bound:
            return None
        self.is_valid()
        return [sum(self._count(f"{sex}-{band}") for band in AgeBand) for sex in Sex]

    def people(self) -> int:
        return sum(self.totals() or [])

    def _count(self, name: str) -> int:
        return self.cleaned_data.get(name) or 0
