"""Sentences with published figures of other areas, and places among them."""

import pandas as pd
import pytest

from send_analysis.compare.changes import CHANGE, CHANGE_TOPIC
from send_analysis.core.errors import ParamsError
from send_analysis.core.period import Period
from send_analysis.present.national_prose import National
from send_analysis.present.prose import render
from tests.present.builders import ENGLAND, JUNE_2022, RATE, Row, by_area, figure, place, released

Y2018, Y2019 = Period.parse("2018"), Period.parse("2019")
AREAS = {"own": "353", "england": ENGLAND, "region": "E12000002", "neighbours": "neighbours"}

ROWS = [
    *by_area(RATE, {"353": 81.0, ENGLAND: 58.7, "E12000002": 59.0}, Y2019, of=1000, status="published"),
    *by_area(RATE, {"neighbours": 55.5}, Y2019, status="published"),
    *by_area(RATE, {"353": 30.0, ENGLAND: "x"}, Y2018, of=1000, status="published"),
    place(
        "353", f"Total / {CHANGE_TOPIC}", f"Total / {CHANGE}", 51.0, Y2019, unit="percentage points", lower=47.0, upper=54.8
    ),
    place("353", "rank", "rank", 47, Y2019, unit="rank", numerator=47.0, denominator=150.0, lower=40.0, upper=56.0),
    place("353", "rank", "in file", 151, Y2019, unit="authorities"),
    place("353", "rank", "quartile", 2, Y2019, unit="quartile band"),
    place("353", "neighbours", "lower", 9, Y2019, unit="neighbours", numerator=9.0, denominator=10.0),
    place("353", "rank", "rank", 140, Y2018, unit="rank", numerator=140.0, denominator=150.0),
]
NATIONAL = National(released(*ROWS), AREAS)  # type: ignore[arg-type]


def written(template: str, national: National | None = NATIONAL, rows: list[Row] | None = None) -> str:
    return render(template, released(*(rows or [])), lambda measure: JUNE_2022, "commentary.national", {}, national=national)


def refused(template: str, national: National | None = NATIONAL, rows: list[Row] | None = None) -> str:
    with pytest.raises(ParamsError) as error:
        written(template, national, rows)
    message = str(error.value)
    assert message.startswith("commentary.national: ")
    return message.removeprefix("commentary.national: ")


# It works


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ rank("including_exceptions", year="2019") }}', "47th of 150"),
        ('{{ rank("timeliness.within_20_weeks.including_exceptions", year="2018") }}', "140th of 150"),
        ('{{ national("including_exceptions", year="2019") }}', "81.0%"),
        ('{{ national("including_exceptions", area="england", year="2019") }}', "58.7%"),
        ('{{ national("including_exceptions", area="region", year="2019") }}', "59.0%"),
        ('{{ national("including_exceptions", area="neighbours", year="2019") }}', "55.5%"),
        ('{{ national_of("including_exceptions", area="england", year="2019") }}', "587 of 1,000"),
        ('{{ national_interval("including_exceptions", year="2019") }}', "78.5% to 83.3%"),
        (
            '{{ national_change("including_exceptions", year="2019") }}',
            "up 51.0 percentage points from 30.0% (300 of 1,000, 2018)",
        ),
        ('{{ neighbours_lower("including_exceptions", year="2019") }}', "9 of 10"),
        ('{{ quartile("including_exceptions", year="2019") }}', "band B"),
        ('{{ in_file("including_exceptions", year="2019") }}', "151"),
        (
            '{{ rank_interval("including_exceptions", year="2019") }}',
            "chance alone could place it anywhere between 40th and 56th (95% interval)",
        ),
        (
            '{{ standing("including_exceptions", year="2019") }}',
            "Plans issued within 20 weeks, including exceptions: 81.0% in Area 353 in 2019 (810 of 1,000), "
            "rank 47 of 150 ranked (151 in the file), higher than the 58.7% in England.",
        ),
        ('{% if national_known("including_exceptions", year="2019") %}known{% endif %}', "known"),
    ],
)
def test_a_template_is_filled_with_published_figures(template, expected):
    assert written(template) == expected


def test_a_call_that_names_no_year_has_that_of_the_national_figures():
    national = National(NATIONAL.figures, NATIONAL.areas, year="2018")
    assert (
        written('{{ rank("including_exceptions") }}, {{ national("including_exceptions") }}', national)
        == "140th of 150, 30.0%"
    )


def test_own_figures_stand_beside_published_ones_of_the_same_measure():
    rows = [figure(RATE, 39.8)]
    text = written(
        '{{ figure("including_exceptions") }} after {{ national("including_exceptions", year="2019") }}', rows=rows
    )
    assert text == "39.8% after 81.0%"


# A figure is missing


@pytest.mark.parametrize(
    "call",
    [
        'national("including_exceptions", area="england", year="2018")',  # it has a symbol
        'national("including_exceptions", area="neighbours", year="2018")',  # the table does not hold it
        'rank("including_exceptions", year="2016")',
        'neighbours_lower("including_exceptions", year="2018")',
        'quartile("excluding_exceptions", year="2019")',  # a measure without national figures
        'national_of("including_exceptions", year="2016")',
        'national_change("including_exceptions", year="2016")',
    ],
)
def test_a_missing_figure_is_said_in_words(call):
    assert written(f"{{{{ {call} }}}}") == "(no figure: not available)"


@pytest.mark.parametrize("call", ['rank("including_exceptions")', 'national("registered", area="england", year="2019")'])
def test_without_national_figures_the_words_say_so_and_nothing_fails(call):
    assert written(f"{{{{ {call} }}}}", None) == "(no figure: not available)"


def test_a_standing_without_national_figures_is_a_sentence():
    text = written('{{ standing("including_exceptions", year="2019") }}', None)
    assert text == "Plans issued within 20 weeks, including exceptions: (no figure: not available)."


def test_an_area_that_the_release_does_not_have_is_not_available():
    national = National(NATIONAL.figures, {"own": "353"})
    assert (
        written('{{ national("including_exceptions", area="region", year="2019") }}', national)
        == "(no figure: not available)"
    )


@pytest.mark.parametrize("call", ['national_known("%s", area="england", year="2018")', 'rank_interval("%s", year="2018")'])
def test_what_is_not_known_is_false_in_a_condition(call):
    assert written("{%% if %s %%}known{%% else %%}not{%% endif %%}" % (call % "including_exceptions")) == "not"


# The template asks for what there is not


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            'rank("including_exeptions", year="2019")',
            "there is no measure `including_exeptions`. Did you mean `within_20_weeks.inc",
        ),
        (
            'national("including_exceptions", area="englnd")',
            "there is no area `englnd`. Did you mean `england`? There are own,",
        ),
        ('rank("including_exceptions")', 'say the calendar year, as in year="2019".'),
        ('rank("including_exceptions", year="2019/20")', 'year= takes a calendar year, as in year="2019", not `2019/20`.'),
        ('rank("including_exceptions", year="../x")', "not `../x`."),
        ("rank()", "rank() missing 1 required positional argument: 'measure'"),
        ('rank("including_exceptions", area="england")', "rank() got an unexpected keyword argument 'area'"),
        ('rank("including_exceptions", year=2019)', "rank(…) takes texts, in quotes."),
    ],
)
def test_the_message_says_what_to_write(call, message):
    assert message in refused(f"{{{{ {call} }}}}")


@pytest.mark.parametrize("call", ['rank("includin", year="2019")', 'rank("including_exceptions", year="19")'])
def test_what_is_misspelt_is_refused_without_national_figures_too(call):
    assert refused(f"{{{{ {call} }}}}", None)


def test_a_figure_of_several_areas_is_not_taken_for_the_authoritys():
    message = refused('{{ figure("including_exceptions") }}', rows=by_area(RATE, {"353": 1.0, ENGLAND: 2.0}))
    assert message == f'{RATE} stands here for several areas; write {{{{ national("including_exceptions", area="own") }}}}.'


def test_the_end_of_an_id_that_fits_several_measures_is_refused():
    rows = [{**figure(RATE, 1.0), "measure": f"{name}.rate"} for name in ("one", "other")]
    national = National(released(figure(RATE, 1.0)).with_derived(lambda _: pd.DataFrame(rows)), NATIONAL.areas)
    message = refused('{{ rank("rate", year="2019") }}', national)
    assert message == "`rate` can be one.rate or other.rate. Write more of the id."
