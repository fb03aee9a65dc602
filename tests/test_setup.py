"""pyproject.toml is the one list of what the project needs; the other files that name versions say the same."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

#: Where conda-forge has another name for a package, or a slimmer form of it.
CONDA_NAMES = {
    "jupyter-client": "jupyter_client",
    "jupyter-core": "jupyter_core",
    "matplotlib": "matplotlib-base",  # without a window toolkit
    "pandera": "pandera-pandas",  # conda has no extras
    "playwright": "playwright-python",  # `playwright` is the Node one
    "seaborn": "seaborn-base",  # without statsmodels, as pip installs it
}

#: What conda has to be told and pip brings with it.
ONLY_CONDA = {"python", "pip"}


def needed() -> dict[str, Requirement]:
    """Each package that pyproject.toml names, by its name."""
    project = PROJECT["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return {canonicalize_name(each.name): each for each in map(Requirement, chain.from_iterable(lists))}


def pinned() -> dict[str, list[tuple[str, int]]]:
    """Each package in the lock: its versions (several where they differ by Python or system) and how many hashes each has."""
    pins: dict[str, list[tuple[str, int]]] = {}
    for entry in re.split(r"\n(?=\S)", LOCK.strip()):
        name, version = re.match(r"([\w.-]+)==(\S+)", entry).groups()
        pins.setdefault(canonicalize_name(name), []).append((version, entry.count("--hash=sha256:")))
    return pins


def conda() -> dict[str, SpecifierSet]:
    """Each package in environment.yml with its bounds."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    return {name: SpecifierSet(bounds) for name, _, bounds in (each.partition(" ") for each in listed)}


def test_conda_is_given_the_same_packages_with_the_same_bounds():
    expected = {CONDA_NAMES.get(name, name): each.specifier for name, each in needed().items()}
    assert {name: bounds for name, bounds in conda().items() if name not in ONLY_CONDA} == expected


def test_every_list_of_pythons_is_the_same():
    supported = SpecifierSet(PROJECT["project"]["requires-python"])
    assert conda()["python"] == supported
    in_makefile = re.search(r"^PYTHONS = (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    assert set(in_makefile) == {f"3.{minor}" for minor in range(30) if supported.contains(f"3.{minor}")}


@pytest.mark.parametrize("name", sorted(needed()))
def test_the_lock_pins_a_version_within_bounds(name):
    versions = [version for version, _ in pinned().get(name, [])]
    assert versions, f"{name} is not in requirements.lock: run `make lock`"
    assert all(needed()[name].specifier.contains(version) for version in versions)


def test_every_version_in_the_lock_has_a_hash():
    assert [name for name, pins in pinned().items() if not all(hashes for _, hashes in pins)] == []


@pytest.mark.parametrize("address", ["://", "file:", " @ ", "index-url", "find-links"])
def test_the_lock_names_no_place_to_download_from(address):
    assert address not in LOCK


def test_what_builds_the_package_is_in_the_lock():
    """Set-up builds without isolation, so that nothing is downloaded which the lock does not name."""
    builders = [Requirement(each) for each in PROJECT["build-system"]["requires"]]
    assert all(needed()[canonicalize_name(each.name)].specifier == each.specifier for each in builders)
