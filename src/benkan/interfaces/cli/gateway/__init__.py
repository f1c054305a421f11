"""`benkan gateway`: the ways in and out; see docs/how-to/add-a-gateway.md."""

from benkan.interfaces.cli.gateway.commands import app

__all__ = ["app"]
