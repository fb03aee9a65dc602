"""The forms in which a release is published beside its pages, and their making."""

from typing import Literal, get_args

#: html: the pages; csv: the data of every section and chart; pdf: every page to print; xlsx: all tables in one workbook.
Format = Literal["html", "csv", "pdf", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
