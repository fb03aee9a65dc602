"""Which forms of a release a run is asked to make."""

import pytest

from send_analysis.core.errors import UsageError
from send_analysis.run.formats import FORMATS, formats_of


def test_the_forms_named_are_made() -> None:
    assert formats_of("html, CSV") == {"html", "csv"}


def test_all_of_them_can_be_named() -> None:
    assert formats_of(",".join(FORMATS)) == set(FORMATS)


@pytest.mark.parametrize("text", ["html,docx", "html,../x"])
def test_an_unknown_form_is_named_with_what_is_allowed(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no form .* Allowed are html, csv, pdf, xlsx"):
        formats_of(text)


@pytest.mark.parametrize("text", ["", "pdf", " , "])
def test_the_pages_are_always_made(text: str) -> None:
    with pytest.raises(UsageError, match="html must be among them"):
        formats_of(text)
