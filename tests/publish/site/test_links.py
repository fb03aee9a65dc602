"""Every link of a folder of pages, followed."""

from pathlib import Path

import pytest

from send_analysis.publish.site.links import broken_links


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page beside a folder with an index, a page with a part, and a file with an odd name."""
    (tmp_path / "a" / "empty").mkdir(parents=True)
    (tmp_path / "a" / "index.html").write_text('<p id="ä part">', encoding="utf-8")
    (tmp_path / "a" / "50% #.csv").write_text("x", encoding="utf-8")
    return tmp_path


def broken(folder: Path, link: str) -> list[str]:
    (folder / "page.html").write_text(f'<a href="{link}" id="here">x</a>', encoding="utf-8")
    return broken_links(folder)


@pytest.mark.parametrize(
    "link",
    [
        *("#here", "#", "#top", "", "page.html#here", "a/", "a", "./a/../page.html", "a/index.html#%C3%A4%20part"),
        *(
            "a/50%25%20%23.csv",
            "a/?b=c",
            "https://example.org/nowhere",
            "//example.org",
            "mailto:a@example.org",
            "tel:01793",
        ),
    ],
)
def test_a_link_that_leads_somewhere_is_not_told(folder: Path, link: str) -> None:
    assert broken(folder, link) == []


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("#gone", "page.html has no part #gone"),
        ("a/index.html#gone", "a/index.html has no part #gone"),
        ("b.html", "there is no b.html"),
        ("a/empty/", "there is no a/empty/index.html"),
        ("A/index.html", "there is no A/index.html"),
        ("../page.html", "it leads out of the folder"),
        ("a/../../page.html", "it leads out of the folder"),
        ("/page.html", "it leads to the top of the web server, where this folder may not stand"),
        ("http://[broken", "it is no address"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_page(folder: Path, link: str, why: str) -> None:
    assert broken(folder, link) == [f"page.html: {link}: {why}"]


def test_every_broken_link_is_told_once_for_its_page(folder: Path) -> None:
    (folder / "z.html").write_text('<a href="x"></a><img src="y"><a href="x"></a>', encoding="utf-8")
    (folder / "b.html").write_text('<a href="x"></a>', encoding="utf-8")
    assert [each.split(": ")[:2] for each in broken_links(folder)] == [["b.html", "x"], ["z.html", "x"], ["z.html", "y"]]
