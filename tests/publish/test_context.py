"""The facts of a page: what is missing or unknown is named, and posts stand under those they report to."""

from copy import deepcopy

import pytest
from markupsafe import Markup

from send_analysis.core.errors import PublicationError
from send_analysis.publish.context import Context
from send_analysis.publish.teams import Place, Post, Team
from tests.publish.conftest import CONTEXT


def post(title: str, reports_to: str | None = None) -> Post:
    return Post(title=title, reports_to=reports_to, established="1", filled="1", share="100.0%")


def titles(structure: tuple[Place, ...]) -> dict[str, object]:
    return {place.post.title: titles(place.reports) for place in structure}


def test_a_context_is_read() -> None:
    context = Context.read(CONTEXT)
    assert context.title == CONTEXT["title"]
    assert [check.check for check in context.data_quality.open_checks] == ["requests: sex is known"]
    assert list(context.definitions_by_section()) == ["timeliness", "tribunal", "front_door"]


def test_only_the_tables_are_html() -> None:
    context = Context.read({**CONTEXT, "teams_table": "<table>"})
    assert isinstance(context.teams_table, Markup)
    assert not isinstance(context.title, Markup)


def test_the_least_that_a_page_needs() -> None:
    least = {key: CONTEXT[key] for key in ("title", "publisher", "authority", "period", "as_at")}
    context = Context.read(least)
    assert not context.about_the_data


def test_one_fault_is_named_without_its_value() -> None:
    with pytest.raises(PublicationError) as refused:
        Context.read({**CONTEXT, "teams": [{"name": 5, "posts": []}]})
    assert str(refused.value) == "The page's context is not as it must be:\n  teams.0.name: Input should be a valid string"


def test_many_faults_are_named_at_once() -> None:
    faulty = deepcopy(CONTEXT)
    del faulty["title"]
    faulty["next_release"] = "soon"
    faulty["previous_year"]["kind"] = "sometimes"
    with pytest.raises(PublicationError) as refused:
        Context.read(faulty)
    named = [line.split(":")[0].strip() for line in str(refused.value).splitlines()[1:]]
    assert sorted(named) == ["next_release", "previous_year.kind", "title"]
    assert "sometimes" not in str(refused.value)


def test_definitions_may_hold_more_than_a_reader_needs() -> None:
    more = {**CONTEXT["definitions"][0], "about": "people", "unit": "percent"}
    assert Context.read({**CONTEXT, "definitions": [more]}).definitions[0].section == "timeliness"


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([post("Head")], {"Head": {}}),
        ([post("Officer", "Lead"), post("Lead", "Head"), post("Head")], {"Head": {"Lead": {"Officer": {}}}}),
        ([post("One"), post("Two")], {"One": {}, "Two": {}}),
        ([post("Officer", "Somebody elsewhere")], {"Officer": {}}),
        ([], {}),
    ],
)
def test_posts_stand_under_the_post_that_they_report_to(posts: list[Post], expected: dict[str, object]) -> None:
    structure = Team(name="A team", posts=tuple(posts)).structure
    assert titles(structure) == expected


def test_two_posts_of_one_name_both_stand_and_the_first_has_the_reports() -> None:
    first, second = Team(name="A team", posts=(post("Lead"), post("Lead"), post("Clerk", "Lead"))).structure
    assert [place.post.title for place in first.reports] == ["Clerk"]
    assert second.reports == ()


@pytest.mark.parametrize(
    "posts", [(post("A", "A"),), (post("A", "B"), post("B", "C"), post("C", "A")), (post("X", "A"), post("A", "A"))]
)
def test_posts_that_report_in_a_circle_are_refused(posts: tuple[Post, ...]) -> None:
    with pytest.raises(PublicationError, match=r"Team A team: the post [XA] reports, over others, to itself"):
        _ = Team(name="A team", posts=posts).structure
