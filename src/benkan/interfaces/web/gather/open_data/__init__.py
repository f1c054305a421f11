"""The public record as files to take along: what each holds, and its lines."""

from benkan.interfaces.web.gather.open_data.communes import features
from benkan.interfaces.web.gather.open_data.tables import (
    LICENCE,
    LICENCE_ADDRESS,
    TABLES,
    Asked,
    Table,
)

__all__ = ["LICENCE", "LICENCE_ADDRESS", "TABLES", "Asked", "Table", "features"]
