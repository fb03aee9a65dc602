"""The parts of a page that are no analysis: team structures and the data-quality note, from figures and params."""

from collections.abc import Sequence
from typing import Any

from send_analysis.core.figures import CROSS
from send_analysis.core.params.release import Post, Team
from send_analysis.core.period import Period
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.present.labels import label
from send_analysis.present.layout import Header, Layout
from send_analysis.present.numbers import figure_text, plain_number
from send_analysis.present.tables import table

_ROWS = "data_quality.rows"
_POSTS = "teams.filled_posts"

#: What the columns of the data-quality table are called.
_USES = {
    "read": "Read",
    "used": "Used",
    "set_aside": "Set aside: break a rule",
    "dated_after": "Not used: after the extract's date",
    "events_after": "Later events not used",
}


def team_structures(teams: Sequence[Team], figures: ReleasableFigures, period: Period) -> dict[str, Any]:
    """The teams as trees of posts, and a table of the posts filled.

    Returns
    -------
    ``{"teams": [{"name", "posts": [{"title", "reports_to", "established", "filled", "share"}]}], "teams_table": html}``.
    """
    names = list(figures.select(_POSTS, over=period, topic="post").frame["breakdown"])
    posts = [(team, post) for team in teams for post in team.posts]
    rows = [Header(name, _POSTS, period, "post", name) for name in names]
    layout = Layout("Posts filled, full-time equivalents", "Post", tuple(rows), (Header("Filled"),), figures)
    shares = [figure_text(figures.one(_POSTS, period, topic="post", breakdown=name)) for name in names]
    told = {(team.name, post.title): _post(post, share) for (team, post), share in zip(posts, shares, strict=True)}
    trees = [{"name": team.name, "posts": [told[team.name, post.title] for post in team.posts]} for team in teams]
    return {"teams": trees, "teams_table": table(layout) if rows else ""}


def _post(post: Post, share: str) -> dict[str, Any]:
    return {
        "title": post.title,
        "reports_to": post.reports_to,
        "established": plain_number(post.established_fte, ""),
        "filled": plain_number(post.filled_fte, ""),
        "share": share,
    }


def data_quality_table(figures: ReleasableFigures, period: Period, datasets: Sequence[str]) -> str:
    """The table of rows read, used and left out, dataset by dataset."""
    topic = "dataset" + CROSS + "rows"
    rows = [Header(label(name), _ROWS, period, topic, name) for name in datasets]
    columns = [Header(called, breakdown=use) for use, called in _USES.items()]
    layout = Layout("Rows of each extract", "Extract", tuple(rows), tuple(columns), figures)
    return table(layout)
