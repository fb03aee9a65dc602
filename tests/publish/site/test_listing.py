"""How files and their sizes are told."""

import pytest

from send_analysis.publish.site.block import kind_of
from send_analysis.publish.site.listing import size


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (44_264, "44 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (1_250_000, "1.3 MB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_readers_know(count: int, said: str) -> None:
    assert size(count) == said


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "page"),
        ("paper.PDF", "pdf"),
        ("data.xlsx", "workbook"),
        ("data/a.csv", "data"),
        ("data/a.meta.csv", "metadata"),
        ("data/csvw-metadata.json", "metadata"),
        ("csv", "other"),
    ],
)
def test_the_kind_of_a_file_follows_from_its_name(path: str, kind: str) -> None:
    assert kind_of(path) == kind
