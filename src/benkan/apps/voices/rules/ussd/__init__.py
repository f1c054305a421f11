"""The USSD dialogue, without a telephone: what was said so far and one input in, a screen out.

`steps` is the table of the way through, `answers` what an input changes, `screens` what is asked,
`fitting` how it fits, `inputs` how the provider's text is read, `sessions` how long things last.
"""

from benkan.apps.voices.rules.ussd.answers import after, after_all, is_delicate
from benkan.apps.voices.rules.ussd.fitting import shown
from benkan.apps.voices.rules.ussd.inputs import newly_said
from benkan.apps.voices.rules.ussd.screens import Line, Screen, Sent, Sentence, screen_of
from benkan.apps.voices.rules.ussd.sessions import (
    FLOOD_WINDOW,
    KEPT_FOR,
    begun,
    is_flooding,
    may_resume,
)
from benkan.apps.voices.rules.ussd.so_far import Finder, Named, SoFar
from benkan.apps.voices.rules.ussd.steps import Step

__all__ = [
    "FLOOD_WINDOW",
    "KEPT_FOR",
    "Finder",
    "Line",
    "Named",
    "Screen",
    "Sent",
    "Sentence",
    "SoFar",
    "Step",
    "after",
    "after_all",
    "begun",
    "is_delicate",
    "is_flooding",
    "may_resume",
    "newly_said",
    "screen_of",
    "shown",
]
