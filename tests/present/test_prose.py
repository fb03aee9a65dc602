"""Sentences with figures in them."""

import pandas as pd
import pytest

from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.core.errors import ParamsError
from send_analysis.present.prose import render
from tests.present.builders import (
    ADVICE,
    APPEALS,
    JUNE_2022,
    MEDIAN,
    RATE,
    YEAR_BEFORE,
    Row,
    by_category,
    figure,
    released,
)

OPEN = "timeliness.open_cases"
GRADE = "quality.section_grade"

ROWS = [
    figure(RATE, 39.84375, of=128),
    figure(RATE, 66.7, YEAR_BEFORE, of=120),
    figure(APPEALS, 38, numerator=38),
    figure(APPEALS, 9, JUNE_2022.months[-1]),
    figure(MEDIAN, 20.25),
    *by_category(ADVICE, "agency", {"educational_psychology": 41.4, "health": "c"}),
    figure(OPEN, 1130),
    *by_category(OPEN, "weeks since the request", {"up to 6 weeks": 61, "over 52 weeks": 7}),
    *by_category(GRADE, "section / grade", {"G / requires_improvement": 25.0, "G / inadequate": 10.7}, of=28),
]


def written(template: str, rows: list[Row] | None = None, **names: str) -> str:
    figures = released(*(ROWS if rows is None else rows))
    with_changes = figures.with_derived(lambda frame: changes_on_previous_year(frame, JUNE_2022))
    return render(template, with_changes, lambda measure: JUNE_2022, "commentary.timeliness", names)


def refused(template: str, **names: str) -> str:
    with pytest.raises(ParamsError) as error:
        written(template, **names)
    message = str(error.value)
    assert message.startswith("commentary.timeliness: ")
    return message.removeprefix("commentary.timeliness: ")


# It works


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ figure("timeliness.within_20_weeks.including_exceptions") }} in time', "39.8% in time"),
        ('{{ figure("including_exceptions") }}', "39.8%"),  # the end of the id is enough
        ('{{ figure("weeks_to_issue.median") }}', "20.3 weeks"),
        ('{{ of("including_exceptions") }} plans', "51 of 128 plans"),
        ('{{ count("including_exceptions") }}', "51"),
        ('{{ count("registered") }}', "38"),
        ('{{ interval("including_exceptions") }}', "31.8% to 48.5%"),
        ('{{ pya("including_exceptions") }}', "66.7%"),
        (
            'It is {{ change("including_exceptions") }}.',
            "It is down 26.9 percentage points from 66.7% (80.0 of 120, 1 January to 22 June 2021).",
        ),
        ('{{ figure("registered", over="month") }} in {{ period("registered", over="month") }}', "9 in 1 to 22 June 2022"),
        ('{{ period("registered") }}', "1 January to 22 June 2022"),
        ('{{ figure("advice_within_6_weeks", agency="educational_psychology") }}', "41.4%"),
        ('{{ figure("open_cases", weeks_since_the_request="over 52 weeks") }}', "7"),
        ('{{ figure("open_cases") }}', "1,130"),
        ('{{ benchmark("including_exceptions") }}', "without a benchmark"),
        ('{{ label("requires_improvement") }}', "Requires improvement"),
        ('{% if figure("registered") == "38" %}many{% endif %}', "many"),
        ("No figure, *Markdown*.\n\n- a list", "No figure, *Markdown*.\n\n- a list"),
        ("", ""),
    ],
)
def test_a_template_is_filled_with_figures(template, expected):
    assert written(template) == expected


def test_names_of_the_notebook_can_be_used():
    template = '{{ label(weakest) }}: {{ figure("section_grade", section=weakest, grade="inadequate") }}'
    assert written(template, weakest="G") == "G: health provision: 10.7%"


def test_a_call_that_names_no_window_has_that_of_the_whole_text():
    template = (
        '{{ figure("registered") }} in {{ period("registered") }}, {{ figure("registered", over="year_to_date") }} this year'
    )
    text = render(template, released(*ROWS), lambda measure: JUNE_2022, "text", {}, over="month")
    assert text == "9 in 1 to 22 June 2022, 38 this year"


def test_the_parts_of_a_crossed_breakdown_can_be_given_in_any_order():
    assert written('{{ figure("section_grade", grade="inadequate", section="G") }}') == "10.7%"


# A number is missing


def test_a_withheld_figure_is_said_in_words():
    template = '{{ %s("advice_within_6_weeks", agency="health") }}'
    for function in ("figure", "count", "of", "interval"):
        assert written(template % function) == "(no figure: withheld to protect confidentiality)"


def test_a_change_without_a_figure_before_is_said_in_words():
    assert written('{{ change("registered") }}') == "there is no figure for 1 January to 22 June 2021 to compare with"


# The template asks for what there is not


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('{{ figure("registerd") }}', "there is no measure `registerd` among the figures here. Did you mean `registered`?"),
        ('{{ figure("tribunal.registred") }}', "Did you mean `tribunal.registered`?"),
        ('{{ figure("registered", over="mont") }}', "there is no window mont; there are period, year_to_date, last_year"),
        ('{{ figure("registered", over="last_year") }}', "there is no figure of tribunal.registered for 2021."),
        ('{{ pya("open_cases") }}', "there is no figure of timeliness.open_cases for 1 January to 22 June 2021."),
        (
            '{{ figure("advice_within_6_weeks", agency="helth") }}',
            "timeliness.advice_within_6_weeks has no agency `helth`. Did you mean `health`? "
            "There are educational_psychology, health.",
        ),
        (
            '{{ figure("open_cases", weeks_since_request="over 52 weeks") }}',
            "timeliness.open_cases is not given by weeks_since_request. Did you mean `weeks_since_the_request`? "
            "It is given in total or by weeks_since_the_request.",
        ),
        (
            '{{ figure("section_grade", section="G") }}',
            "quality.section_grade is not given by section. It is given by section and grade.",
        ),
        (
            '{{ figure("advice_within_6_weeks") }}',
            "timeliness.advice_within_6_weeks is not given in total. It is given by agency.",
        ),
        ('{{ interval("registered") }}', "tribunal.registered has no interval."),
        ('{{ count("median") }}', "timeliness.weeks_to_issue.median has no count."),
        ('{{ of("registered") }}', "tribunal.registered has no numerator and denominator."),
    ],
)
def test_the_message_names_what_there_is(template, message):
    assert message in refused(template)


def test_the_end_of_an_id_that_fits_several_measures_is_refused():
    one, other = ({**figure(RATE, 1.0), "measure": f"{name}.rate"} for name in ("one", "other"))
    figures = released(figure(RATE, 1.0)).with_derived(lambda _: pd.DataFrame([one, other]))
    with pytest.raises(ParamsError, match=r"`rate` can be one\.rate or other\.rate\. Write more of the id\."):
        render('{{ figure("rate") }}', figures, lambda measure: JUNE_2022, "text", {})


def test_where_there_are_no_figures_the_message_says_so():
    with pytest.raises(ParamsError, match=r"no measure `registered` among the figures here\. There are none\."):
        written('{{ figure("registered") }}', [])


# The template is malformed


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('text\n{{ figure("registered" }}', "line 2: unexpected '}'"),
        ("{% if %}", "line 1: "),
        ('{{ figur("registered") }}', "line 1: there is no `figur`. Did you mean `figure`?"),
        ("{{ weakest }}", "line 1: there is no `weakest`."),
        ("{{ figure }}", 'line 1: write `figure` with what it is asked for, as in {{ figure("measure") }}.'),
        ("{{ figure() }}", "figure() missing 1 required positional argument: 'measure'"),
        ('{{ figure("registered", "month", over="month") }}', "figure() got multiple values for argument 'over'"),
        ("{{ figure(5) }}", "figure(…) takes texts, in quotes."),
        ('{{ figure("registered", over=5) }}', "figure(…) takes texts, in quotes."),
        ("{{ label(1) }}", "label(…) takes texts, in quotes."),
    ],
)
def test_the_message_says_where_and_what_to_write(template, message):
    assert message in refused(template)


def test_a_name_that_is_called_is_refused():
    assert refused("{{ weakest() }}", weakest="G") == "line 1: write `weakest` without brackets."


# The template tries what it may not


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("{{ figure.__globals__ }}", "an attribute"),
        ('{{ figure("registered").__class__.__mro__ }}', "an attribute"),
        ('{{ ""["__class__"] }}', "an index"),
        ("{% for i in range(10**9) %}x{% endfor %}", "a loop"),
        ("{{ 10 ** 10 ** 10 }}", "a calculation"),
        ('{{ "x" * 10000000000 }}', "a calculation"),
        ('{{ "x" | center(10000000000) }}', "a filter"),
        ('{% set x = "y" %}', "an assignment"),
        ('{% include "authority.yaml" %}', "include"),
        ('{% import "os" as os %}', "import"),
        ("{% macro x() %}{{ x() }}{% endmacro %}", "macro"),
    ],
)
def test_a_template_holds_text_and_calls_and_nothing_else(template, what):
    assert f"{what} has no place in a template. Beside text there may be {{{{ }}}} with figure(…)" in refused(template)


@pytest.mark.parametrize("template", ["{{ self }}", "{{ range(9) }}", "{{ cycler() }}", "{{ lipsum() }}", "{{ _Words }}"])
def test_there_is_no_name_but_the_functions_and_those_of_the_notebook(template):
    assert "there is no `" in refused(template)


def test_what_is_nested_too_deeply_is_refused():
    assert refused("{{" + "(" * 9999 + '"x"' + ")" * 9999 + "}}") == "something is nested too deeply."


def test_markup_in_a_template_is_left_for_markdown_to_escape():
    assert written("<script> & {{ label(name) }}", name="<b>") == "<script> & <b>"
