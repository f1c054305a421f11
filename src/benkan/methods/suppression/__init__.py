"""Small counts are hidden before they are published, and nothing that is shown gives them back."""

from benkan.methods.suppression.one_table import Suppressed as Suppressed
from benkan.methods.suppression.one_table import suppressed as suppressed
