"""Finding, reading and checking params: every fault of both files in one report."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import Area
from send_analysis.core.params.authority import AuthorityParams
from send_analysis.core.params.checking import Rule, checked, faults_between
from send_analysis.core.params.finding import find_params, project_root
from send_analysis.core.params.last_edition import last_edition_faults
from send_analysis.core.params.last_report import last_report_faults
from send_analysis.core.params.local_files import local_files
from send_analysis.core.params.release import DatasetName, Extract, ReleaseParams
from send_analysis.core.params.yaml_lines import Fault, read_yaml
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows


@dataclass(frozen=True)
class Params:
    """Validated params of one release, and where they stand.

    `root` is the project root, the folder that holds `params/`; `name` is the file's name without its ending, which is also
    the name of the folder that the release is published in.
    """

    root: Path
    path: Path
    authority: AuthorityParams
    release: ReleaseParams

    @property
    def name(self) -> str:
        """The release's folder name, for instance "2022-06"."""
        return self.path.stem

    @property
    def area(self) -> Area:
        """The authority as an area of figures."""
        return Area(self.authority.code, self.authority.name)

    @property
    def windows(self) -> Windows:
        """The release's periods as at its own date; each dataset cuts them at the day its extract was taken."""
        return Windows(self.release.period, self.release.as_at, self.authority.reporting_year, self.authority.previous_year)

    def windows_of(self, dataset: DatasetName) -> Windows:
        """The release's periods for one dataset, with the windows that params name for it."""
        as_at = min(self.release.as_at, self.release.extracts[dataset].as_at or self.release.as_at)
        named = {
            name: Period(window.start, max(window.start, window.end or as_at))
            for name, window in self.release.windows.items()
            if window.dataset == dataset
        }
        return self.windows.taken_at(as_at, named)

    def windows_for(self, dataset: str) -> Windows:
        """The periods for a dataset, or the release's own where params name no extract for it (posts have none)."""
        return self.windows_of(dataset) if dataset in self.release.extracts else self.windows

    def extract_files(self, extract: Extract) -> list[Path]:
        """The files of an extract that stand on this machine, in order of name: one, or those of a folder or pattern."""
        if extract.path is None or extract.is_remote:
            return []
        return local_files(self.root, extract.path)

    @property
    def national_source(self) -> Path:
        """The folder of the Department's files, which need not be there."""
        return self.root / self.authority.national.source

    @property
    def output_folder(self) -> Path:
        """The folder that this release is published in."""
        return self.root / "outputs" / self.release.authority / self.name


def load_params(
    path: str | Path, *, files: Literal["checked", "unchecked"] = "checked", rules: Iterable[Rule] = ()
) -> Params:
    """Read and check a release's params and its authority's.

    Parameters
    ----------
    path : looked for from the current folder, then from each folder above it up to the project root.
    files : whether the extracts that params name must exist.
    rules : further rules over the release's params.

    Raises
    ------
    ParamsError
        With every fault of both files: file, line, key, what is allowed, and the nearest valid name.
    """
    found = find_params(path)
    root = project_root(found)
    if found.name == "authority.yaml":
        raise ParamsError(
            "authority.yaml is checked with each release: name a release's params file, for instance 2022-06.yaml."
        )
    document = read_yaml(found)
    release, faults = checked(ReleaseParams, document)
    reports = {found: faults}
    authority_path = found.parent / "authority.yaml"
    authority = None
    if not authority_path.is_file():
        faults.append(Fault(0, "", f"has no authority.yaml beside it. Write {_shown(authority_path, root)}."))
    else:
        authority, reports[authority_path] = checked(AuthorityParams, read_yaml(authority_path))
    if release is not None:
        beside = (last_edition_faults, last_report_faults)
        among_files = [partial(rule, path=found) for rule in beside] if files == "checked" else []
        here = root if files == "checked" else None
        faults.extend(faults_between(release, document, found, here, [*among_files, *rules]))
    if any(reports.values()) or release is None or authority is None:
        raise ParamsError(_report(reports, root))
    return Params(root, found, authority, release)


def _report(reports: dict[Path, list[Fault]], root: Path) -> str:
    parts = []
    for path, faults in reports.items():
        if faults:
            parts.append(f"{_shown(path, root)}: {len(faults)} fault{'s' if len(faults) > 1 else ''}")
            parts.extend(f"  {fault}" for fault in sorted(faults))
    return "\n".join(parts)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
