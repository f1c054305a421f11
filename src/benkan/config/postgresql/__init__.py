"""PostgreSQL for several processes: see docs/decisions/0003."""
