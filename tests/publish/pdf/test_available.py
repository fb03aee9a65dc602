"""Whether PDFs can be made, and what is said where they cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from send_analysis.publish.pdf.available import pdf_available
from tests.project import ROOT


@pytest.mark.needs("pango")
def test_nothing_is_missing_where_the_library_is() -> None:
    assert pdf_available() is None


def test_without_the_library_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", encoding="utf-8")
    code = "from send_analysis.publish.pdf.available import pdf_available; print(pdf_available())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
    assert "cannot load library 'libpango-1.0-0'" in told
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in told
