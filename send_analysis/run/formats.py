"""How a run is asked for: the forms to publish in, how far pages are audited, and what notebooks run in."""

from pathlib import Path
from typing import Literal, get_args

from send_analysis.core.errors import UsageError

#: html: the pages; csv: the data of every section and chart; pdf: every page to print; xlsx: all tables in one workbook.
Format = Literal["html", "csv", "pdf", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)

#: How pages are audited before they are published: by the rules that need no browser, or in Chromium as well.
Gate = Literal["static", "full"]

#: What notebooks run in: processes forked from a warm parent, or ordinary Jupyter kernels. What is published is the same.
Engine = Literal["warm", "jupyter"]


def formats_of(text: str) -> frozenset[Format]:
    """The forms that a text such as "html,csv" names.

    Raises
    ------
    UsageError
        When one is none of :data:`FORMATS`, or the pages are not among them, which all others are made from or stand beside.
    """
    named = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in named if name not in FORMATS]
    if unknown:
        raise UsageError(f"--formats: {', '.join(map(repr, unknown))} is no form that a release is published in. {_ALLOWED}")
    if "html" not in named:
        raise UsageError(f"--formats: html must be among them; everything else stands beside the pages. {_ALLOWED}")
    return frozenset(name for name in FORMATS if name in named)


def formats_in(public: Path) -> frozenset[Format]:
    """The forms that stand in the public folder of a release, by the endings of its files."""
    endings = {path.suffix.removeprefix(".") for path in public.rglob("*") if path.is_file()}
    return frozenset(name for name in FORMATS if name in endings)


_ALLOWED = f"Allowed are {', '.join(FORMATS)}, with commas between."
