"""A budget that is spent so that every group of voters gets its fair part."""
