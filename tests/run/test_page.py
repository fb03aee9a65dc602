"""What the page says beside its sections, of a release that has extracts and of one that has none."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_notebook

from send_analysis.core.checks import Check
from send_analysis.core.params import Params
from send_analysis.core.params.authority import AuthorityParams
from send_analysis.core.params.release import ReleaseParams
from send_analysis.national.opening import open_national
from send_analysis.prepared import Prepared
from send_analysis.publish.document import join
from send_analysis.publish.exporter import export
from send_analysis.run.checking import look
from send_analysis.run.internal import write_internal
from send_analysis.run.manifest import manifest
from send_analysis.run.page import performance_page_context


@pytest.fixture
def without_extracts(tmp_path: Path) -> Params:
    """Params that name no extract: a page that rests on params and on published figures."""
    path = tmp_path / "params" / "anytown" / "2025-09.yaml"
    path.parent.mkdir(parents=True)
    for file in (path, path.with_name("authority.yaml")):
        file.touch()
    contact = {"team": "SEND Service", "email": "send@example.org"}
    authority = AuthorityParams(name="Anytown", code="999", publisher="Anytown Council", contact=contact)
    release = {"authority": "anytown", "period": "2025-09", "as_at": "2025-09-30", "sections": ["tribunal"]}
    return Params(tmp_path, path, authority, ReleaseParams.model_validate(release))


def test_a_release_without_extracts_is_looked_at_written_and_listed(without_extracts: Params, tmp_path: Path) -> None:
    opened, staged = look(without_extracts), tmp_path / "staged"
    (staged / "internal").mkdir(parents=True)
    prepared = Prepared(tmp_path / ".prepared")
    prepared.prepare(without_extracts, opened, open_national(None))
    write_internal(without_extracts, opened, prepared, staged)
    assert manifest(without_extracts, opened, [], staged, open_national(None))["inputs"] == {}
    assert "Rows of each extract" not in (staged / "internal" / "data-quality.html").read_text(encoding="utf-8")


def test_its_page_says_that_no_case_records_were_used_and_nothing_about_them(
    without_extracts: Params, tmp_path: Path
) -> None:
    context = performance_page_context(without_extracts, look(without_extracts), Prepared(tmp_path), ["tribunal"])
    page = export(join([("tribunal", new_notebook(cells=[new_markdown_cell("## A plan\n\nText.")]))], context))
    text = BeautifulSoup(page, "html.parser").get_text()
    assert "No extract of the authority's case records was used for this page." in text
    for said_of_rows in ("rows read", "PYA", "withheld", "there are no figures", "Made from case records"):
        assert said_of_rows not in text


def test_what_was_stated_elsewhere_and_is_not_borne_out_is_no_fault_of_the_published_files(
    without_extracts: Params, tmp_path: Path
) -> None:
    names = ("national.rounding", "national.reorganised", "stated.rank.3")
    checks = [Check(name, "WARNING", "Found.", dataset="published_files") for name in names]
    opened = replace(look(without_extracts), checks=checks)
    context = performance_page_context(without_extracts, opened, Prepared(tmp_path), ["tribunal"])
    assert [(each["check"], each["message"]) for each in context["data_quality"]["checks"]] == [
        ("Published files", "2 checks; the authority keeps the list."),
        ("Numbers stated elsewhere that published files do not bear out", "1 check; the authority keeps the list."),
    ]
