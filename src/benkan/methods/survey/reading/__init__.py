"""Millions of respondents from a CSV file: only the columns wanted, in little memory, fast."""

from benkan.methods.survey.reading.columns import Category as Category
from benkan.methods.survey.reading.columns import Columns as Columns
from benkan.methods.survey.reading.columns import read_columns as read_columns
