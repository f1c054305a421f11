"""What can be done in the registry, a file a subject."""

from benkan.apps.registry.actions.packs import LoadReport, load_country, load_mali

__all__ = ["LoadReport", "load_country", "load_mali"]
