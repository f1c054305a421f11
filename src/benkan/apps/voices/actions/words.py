"""Our sentences to a citizen in a language that was reviewed, whatever language the page has."""

from typing import Any

from django.utils import translation

from benkan.apps.voices.rules import wording
from benkan.apps.voices.rules.reasons import Why


def sms(which: str, language: str, **places: Any) -> str:
    """One of the sentences of `rules.wording.SMS`, with its places filled. The sentence is ours and
    spelled cheaply; names of places and what the desk wrote are left as they were written."""
    with translation.override(wording.language_for(language)):
        return wording.cheap(translation.gettext(wording.SMS[which])) % places


def why(code: str, words: str, language: str) -> str:
    """What the citizen is told when her message ends: the sentence of the reason, then the desk's own
    words."""
    plain = Why(code).plain if code else ""
    with translation.override(wording.language_for(language)):
        return " ".join(
            part
            for part in (wording.cheap(translation.gettext(plain)) if plain else "", words)
            if part
        )


def answer(which: str, language: str) -> str:
    """One of the standard answers of `rules.wording.ANSWERS`."""
    with translation.override(wording.language_for(language)):
        return translation.gettext(wording.ANSWERS[which])
