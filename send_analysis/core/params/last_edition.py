"""The params file of the edition before, whose published figures this one's are compared with."""

from collections.abc import Iterator
from pathlib import Path

from send_analysis.core.params.checking import checked, did_you_mean
from send_analysis.core.params.release import ReleaseParams
from send_analysis.core.params.yaml_lines import Place, read_yaml

_PLACE: Place = ("last_edition",)


def last_edition_faults(release: ReleaseParams, path: Path) -> Iterator[tuple[Place, str]]:
    """What is wrong with the last edition that params at `path` name: not there, faulty, or not earlier."""
    if release.last_edition is None:
        if release.revised_since_last_edition:
            said = "gives a reason, but params name no last_edition that figures could have been revised since."
            yield ("revised_since_last_edition",), f"{said} Add last_edition, or take this out."
        return
    earlier_path = path.with_name(f"{release.last_edition}.yaml")
    shown = f"params/{path.parent.name}/{earlier_path.name}"
    others = [each.stem for each in path.parent.glob("*.yaml") if each not in (path, path.with_name("authority.yaml"))]
    if release.last_edition not in others:
        there = "is this file itself" if earlier_path == path else "does not exist"
        advice = f"{did_you_mean(release.last_edition, others)} Name the params file of the edition before, or take it out."
        yield _PLACE, f"{shown} {there}.{advice}"
        return
    earlier, faults = checked(ReleaseParams, read_yaml(earlier_path))
    if earlier is None or faults:
        yield _PLACE, f"{shown} has faults of its own. See them with send-analysis check-params {shown}."
    elif earlier.as_at >= release.as_at:
        yield _PLACE, f"{shown} is not earlier: it is as at {earlier.as_at}, this one as at {release.as_at}."
