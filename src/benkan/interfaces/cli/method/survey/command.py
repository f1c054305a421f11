import typer

from benkan.interfaces.cli.method.survey import estimate_command, size_command


def add_to(app: typer.Typer) -> None:
    estimate_command.add_to(app)
    size_command.add_to(app)
