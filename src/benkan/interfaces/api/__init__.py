"""The same answers as the pages give, as JSON for other programs: read only."""
