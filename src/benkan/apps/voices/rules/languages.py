"""The languages that a message may be in."""

from benkan.kit.refusals import N_

LANGUAGES = {
    "fr": N_("French"),
    "bm": N_("Bambara"),
    "ffm": N_("Fulfulde"),
    "ses": N_("Songhay"),
    "taq": N_("Tamasheq"),
    "snk": N_("Soninke"),
    "mwk": N_("Mamara"),
    "en": N_("English"),
}
"""Their English names, to be translated where they are shown."""


def language_label(code: str) -> str:
    """The English name, or the code of a language that is not in the table."""
    return LANGUAGES.get(code, code)
