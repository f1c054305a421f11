import typer

from benkan.interfaces.cli.method.survey import estimate_command


def add_to(app: typer.Typer) -> None:
    estimate_command.add_to(app)
