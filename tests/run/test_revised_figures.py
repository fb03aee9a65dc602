"""Figures that a correction has changed since the last edition are marked where they stand, and listed with both values."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from send_analysis import open_release, tribunal
from send_analysis.core.period import Period
from send_analysis.publish.gate.audit import audit
from tests.run.conftest import PARAMS, Project, tribunal_alone

LAST = "params/swindon/2022-04.yaml"
REASON = "Late letters <script>alert(1)</script> of the tribunal"


def correct_the_extract(project: Project, month: str = "2021-11") -> None:
    """Twenty appeals of a month are entered after they were published."""
    extract = project.root / "data/swindon/appeals.csv"
    late = [
        f"SYN-T-{month}-{n},SYN-P-{month}-{n},{month}-{n:02},refusal_to_assess,,conceded,2021-12-20\n" for n in range(1, 21)
    ]
    extract.write_text(extract.read_text(encoding="utf-8") + "".join(late), encoding="utf-8")


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The editions of April and June, between which the extract was corrected."""
    project = tribunal_alone(tmp_path_factory.mktemp("revised"), PARAMS, LAST)
    done = project.run("run", LAST, "--formats", "html")
    assert done.returncode == 0, done.stderr
    correct_the_extract(project)
    said = f"last_edition: 2022-04\nrevised_since_last_edition: {{measures: [tribunal], reason: '{REASON}'}}\n"
    project.edit(PARAMS, r"\A", said)
    done = project.run()
    assert done.returncode == 0, done.stderr
    return project


def soup(project: Project) -> BeautifulSoup:
    return BeautifulSoup(project.page, "html.parser")


def test_the_dictionary_says_what_the_file_of_them_holds(revised: Project) -> None:
    dictionary = pd.read_csv(revised.output / "public" / "data" / "dictionary.csv", dtype=str, keep_default_na=False)
    named = dictionary.loc[dictionary["files"] == "revisions", "name"]
    assert list(named) == list(pd.read_csv(revised.output / "public" / "data" / "revisions.csv").columns)


def test_exactly_the_changed_figures_are_marked(revised: Project) -> None:
    page = soup(revised)
    marked = {
        (table.caption.get_text(), row.th.get_text(), cell.get_text(" ").split()[0])
        for table in page.select("section:not([aria-labelledby=revised]) table")
        for row in table.tbody("tr")
        for cell in row("td")
        if "[r]" in cell.get_text()
    }
    assert marked == {
        ("Appeals registered, by month", "November 2021", "24"),
        ("Appeals registered, longer periods", "2021", "75"),
        ("Appeals by kind", "Refusal to assess", "35"),
        ("Outcomes of appeals", "Decided in favour of the family", "18.3%"),
        ("Outcomes of appeals", "Conceded", "54.9%"),
        ("Appeals per 100 appealable decisions", "Appeals per 100 decisions", "3.1"),
    }


def test_the_mark_is_explained_below_each_table_that_has_it_and_below_no_other(revised: Project) -> None:
    for section in soup(revised).select(".content section:not([aria-labelledby=revised])"):
        marked = [table for table in section("table") if "[r]" in table.get_text()]
        explained = [
            note for note in section(class_="note") if "[r] revised since an earlier publication" in note.get_text()
        ]
        assert len(marked) == len(explained)


def test_the_list_names_both_values_and_the_reason_as_text(revised: Project) -> None:
    page = soup(revised)
    rows = [[cell.get_text() for cell in row(["th", "td"])] for row in page.find(id="revised").parent.tbody("tr")]
    assert [row[:4] for row in rows] == [
        ["Appeals registered with the SEND Tribunal", "2021", "55", "75"],
        ["Appeals registered with the SEND Tribunal", "November 2021", "4", "24"],
        ["Appeals registered with the SEND Tribunal, Kind: Refusal to assess", "2021", "[c]", "[c]"],
        ["Outcomes of appeals that ended, Outcome: Decided in favour of the family", "2021", "[c]", "[c]"],
        ["Outcomes of appeals that ended, Outcome: Conceded", "2021", "[c]", "[c]"],
        ["Appeals per 100 appealable decisions", "2021", "2.3 (55 of 2,416)", "3.1 (75 of 2,416)"],
    ]
    assert {row[4] for row in rows} == {REASON}
    assert not page("script")


def test_the_list_is_led_to_from_the_contents_and_leads_to_its_data(revised: Project) -> None:
    page = soup(revised)
    assert page.select('nav.contents a[href="#revised"]')
    link = page.find(id="revised").parent.find("a")["href"]
    listed = pd.read_csv(revised.output / "public" / link)
    assert (len(listed), set(listed["reason"])) == (6, {REASON})


def test_an_edition_of_which_nothing_is_revised_says_nothing_of_it(revised: Project) -> None:
    page = (revised.root / "outputs/swindon/2022-04/public/index.html").read_text(encoding="utf-8")
    assert "[r]" not in page
    assert "revised" not in page.split("</style>")[-1]


def test_a_notebook_by_itself_marks_the_same_figures(revised: Project) -> None:
    release = open_release(revised.root / PARAMS, section="tribunal")
    registered = release.show.released(tribunal.registered(release.appeals))
    assert registered.is_revised(registered.one("registered", Period(date(2021, 11, 1), date(2021, 11, 30))))
    assert not registered.is_revised(registered.one("registered", release.params.windows.year_to_date))


def test_a_revision_of_the_release_is_in_the_site_s_log_and_what_it_replaces_in_its_archive(
    revised: Project, tmp_path: Path
) -> None:
    project = revised.copied_to(tmp_path)
    project.edit(PARAMS, r"\A", f"revision: {{number: 1, reason: '{REASON}', revised_on: 2022-07-04}}\n")
    correct_the_extract(project, "2021-10")
    done = project.run()
    assert done.returncode == 0, done.stderr
    headings = [table.caption.get_text() for table in soup(project).find(id="revised").parent("table")]
    assert headings == [
        "Figures revised since the last edition, with both values and the reason",
        "Figures revised since revision 0, with both values and the reason",
    ]
    since = soup(project).find(id="revised").parent("table")[1]
    assert ["2021", "75", "95", REASON] in [[cell.get_text() for cell in row("td")] for row in since.tbody("tr")]
    october = next(row for row in soup(project).select("tbody tr") if row.th.get_text() == "October 2021")
    assert "[r]" in october.get_text()
    assert "release.revision_tells" in (project.output / "internal/checks.csv").read_text(encoding="utf-8")
    done = project.run("site", "outputs/swindon")
    assert done.returncode == 0, done.stderr
    site = project.root / "outputs/swindon/.site"
    log = BeautifulSoup((site / "corrections.html").read_text(encoding="utf-8"), "html.parser")
    assert [cell.get_text() for cell in log.tbody(["th", "td"])][-2:] == ["1", REASON]
    assert not log("script")
    replaced = (site / "2022-06/revisions/0/index.html").read_text(encoding="utf-8")
    assert "This has been replaced by revision 1" in replaced
    for page in ("2022-06", "2022-06/revisions/0"):
        assert (site / page / "data/revisions.csv").is_file()
        assert 'id="revised"' in (site / page / "index.html").read_text(encoding="utf-8")
    assert [check.message for check in audit(site) if check.result == "FAIL"] == []
