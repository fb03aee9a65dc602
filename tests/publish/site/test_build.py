"""The publisher's folder: what stands in it and what leads to what, what is left out, and what stops it."""

from hashlib import sha256
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from send_analysis.core.errors import PublicationError, UsageError
from send_analysis.core.file_hash import file_hash
from send_analysis.publish.page import check_page
from send_analysis.publish.site.build import Built, build_site
from tests.publish.site.releases import FILES, PAGE, release, revision, superseded


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Two releases, the later one revised twice."""
    folder = tmp_path / "swindon"
    release(folder, "2022-04")
    for number in (0, 1):
        superseded(folder, "2022-06", number)
    release(folder, "2022-06", revision=revision(2, "Plans of others had been counted."))
    return folder


def page(built: Built, path: str) -> BeautifulSoup:
    return BeautifulSoup((built.folder / path).read_text(encoding="utf-8"), "html.parser")


def words(built: Built, path: str) -> str:
    return " ".join(page(built, path).get_text(" ").split())


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_latest_release_stands_at_its_address_byte_for_byte(outputs: Path) -> None:
    built = build_site(outputs)
    assert built.folder == outputs / ".site"
    assert built.releases == ("2022-06", "2022-04")
    for path in FILES:
        assert (built.folder / "2022-06" / path).read_bytes() == (outputs / "2022-06" / "public" / path).read_bytes()


def test_the_home_page_has_the_latest_release_its_documents_with_sizes_and_every_release(outputs: Path) -> None:
    built = build_site(outputs)
    said = words(built, "index.html")
    for expected in (
        "Latest release: Month 2022-06",
        "Six in ten plans were issued within 20 weeks.",
        "SEND performance (PDF, 4 bytes)",
        "Tables of figures (Excel workbook, 2 bytes)",
        "Timeliness (CSV, 4 bytes)",
        "The next release is due on 31 August 2022",
        "First publication (replaced)",
    ):
        assert expected in said
    rows = [row.th.get_text(" ") for row in page(built, "index.html").select("tbody tr")]
    assert rows == ["SEND performance: 2022-06   Latest", "SEND performance: 2022-04"]


@pytest.mark.parametrize("path", ["index.html", "latest/index.html", "corrections.html", "calendar.html"])
def test_every_page_of_the_site_passes_the_gate_for_pages(outputs: Path, path: str) -> None:
    assert check_page((build_site(outputs).folder / path).read_text(encoding="utf-8")) == []


def test_the_page_of_the_latest_release_leads_to_it(outputs: Path) -> None:
    built = build_site(outputs)
    assert page(built, "latest/index.html").select_one(".release-of a")["href"] == "../2022-06/index.html"


def test_each_revision_stands_in_the_log_with_its_day_and_reason(outputs: Path) -> None:
    rows = [row.get_text(" ") for row in page(build_site(outputs), "corrections.html").select("tbody tr")]
    assert len(rows) == 2
    assert "2 July 2022" in rows[0]
    assert "Plans of others had been counted." in rows[0]
    assert "A count was entered twice." in rows[1]


LISTED = PAGE.replace('id="end">', 'id="revised">Figures revised since the last edition').replace("#end", "#revised")


def test_a_release_that_revises_figures_of_the_edition_before_stands_in_the_log(tmp_path: Path) -> None:
    last = ",the last edition\n"
    rows = f"measure,reason,since\na,Late entries.{last}b,Late entries.{last}c,\t=Two{last}d,Other,revision 0\n"
    release(tmp_path, "2022-04")
    release(tmp_path, "2022-06", files={**FILES, "index.html": LISTED, "data/revisions.csv": rows})
    built = build_site(tmp_path)
    row = page(built, "corrections.html").select_one("tbody tr")
    assert row.a["href"] == "2022-06/index.html#revised"
    assert "3 figures of the edition before" in row.get_text()
    assert "Late entries. =Two" in row.get_text()
    assert "No published figures have been changed." not in words(built, "corrections.html")
    assert check_page((built.folder / "corrections.html").read_text(encoding="utf-8")) == []


def test_a_list_without_a_file_of_rows_still_stands_in_the_log(tmp_path: Path) -> None:
    release(tmp_path, "2022-06", files={"index.html": LISTED, "data/timeliness.csv": "a"})
    row = page(build_site(tmp_path), "corrections.html").select_one("tbody tr")
    assert "Figures of the edition before" in row.get_text()


def test_where_nothing_was_changed_the_log_says_so(tmp_path: Path) -> None:
    release(tmp_path, "2022-06")
    assert "No published figures have been changed." in words(build_site(tmp_path), "corrections.html")


def test_a_replaced_revision_says_so_and_leads_to_the_page_that_replaces_it(outputs: Path) -> None:
    built = build_site(outputs)
    notice = page(built, "2022-06/revisions/1/index.html").main.p
    assert "This has been replaced by revision 2." in notice.get_text()
    assert notice.a["href"] == "../../index.html"
    kept = (outputs / ".revisions" / "2022-06" / "1" / "public" / "index.html").read_text(encoding="utf-8")
    assert "replaced" not in kept


def test_an_older_release_leads_to_the_latest_and_the_latest_says_nothing(outputs: Path) -> None:
    built = build_site(outputs)
    notice = page(built, "2022-04/index.html").main.p
    assert "This is not the latest release." in notice.get_text()
    assert notice.a["href"] == "../2022-06/index.html"
    assert page(built, "2022-06/index.html").select(".replaced") == []


def test_the_same_releases_give_the_same_bytes(outputs: Path, tmp_path: Path) -> None:
    assert files(build_site(outputs).folder) == files(build_site(outputs, tmp_path / "site").folder)


def test_without_an_address_there_is_no_feed_and_the_site_says_so(tmp_path: Path) -> None:
    release(tmp_path, "2022-06", address=None)
    built = build_site(tmp_path)
    assert not (built.folder / "feed.xml").exists()
    assert not (built.folder / "sitemap.xml").exists()
    assert "--address" in built.notes[0]
    assert "feed" not in words(built, "index.html")


def test_a_given_address_replaces_that_of_the_params(outputs: Path) -> None:
    built = build_site(outputs, address="https://other.example.org/a/")
    assert "https://other.example.org/a/2022-06/" in (built.folder / "feed.xml").read_text(encoding="utf-8")
    assert "www.example.org" not in (built.folder / "feed.xml").read_text(encoding="utf-8")


def test_a_revision_that_is_not_kept_is_told(tmp_path: Path) -> None:
    release(tmp_path, "2022-06", revision=revision(1))
    assert build_site(tmp_path).notes == ("2022-06: the superseded revision 0 is not kept, so the archive does not have it",)


def test_words_of_a_manifest_are_text_and_no_markup(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> & \"'\x01"
    plain = {**FILES, "index.html": PAGE.replace("{title}", "A page")}
    release(tmp_path, "2022-04")
    superseded(tmp_path, "2022-06", 0)
    release(tmp_path, "2022-06", title=hostile, revision=revision(1, hostile), headlines=[hostile], files=plain)
    built = build_site(tmp_path)
    for path in ("index.html", "corrections.html", "2022-04/index.html", "2022-06/revisions/0/index.html"):
        assert page(built, path).find("script") is None
        assert "<script>alert(1)</script>" in page(built, path).get_text()


def test_a_template_in_a_reason_stops_the_site(tmp_path: Path) -> None:
    release(tmp_path, "2022-06", revision=revision(1, "{{ 7 * 7 }}"))
    with pytest.raises(PublicationError, match=r"corrections.html breaks these rules:\n.*a template that was not filled in"):
        build_site(tmp_path)


def test_names_that_mean_something_in_an_address_are_led_to_all_the_same(tmp_path: Path) -> None:
    odd = "data/50% of #plans? (ä).csv"
    release(tmp_path, "2022-06", files={**FILES, odd: "a\n"})
    built = build_site(tmp_path)
    links = [link["href"] for link in page(built, "index.html").select("details a")]
    assert "2022-06/data/50%25%20of%20%23plans%3F%20%28%C3%A4%29.csv" in links


def test_descriptions_of_the_data_for_programs_are_listed_with_it(tmp_path: Path) -> None:
    described = {"data/csvw-metadata.json": "[]", "data/dataset.jsonld": "[]"}
    release(tmp_path, "2022-06", files={**FILES, **described})
    listed = [link.get_text() for link in page(build_site(tmp_path), "index.html").select("details a")]
    assert "Description of the tables (JSON metadata, 2 bytes)" in listed
    assert "Description of the data set (JSON-LD metadata, 2 bytes)" in listed
    assert not [text for text in listed if "meta" in text.lower() and "JSON" not in text]


@pytest.mark.parametrize("kept", [{}, {"old.html": PAGE}])
def test_a_page_that_the_later_release_lacks_leads_to_its_front_page(outputs: Path, kept: dict[str, str]) -> None:
    release(outputs, "2022-04", files={**FILES, "deep/er/page.html": "<main><h1>{title}</h1></main>", **kept})
    notice = page(build_site(outputs), "2022-04/deep/er/page.html").main.p
    assert notice.a["href"] == "../../../2022-06/index.html"


# What stops it


def test_a_broken_link_stops_the_site_and_leaves_the_former(outputs: Path) -> None:
    before = files(build_site(outputs).folder)
    release(outputs, "2022-08", files={"index.html": PAGE.replace("#end", "nowhere.html#x")})
    with pytest.raises(PublicationError, match=r"2022-08/index.html: nowhere.html#x: there is no 2022-08/nowhere.html"):
        build_site(outputs)
    assert files(outputs / ".site") == before
    assert [path.name for path in outputs.iterdir() if "staging" in path.name] == []


def test_a_page_without_a_main_part_cannot_be_marked(outputs: Path) -> None:
    release(outputs, "2022-04", files={"index.html": "<h1>{title}</h1>"})
    with pytest.raises(PublicationError, match=r"2022-04/index.html has no main part"):
        build_site(outputs)


def test_a_page_in_another_encoding_cannot_be_marked(outputs: Path) -> None:
    public = release(outputs, "2022-04") / "public"
    (public / "index.html").write_bytes("<main>ä</main>".encode("latin-1"))
    manifest = public.parent / "manifest.json"
    told = manifest.read_text(encoding="utf-8").replace(
        sha256(FILES["index.html"].format(title="SEND performance: 2022-04").encode()).hexdigest(),
        file_hash(public / "index.html"),
    )
    manifest.write_text(told, encoding="utf-8")
    with pytest.raises(PublicationError, match=r"2022-04/index.html is not in UTF-8"):
        build_site(outputs)


def test_a_release_with_files_where_the_archive_stands_is_refused(outputs: Path) -> None:
    release(outputs, "2022-06", revision=revision(2), files={**FILES, "revisions/1/index.html": PAGE})
    with pytest.raises(PublicationError, match="files of its own in revisions/"):
        build_site(outputs)


def test_an_authority_without_releases_has_no_site(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="holds no release"):
        build_site(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_with_drafts_alone_the_message_says_why(tmp_path: Path) -> None:
    release(tmp_path, "2022-06", status="draft")
    with pytest.raises(PublicationError, match="2022-06: it is a draft"):
        build_site(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        build_site(tmp_path / "nobody")


def test_a_folder_with_anything_else_in_it_is_never_replaced(outputs: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="no earlier site"):
        build_site(outputs, tmp_path / "letters")
    assert (tmp_path / "letters" / "index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("to", [".", "..", "2022-06", "2022-06/site", ".revisions", "new"])
def test_the_site_is_not_written_among_the_releases(outputs: Path, to: str) -> None:
    before = files(outputs)
    with pytest.raises(UsageError, match="among the releases"):
        build_site(outputs, outputs / to)
    assert files(outputs) == before


@pytest.mark.parametrize(
    "address", ["swindon.gov.uk", "javascript:alert(1)", "https://a.org/?b", "https://a.org/#b", 'https://a"b']
)
def test_what_is_no_address_is_refused(outputs: Path, address: str) -> None:
    with pytest.raises(UsageError, match="begins with https"):
        build_site(outputs, address=address)


def test_an_earlier_site_is_replaced_whole(outputs: Path, tmp_path: Path) -> None:
    build_site(outputs, tmp_path / "site")
    (tmp_path / "site" / "left.txt").write_text("old", encoding="utf-8")
    build_site(outputs, tmp_path / "site")
    assert not (tmp_path / "site" / "left.txt").exists()


def test_the_manifest_itself_is_not_published(outputs: Path) -> None:
    built = build_site(outputs)
    assert list(built.folder.rglob("manifest.json")) == []
