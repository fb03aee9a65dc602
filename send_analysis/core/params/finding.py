"""Where a params file and its project stand."""

from pathlib import Path

from send_analysis.core.errors import ParamsError


def find_params(path: str | Path) -> Path:
    """The params file named, looked for from the current folder upwards, so that a notebook finds it as well as a shell.

    Raises
    ------
    ParamsError
        When there is no such file.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / path).is_file():
            return (folder / path).resolve()
    raise ParamsError(f"{path}: there is no such params file, looked for from {here.name or here} upwards.")


def project_root(path: Path) -> Path:
    """The project root of a params file: the folder that holds `params/`, which holds the authority's folder.

    Raises
    ------
    ParamsError
        When the file does not stand in a folder of its own under `params/`.
    """
    if path.parent.parent.name != "params":
        raise ParamsError(f"{path.name}: a params file stands in params/<authority>/<period>.yaml; this one does not.")
    return path.parent.parent.parent
