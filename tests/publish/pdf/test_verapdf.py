"""Each PDF keeps PDF/UA-1, by veraPDF's own profile of the standard."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.publish.pdf.verapdf import validated

pytestmark = pytest.mark.needs("pango")


def test_a_page_passes_and_a_damaged_one_does_not(printed: Path, verapdf: str, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(BytesIO(printed.read_bytes())) as pdf:
        del pdf.Root.Lang
        pdf.save(damaged)
    whole, without_language = validated(verapdf, printed, damaged)
    assert whole[1:] == ["PASS", ""]
    assert without_language[1] == "FAIL"
    assert "language" in without_language[2].casefold()
