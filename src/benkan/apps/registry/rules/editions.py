"""The editions of the country's hierarchy: the frame that codes and totals follow, and the reform."""

FRAME = "2015"
REFORMED = "2023"
"""By the law of March 2023 a commune is directly below its region."""
