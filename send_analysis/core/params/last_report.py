"""The params file of the last report on an improvement plan, which this one's slippage is computed from."""

from collections.abc import Iterator
from pathlib import Path

from send_analysis.core.params.checking import checked, nearest
from send_analysis.core.params.release import Extract, ReleaseParams
from send_analysis.core.params.yaml_lines import Place, read_yaml

_PLACE: Place = ("improvement_plan", "last_report")


def last_report_path(release: ReleaseParams, path: Path) -> Path | None:
    """Where the params file of the last report stands: beside this one at `path`. None where there is no last report."""
    plan = release.improvement_plan
    return None if plan is None or plan.last_report is None else path.with_name(f"{plan.last_report}.yaml")


def last_report_faults(release: ReleaseParams, path: Path) -> Iterator[tuple[Place, str]]:
    """What is wrong with the last report that params name: not there, faulty, not earlier, or reading the same extract."""
    earlier_path = last_report_path(release, path)
    if earlier_path is None:
        return
    shown = f"params/{path.parent.name}/{earlier_path.name}"
    others = [each.stem for each in path.parent.glob("*.yaml") if each not in (path, path.with_name("authority.yaml"))]
    if not earlier_path.is_file() or earlier_path.stem not in others:
        near = nearest(earlier_path.stem, others)
        advice = f" Did you mean `{near}`?" if near else ""
        there = "is this file itself" if earlier_path == path else "does not exist"
        yield _PLACE, f"{shown} {there}.{advice} Name the params file of the report before, or take last_report out."
        return
    earlier, faults = checked(ReleaseParams, read_yaml(earlier_path))
    if earlier is None or faults:
        yield _PLACE, f"{shown} has faults of its own. See them with send-analysis check-params {shown}."
        return
    if earlier.as_at >= release.as_at:
        yield _PLACE, f"{shown} is not earlier: it is as at {earlier.as_at}, this one as at {release.as_at}."
    if earlier.improvement_plan is None:
        yield _PLACE, f"{shown} has no improvement_plan, so nothing can be compared with it."
    if _same_rows(earlier.extracts.get("improvement_actions"), release.extracts.get("improvement_actions")):
        said = f"{shown} reads its actions from the same place as this file, where they are as they stand now."
        yield _PLACE, f"{said} Keep the tracker of each report as a file of its own."


def _same_rows(earlier: Extract | None, this: Extract | None) -> bool:
    """Whether two extracts are read from one place: what stood there at the time of the earlier one is not known any more."""
    if earlier is None or this is None:
        return False
    fields = ("path", "query", "connection", "sheet")
    return all(getattr(earlier, name) == getattr(this, name) for name in fields)
