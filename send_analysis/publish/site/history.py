"""What the releases of an authority tell together: which is latest, what was corrected, what is to come."""

from dataclasses import dataclass
from datetime import date

from send_analysis.publish.site.block import PublicationBlock
from send_analysis.publish.site.editions import Edition, Found
from send_analysis.publish.site.revised import Revised, revised_in


@dataclass(frozen=True)
class Correction:
    """One revision of a release: its day, number and reason."""

    day: date
    release: str
    title: str
    number: int
    reason: str


@dataclass(frozen=True)
class History:
    """The releases, newest first, with what follows from them. There is at least one."""

    editions: tuple[Edition, ...]
    superseded: tuple[Edition, ...]

    @classmethod
    def of(cls, found: Found) -> "History":
        """The history of what was found; the newest release is that of the latest period, then of the latest day."""
        newest_first = sorted(found.current, key=lambda edition: _age(edition.block), reverse=True)
        return cls(tuple(newest_first), found.superseded)

    @property
    def latest(self) -> Edition:
        """The latest release."""
        return self.editions[0]

    @property
    def synthetic(self) -> bool:
        """Whether any release is of made-up rows."""
        return any(edition.block.synthetic for edition in self.editions)

    def revisions_of(self, name: str) -> list[Edition]:
        """The superseded revisions of a release, newest first."""
        return [edition for edition in reversed(self.superseded) if edition.block.name == name]

    def corrections(self) -> list[Correction]:
        """Every revision that is known, newest first."""
        revised = [
            Correction(block.revision.revised_on, block.name, block.title, block.revision.number, block.revision.reason)
            for block in (edition.block for edition in (*self.editions, *self.superseded))
            if block.revision.number and block.revision.revised_on
        ]
        return sorted(revised, key=lambda each: (each.day, each.release, each.number), reverse=True)

    def revised(self) -> list[Revised]:
        """The releases that give figures of the edition before them another value, newest first."""
        return [found for edition in self.editions if (found := revised_in(edition)) is not None]

    def last_day(self) -> date:
        """The latest day on which anything was published or revised."""
        return max(last_changed(edition.block) for edition in self.editions)

    def coming(self) -> list[date]:
        """The days of coming releases as the latest release states them: those after everything published so far.

        No clock is read, so the same releases always give the same calendar.
        """
        block = self.latest.block
        stated = {*block.releases, *([block.next_release_on] if block.next_release_on else [])}
        return sorted(day for day in stated if day > self.last_day())

    def unknown_revisions(self) -> list[str]:
        """The revisions that must have been and are not kept, as sentences."""
        kept = {(edition.block.name, edition.block.revision.number) for edition in self.superseded}
        return [
            f"{block.name}: the superseded revision {number} is not kept, so the archive does not have it"
            for block in (edition.block for edition in self.editions)
            for number in range(block.revision.number)
            if (block.name, number) not in kept
        ]


def published(block: PublicationBlock) -> date:
    """The day on which the release was first published."""
    assert block.published_on is not None, "editions without a day are left out"
    return block.published_on


def last_changed(block: PublicationBlock) -> date:
    """The day on which the release was published or last revised."""
    return max(published(block), block.revision.revised_on or published(block))


def _age(block: PublicationBlock) -> tuple[date, date, str]:
    return block.period_end, published(block), block.name
