import typer

from benkan.interfaces.cli.method.survey import size_command


def add_to(app: typer.Typer) -> None:
    size_command.add_to(app)
