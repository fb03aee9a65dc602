"""Each PDF keeps PDF/UA-1, by veraPDF's own profile of the standard."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

pytestmark = pytest.mark.needs("pango")

VALIDATE = Path(__file__).with_name("Validate.java")


def validated(class_path: str, *files: Path) -> list[list[str]]:
    """For each file its name, PASS or FAIL, and what is broken; one start of Java for all."""
    command = ["java", "-cp", class_path, str(VALIDATE), *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [line.split("\t") for line in told.stdout.splitlines()]


def test_a_page_passes_and_a_damaged_one_does_not(printed: Path, verapdf: str, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(BytesIO(printed.read_bytes())) as pdf:
        del pdf.Root.Lang
        pdf.save(damaged)
    whole, without_language = validated(verapdf, printed, damaged)
    assert whole[1:] == ["PASS", ""]
    assert without_language[1] == "FAIL"
    assert "language" in without_language[2].casefold()
