"""Teams: how much of the establishment is filled, by team and post."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from send_analysis.core.figures import TOTAL, Area, Figures
from send_analysis.core.params.release import Team
from send_analysis.measures.registry import definition
from send_analysis.measures.tally import COMPUTED

_MEASURE = "teams.filled_posts"


def filled_posts(teams: Sequence[Team], area: Area, as_at: date, source: str = "posts in the params file") -> Figures:
    """Full-time equivalents filled, as a share of the establishment: in total, by team (topic "team") and by post ("post").

    Parameters
    ----------
    teams : the teams and their posts in full-time equivalents, from params. Without any there are no figures.
    area : the authority.
    as_at : the day whose establishment it is; the period of the figures is that one day.
    source : where the establishment stands, for the figures' provenance.

    Returns
    -------
    Figures, unit percent; numerator and denominator are full-time equivalents. An establishment is no sample: there is no
    interval. More filled than established is more than 100 percent and is shown so. A post is called by its title, or by
    "title (team)" where several teams have one of that title.
    """
    if not teams:
        return Figures.empty()
    posts = pd.DataFrame(
        [(team.name, post.title, post.filled_fte, post.established_fte) for team in teams for post in team.posts],
        columns=["team", "title", "numerator", "denominator"],
    )
    shared = posts.groupby("title")["team"].transform("nunique") > 1
    posts["post"] = posts["title"].mask(shared, posts["title"] + " (" + posts["team"] + ")")
    posts[TOTAL] = TOTAL
    rows = pd.concat([_added_up(posts, topic) for topic in (TOTAL, "team", "post")], ignore_index=True)
    day = pd.Timestamp(as_at)
    return Figures(
        rows.assign(
            measure=_MEASURE,
            area_code=area.code,
            area_name=area.name,
            period_start=day,
            period_end=day,
            value=100 * rows["numerator"] / rows["denominator"],
            unit=definition(_MEASURE).unit,
            lower=float("nan"),
            upper=float("nan"),
            symbol="",
            status=COMPUTED,
            source=source,
        )
    )


def _added_up(posts: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Filled and established full-time equivalents of each value of a column, in order of appearance."""
    sums = posts.groupby(topic, sort=False)[["numerator", "denominator"]].sum().rename_axis("breakdown").reset_index()
    return sums.assign(breakdown_topic=topic)
