"""A citizens' panel by lot: every quota kept, every chance as equal as the quotas allow."""
