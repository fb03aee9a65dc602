"""A made-up authority written to a folder, and read back as a release would read it."""

from pathlib import Path

from send_analysis.core.params import Params
from send_analysis.core.params.authority import AuthorityParams
from send_analysis.core.params.release import IN_SEN2, ReleaseParams
from send_analysis.datasets.opening import OpenedData, look_at_datasets
from send_analysis.synthetic.authority.fault_key import found_in
from send_analysis.synthetic.authority.whole import CENSUS, Synthesised

AUTHORITY = {
    "name": "Synthetic",
    "code": "999",
    "publisher": "Synthetic Council",
    "contact": {"team": "SEND Service", "email": "send@example.org"},
}


def params(made: Synthesised) -> Params:
    """A release of the return's year that reads what was written."""
    in_return = IN_SEN2 if made.form.startswith("sen2") else ()
    extracts = {
        name: {"path": path.relative_to(made.folder).as_posix(), "sen2": name in in_return}
        for name, path in made.files.items()
    }
    period, as_at = str(CENSUS.year - 1), CENSUS.isoformat()
    release = {"authority": "synthetic", "period": period, "as_at": as_at, "synthetic": True, "extracts": extracts}
    file = made.folder / "params" / "synthetic" / f"{period}.yaml"
    return Params(made.folder, file, AuthorityParams.model_validate(AUTHORITY), ReleaseParams.model_validate(release))


def opened(made: Synthesised) -> OpenedData:
    """All that was written, opened."""
    return look_at_datasets(params(made))


def found(made: Synthesised, data: OpenedData) -> dict[str, int]:
    """How many rows or records each rule found."""
    in_return = IN_SEN2 if made.form.startswith("sen2") else ()
    return found_in(data.checks, [name for name in made.files if name not in in_return])


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
