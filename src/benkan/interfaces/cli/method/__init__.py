"""`benkan method …`: the computations from the command line, for whoever wants to check them.

A folder a method, each with its command, its explanation and its plot. They need neither settings
nor a data folder: what is read are the named files, what is written is what was asked for.
"""

import os

import typer

from benkan.interfaces.cli.method.barometer import command as barometer
from benkan.interfaces.cli.method.budget_vote import command as budget_vote
from benkan.interfaces.cli.method.opinion_map import command as opinion_map
from benkan.interfaces.cli.method.panel import command as panel
from benkan.interfaces.cli.method.suppression import command as suppression
from benkan.interfaces.cli.method.survey import command as survey
from benkan.interfaces.cli.method.survival import command as survival
from benkan.interfaces.cli.words import _

# One thread: on small inputs a library's threads cost more than they bring, and sums come out the
# same on machines with other numbers of cores. Said before numpy is loaded, and to it alone.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

app = typer.Typer(
    help=_("The computations: opinions, budgets, panels, surveys, barometers, small counts."),
    no_args_is_help=True,
    rich_markup_mode=None,
)
for command in (opinion_map, budget_vote, panel, survey, barometer, survival, suppression):
    command.add_to(app)
