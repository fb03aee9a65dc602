"""Posts filled, by team and post."""

from datetime import date

import pytest

from send_analysis.core.figures import Figures
from send_analysis.core.params.release import Post, Team
from send_analysis.core.period import Period
from send_analysis.measures import teams
from tests.measures.builders import SWINDON

AS_AT = date(2022, 6, 22)
THAT_DAY = Period(AS_AT, AS_AT)


def team(name: str, *posts: tuple[str, float, float]) -> Team:
    """A team of posts: title, filled and established full-time equivalents."""
    return Team(
        name=name, posts=tuple(Post(title=title, filled_fte=filled, established_fte=whole) for title, filled, whole in posts)
    )


STATUTORY = team("Statutory SEND team", ("Team leader", 2, 2), ("Casework officer", 6.5, 10))
OPERATIONS = team("Operations SEND team", ("Manager", 1, 1), ("Delivery support officer", 1, 4))


def filled(*held: Team) -> Figures:
    return teams.filled_posts(held, SWINDON, AS_AT, "params/swindon/2022-06.yaml")


def by_name(figures: Figures, topic: str) -> dict[str, float]:
    return figures.select(topic=topic).frame.set_index("breakdown")["value"].to_dict()


def test_the_published_quarter_of_delivery_support_officers_comes_out():
    """ "Vacancies within the team; operating at a capacity of 25%." """
    officers = filled(STATUTORY, OPERATIONS).one(
        "filled_posts", THAT_DAY, topic="post", breakdown="Delivery support officer"
    )
    assert (officers["numerator"], officers["denominator"], officers["value"]) == (1, 4, 25)
    assert (officers["unit"], officers["source"]) == ("percent", "params/swindon/2022-06.yaml")


def test_posts_add_up_to_teams_and_teams_to_the_total():
    figures = filled(STATUTORY, OPERATIONS)
    assert by_name(figures, "post") == {
        "Team leader": 100, "Casework officer": 65, "Manager": 100, "Delivery support officer": 25,
    }  # fmt: skip
    assert by_name(figures, "team") == {"Statutory SEND team": pytest.approx(100 * 8.5 / 12), "Operations SEND team": 40}
    total = figures.one("filled_posts", THAT_DAY)
    assert (total["numerator"], total["denominator"]) == (10.5, 17)
    assert (total["area_code"], total["area_name"]) == ("866", "Swindon")


def test_an_establishment_is_no_sample_and_has_no_interval():
    assert filled(STATUTORY).frame[["lower", "upper"]].isna().all(axis=None)


@pytest.mark.parametrize(("filled_fte", "value"), [(0, 0), (2.5, 125), (0.4, 20)])
def test_no_post_filled_is_a_true_zero_and_more_than_established_is_shown_as_it_is(filled_fte, value):
    assert by_name(filled(team("Team", ("Officer", filled_fte, 2))), "post") == {"Officer": value}


def test_posts_of_the_same_title_are_told_apart_by_their_team():
    other = team("Operations SEND team", ("Team leader", 1, 2), ("Manager", 1, 1))
    assert by_name(filled(STATUTORY, other), "post") == {
        "Team leader (Statutory SEND team)": 100,
        "Casework officer": 65,
        "Team leader (Operations SEND team)": 50,
        "Manager": 100,
    }


def test_two_teams_of_one_name_are_one_team():
    figures = filled(STATUTORY, team("Statutory SEND team", ("Team leader", 0, 2)))
    assert by_name(figures, "team") == {"Statutory SEND team": pytest.approx(100 * 8.5 / 14)}
    assert by_name(figures, "post") == {"Team leader": 50, "Casework officer": 65}


def test_without_teams_there_are_no_figures():
    assert len(filled()) == 0
