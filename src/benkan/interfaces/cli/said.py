"""A refusal as the command says it."""

from benkan.interfaces.cli.words import of_methods
from benkan.methods.refusals import Refused


def said(refusal: Refused) -> str:
    """The sentence in the language of the command: from its own catalogues, or a chapter's."""
    own = of_methods(refusal.text)
    if own != refusal.text:
        return own % refusal.details
    from django.apps import apps

    if not apps.ready:
        return own % refusal.details
    from django.utils import translation

    from benkan.interfaces.cli.words import language
    from benkan.kit.words import sentence

    with translation.override(language()):
        return sentence(refusal)
