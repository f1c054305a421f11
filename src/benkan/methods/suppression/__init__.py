"""Small counts are hidden before they are published, and nothing that is shown gives them back.

`suppressed` for one row of counts, `parts_of_total` for the parts of a total: light, for pages.
Whole tables with their margins are hidden by `proving.suppress`, and after earlier ones by
`releasing.suppress_after`; these are imported by name, since they bring numpy and a solver.
"""

from benkan.methods.suppression.one_table import Suppressed as Suppressed
from benkan.methods.suppression.one_table import suppressed as suppressed
from benkan.methods.suppression.parts import Parts as Parts
from benkan.methods.suppression.parts import parts_of_total as parts_of_total

# Goes up with any change that can alter a number.
VERSION = "1"
