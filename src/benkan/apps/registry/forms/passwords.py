"""What a password is held against beside its length and the commonest ones."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from benkan.apps.registry.rules.passwords import is_of_the_place


class NotOfThePlace:
    """For `AUTH_PASSWORD_VALIDATORS`: refuses what is made of words of the place alone."""

    def validate(self, password: str, user: object = None) -> None:
        if is_of_the_place(password):
            raise ValidationError(self.get_help_text(), code="password_of_the_place")

    def get_help_text(self) -> str:
        return gettext(
            "Everybody here would try these words first. Put words together that nobody else would."
        )
