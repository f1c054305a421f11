"""A barometer of governance, and a scorecard: scores that add up in the open."""
