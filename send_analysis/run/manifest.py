"""The manifest of a release: what went in, what made it, what came out, each with its hash."""

import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from send_analysis.core.file_hash import file_hash
from send_analysis.core.params import Params
from send_analysis.core.params.release import DatasetName
from send_analysis.datasets.last_report import LastReport
from send_analysis.datasets.opening import OpenedData
from send_analysis.datasets.plan import ACTIONS, last_report_params
from send_analysis.national.national import National
from send_analysis.publish.publication import Publication
from send_analysis.publish.site.block import kind_of
from send_analysis.run.last_edition import compared_with
from send_analysis.run.sections import notebook_path
from send_analysis.sen2.forms.export_files import found_files

#: The packages whose version can change a figure or a page.
_PACKAGES = (
    *("send-analysis", "pandas", "numpy", "pyarrow", "pandera", "holidays"),
    *("papermill", "nbconvert", "seaborn", "matplotlib"),
)


def manifest(
    params: Params, opened: OpenedData, sections: Sequence[str], staged: Path, national: National
) -> dict[str, Any]:
    """The manifest of what stands in the staged release, as plain values."""
    root = params.root
    rows = opened.counts.set_index("dataset").drop(columns=["path"])
    return {
        "authority": params.authority.name,
        "period": params.windows.period.label,
        "as_at": params.release.as_at.isoformat(),
        "status": params.release.status,
        "revision": params.release.revision.model_dump(mode="json"),
        "compared_with": compared_with(params),
        "params": _hashes([params.path, params.path.parent / "authority.yaml"], root),
        "inputs": {
            name: {"path": extract.shown, **_source(params, opened.digests, name), **_plain(rows.loc[name].to_dict())}
            for name, extract in params.release.extracts.items()
        },
        "national": [vintage.as_values() for vintage in national.vintages],
        "neighbours": [{"file": each.file, "version": each.version, "sha256": each.sha256} for each in national.models],
        **_last_report(params, opened.last_report),
        "notebooks": _hashes([notebook_path(root, section) for section in sections], root),
        "publication": publication_block(params, staged),
        "outputs": _hashes(sorted(path for path in staged.rglob("*") if path.is_file()), staged),
        "python": platform.python_version(),
        "versions": {package: version(package) for package in _PACKAGES},
        "commit": commit(root),
    }


def write_manifest(params: Params, opened: OpenedData, sections: Sequence[str], staged: Path, national: National) -> None:
    """Write the manifest into the staged release, last of all its files."""
    text = json.dumps(manifest(params, opened, sections, staged, national), indent=2, ensure_ascii=False)
    (staged / "manifest.json").write_text(text + "\n", encoding="utf-8")


def publication_block(params: Params, staged: Path, headlines: Sequence[str] = ()) -> dict[str, Any]:
    """What the site needs to know of a release (publish/site/block.py), as plain values.

    Parameters
    ----------
    staged : the release's folder, with everything under `public/` as it will stand.
    headlines : sentences that say the most important of it, for the site's home page; plain text, released figures only.
    """
    release = Publication.of(params)
    return {
        "name": release.name,
        "title": release.title,
        "publisher": release.publisher,
        "authority": release.area.name,
        "period": release.period.label,
        "period_start": release.period.start.isoformat(),
        "period_end": release.period.end.isoformat(),
        "as_at": release.as_at.isoformat(),
        "published_on": release.published_on and release.published_on.isoformat(),
        "next_release_on": release.next_release_on and release.next_release_on.isoformat(),
        "status": release.status,
        "revision": release.revision.model_dump(mode="json"),
        "contact": {"team": release.contact_team, "email": release.contact_email},
        "licence": release.licence.model_dump(mode="json"),
        **release.params.model_dump(mode="json", include={"address", "breadcrumb", "releases"}),
        "accent": release.params.colours and release.params.colours.model_dump(),
        "synthetic": release.synthetic,
        "headlines": list(headlines),
        "files": [
            _published_file(path, staged / "public") for path in sorted((staged / "public").rglob("*")) if path.is_file()
        ],
    }


def _published_file(path: Path, public: Path) -> dict[str, Any]:
    name = path.relative_to(public).as_posix()
    told = {"path": name, "sha256": file_hash(path), "bytes": path.stat().st_size, "kind": kind_of(name)}
    if told["kind"] != "page":
        return told
    heading = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").h1
    return {**told, "title": " ".join(heading.get_text().split()) if heading else ""}


def commit(root: Path) -> str | None:
    """The commit that the project stands at, with "+changes" where files differ from it; None outside a git checkout."""

    def git(*arguments: str) -> str | None:
        try:
            done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        return done.stdout.strip()

    head = git("rev-parse", "HEAD")
    return f"{head}+changes" if head and git("status", "--porcelain") else head


def _hashes(paths: list[Path], root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name: file_hash(path) for path in paths}


def _last_report(params: Params, last: LastReport | None) -> dict[str, Any]:
    """What slippage is computed from: the params of the last report, and the extract of its actions where it has one."""
    earlier = last_report_params(params)
    if last is None or earlier is None:
        return {}
    told: dict[str, Any] = {"as_at": last.as_at.isoformat(), "params": _hashes([earlier.path], params.root)}
    extract = earlier.release.extracts.get(ACTIONS)
    if extract is not None:
        digests = {} if last.digest is None else {str(ACTIONS): last.digest}
        told["input"] = {"path": extract.shown, **_source(earlier, digests, ACTIONS)}
    return {"last_report": told}


def _source(params: Params, digests: Mapping[str, str], name: DatasetName) -> dict[str, Any]:
    """What kind of source an extract is, and the hash of what was read of it.

    Of a file it is that of its bytes; of a folder or pattern there is one for each file, by name, and so of a SEN2 return that
    is named by one of its export's CSV files, which are read together; of what no file of this
    machine shows, that which the reader took of the bytes or rows that came, beside that of the query that asked for them.
    """
    extract = params.release.extracts[name]
    if extract.query is not None:
        asked = sha256(extract.query.encode()).hexdigest()
        return {"kind": "query", "query_sha256": asked, "sha256": digests.get(name)}
    if extract.is_remote:
        return {"kind": "remote", "sha256": digests.get(name)}
    files = params.extract_files(extract)
    if extract.sen2 and len(files) == 1 and files[0].suffix.lower() == ".csv":
        with found_files(files[0], extract.shown) as export:
            return {"kind": "export", "sha256": {path.name: file_hash(path) for path in sorted(export.paths.values())}}
    if files == [params.root / (extract.path or "")]:
        return {"kind": "file", "sha256": file_hash(files[0])}
    return {"kind": "folder", "sha256": {path.name: file_hash(path) for path in files}}


def _plain(values: dict[Any, Any]) -> dict[str, Any]:
    return {str(key): value if isinstance(value, int | str) else str(value)[:10] for key, value in values.items()}
