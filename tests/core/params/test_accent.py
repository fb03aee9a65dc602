"""The authority's own colour: it can be read wherever the pages use it, or the params say why not and which one can."""

from pathlib import Path

import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.params import load_params
from send_analysis.core.params.accent import DARK, EASY, LIGHT, NEEDED, Accent, in_the_dark, in_the_light, worst
from tests.core.params.conftest import AUTHORITY


def colours(project: Path, accent: str) -> Accent | None:
    """The colours that the pages get of params with an accent, as it is written in YAML."""
    text = f"{AUTHORITY}publication:\n  accent: {accent}\n"
    (project / "params" / "swindon" / "authority.yaml").write_text(text, encoding="utf-8")
    return load_params("params/swindon/2022-06.yaml").authority.publication.colours


# It works


def test_a_dark_colour_is_taken_as_it_is_and_made_paler_for_the_dark_scheme(project: Path) -> None:
    assert colours(project, '"#006747"') == Accent(light="#006747", dark=in_the_dark("#006747"))


def test_short_and_large_digits_are_the_same_colour(project: Path) -> None:
    written = Accent(light="#aa00bb", dark=in_the_dark("#aa00bb"))
    assert colours(project, '"#A0B"') == written == colours(project, '"#AA00bb"')


def test_without_one_the_style_sheet_stays_as_it_is(project: Path) -> None:
    assert load_params("params/swindon/2022-06.yaml").authority.publication.colours is None


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#767676", "#12436d"])
def test_every_colour_has_a_shade_that_can_be_read_in_each_scheme(colour: str) -> None:
    assert worst(in_the_light(colour), LIGHT)[0] >= NEEDED
    assert worst(in_the_dark(colour), DARK)[0] >= EASY


def test_a_colour_that_can_be_read_in_the_dark_stays_as_it_is() -> None:
    assert in_the_dark("#9cc7ee") == "#9cc7ee"


# It cannot be read


def test_a_pale_colour_is_refused_with_its_ratio_and_a_darker_one(project: Path) -> None:
    with pytest.raises(ParamsError) as refused:
        colours(project, '"#28a197"')
    told = str(refused.value)
    assert (
        "params/swindon/authority.yaml: 1 fault\n  line 6, publication.accent: '#28a197' stands out from its tiles" in told
    )
    assert '(#eef3f8) by 2.83 to 1; text needs 4.5 (WCAG 2.2). Write a darker one, for instance "#' in told
    assert in_the_light("#28a197") in told
    assert colours(project, f'"{in_the_light("#28a197")}"') is not None


def test_a_colour_that_falls_short_by_a_hair_is_told_as_less(project: Path) -> None:
    with pytest.raises(ParamsError, match=r"by 4\.0\d to 1"):
        colours(project, '"#767676"')


# It is no colour


def test_a_colour_without_quotes_is_explained(project: Path) -> None:
    with pytest.raises(
        ParamsError, match='In YAML what follows a # is a remark: write the colour in quotes, for instance "#1243'
    ):
        colours(project, "#006747")


@pytest.mark.parametrize("written", ["red", '"#12"', '"#12345"', '"006747"', "123456", '"#006747;}body{"', "[1]"])
def test_what_is_no_colour_is_refused(project: Path, written: str) -> None:
    with pytest.raises(ParamsError, match=r"is not a colour\. Write # and six digits from 0 to f, in quotes"):
        colours(project, written)
