"""What a page says of teams, their posts and who reports to whom."""

from dataclasses import dataclass

from send_analysis.core.errors import PublicationError
from send_analysis.publish.part import Part


class Post(Part):
    """One kind of post: its full-time equivalents and the share of them that is filled, as texts."""

    title: str
    reports_to: str | None = None
    established: str
    filled: str
    share: str


@dataclass(frozen=True)
class Place:
    """A post in its team's structure, with those that report to it."""

    post: Post
    reports: tuple["Place", ...]


class Team(Part):
    """A team and its posts, each naming the post of the team that it reports to, if any."""

    name: str
    posts: tuple[Post, ...]

    @property
    def structure(self) -> tuple[Place, ...]:
        """The posts as a tree. One that reports to nobody in the team stands at the top.

        Raises
        ------
        PublicationError
            When posts report to each other in a circle.
        """
        first_of = {post.title: at for at, post in reversed(list(enumerate(self.posts)))}
        above = [first_of.get(post.reports_to) if post.reports_to is not None else None for post in self.posts]
        for at in range(len(self.posts)):
            self._refuse_circle(at, above)

        def below(at: int | None) -> tuple[Place, ...]:
            return tuple(Place(post, below(own)) for own, post in enumerate(self.posts) if above[own] == at)

        return below(None)

    def _refuse_circle(self, at: int, above: list[int | None]) -> None:
        seen: set[int] = set()
        step: int | None = at
        while step is not None:
            if step in seen:
                raise PublicationError(f"Team {self.name}: the post {self.posts[at].title} reports, over others, to itself.")
            seen.add(step)
            step = above[step]
