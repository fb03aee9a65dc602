"""Which folders are releases: what is left out and why, and which faults stop everything."""

import json
from pathlib import Path

import pytest

from send_analysis.core.errors import PublicationError
from send_analysis.publish.site.editions import find_editions
from tests.publish.site.releases import release, revision, superseded


def reasons(folder: Path) -> dict[str, str]:
    return {each.path: each.reason for each in find_editions(folder).left_out}


def names(folder: Path) -> list[str]:
    return [edition.block.name for edition in find_editions(folder).current]


def rewrite(folder: Path, **publication: object) -> None:
    """Change facts of a manifest, leaving its files; None takes a fact away."""
    manifest = folder / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    changed = {**said["publication"], **publication}
    said["publication"] = {key: value for key, value in changed.items() if value is not None}
    manifest.write_text(json.dumps(said), encoding="utf-8")


def test_releases_and_superseded_revisions_are_found(tmp_path: Path) -> None:
    for name in ("2022-06", "2022-04"):
        release(tmp_path, name, revision=revision(11))
    for number in (10, 9, 0):
        superseded(tmp_path, "2022-06", number)
    found = find_editions(tmp_path)
    assert [edition.block.name for edition in found.current] == ["2022-04", "2022-06"]
    assert [edition.block.revision.number for edition in found.superseded] == [0, 9, 10]
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("name", "facts", "reason"),
    [
        ("2022-06-only-timeliness", {}, "one section or document alone"),
        ("2022-06-checks", {}, "it holds checks"),
        ("2022-06", {"status": "draft"}, "it is a draft"),
        ("2022-06", {"published_on": None}, "give no published_on"),
        ("2022-06", {"period_end": "soon"}, "publication.period_end"),
        ("2022-06", {"title": ""}, "publication.title"),
        ("2022-06", {"publisher": "half a letter \ud800"}, "publication.publisher"),
        ("latest", {}, "cannot have this name"),
        ("a&b?", {}, "publication.name"),
    ],
)
def test_what_is_no_release_for_readers_is_left_out_and_told(
    tmp_path: Path, name: str, facts: dict[str, object], reason: str
) -> None:
    release(tmp_path, "2022-04")
    folder = release(tmp_path, "2022-06", at=name)
    rewrite(folder, **{"name": name, **facts})
    if facts.get("published_on", "") is None:
        text = (folder / "manifest.json").read_text(encoding="utf-8")
        (folder / "manifest.json").write_text(text.replace('"as_at"', '"published_on": null, "as_at"'), encoding="utf-8")
    assert names(tmp_path) == ["2022-04"]
    assert reason in reasons(tmp_path)[name]


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (None, "no manifest.json"),
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b"[]", "says nothing of its publication"),
        (b'{"period": "June"}', "says nothing of its publication"),
        (b'{"publication": null}', "not as it must be"),
        (b'{"publication": {}}', "publication.name: Field required"),
    ],
)
def test_a_manifest_that_is_none_leaves_its_folder_out(tmp_path: Path, manifest: bytes | None, reason: str) -> None:
    folder = release(tmp_path, "2022-06")
    if manifest is None:
        (folder / "manifest.json").unlink()
    else:
        (folder / "manifest.json").write_bytes(manifest)
    assert reason in reasons(tmp_path)["2022-06"]


def test_a_copy_of_a_release_under_another_name_is_left_out(tmp_path: Path) -> None:
    release(tmp_path, "2022-06")
    release(tmp_path, "2022-06", at="2022-06 (copy)")
    assert names(tmp_path) == ["2022-06"]
    assert "is that of 2022-06" in reasons(tmp_path)["2022-06 (copy)"]


@pytest.mark.parametrize(
    "path", ["../2022-04/x.csv", "/etc/hosts", "a//b.csv", "a\\b.csv", "C:x.csv", ".hidden", "a/./b", "", "a\nb"]
)
def test_a_file_that_leads_elsewhere_makes_the_manifest_none(tmp_path: Path, path: str) -> None:
    folder = release(tmp_path, "2022-06")
    rewrite(folder, files=[{"path": path, "sha256": "0" * 64, "bytes": 1, "kind": "data"}])
    assert "from `public/` downwards" in reasons(tmp_path)["2022-06"]


@pytest.mark.parametrize(
    ("number", "standing", "reason"),
    [(1, 1, "does not replace it"), (2, 1, "does not replace it"), (0, None, "is not published")],
)
def test_a_revision_that_nothing_replaces_is_left_out(
    tmp_path: Path, number: int, standing: int | None, reason: str
) -> None:
    release(tmp_path, "2022-04")
    superseded(tmp_path, "2022-06", number)
    if standing is not None:
        release(tmp_path, "2022-06", revision=revision(standing))
    assert reason in reasons(tmp_path)[f".revisions/2022-06/{number}"]


def test_a_revision_in_the_folder_of_another_is_left_out(tmp_path: Path) -> None:
    release(tmp_path, "2022-06", revision=revision(3))
    release(tmp_path, "2022-06", at=".revisions/2022-06/2", revision=revision(1))
    assert "revision 1" in reasons(tmp_path)[".revisions/2022-06/2"]


# What stops everything


@pytest.mark.parametrize("at", ["2022-06", ".revisions/2022-06/0"])
def test_an_altered_file_is_named(tmp_path: Path, at: str) -> None:
    superseded(tmp_path, "2022-06", 0)
    release(tmp_path, "2022-06", revision=revision(1))
    (tmp_path / at / "public" / "data" / "timeliness.csv").write_text("a,c\n", encoding="utf-8")
    with pytest.raises(PublicationError, match=rf"{at}/public/data/timeliness.csv has been altered"):
        find_editions(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (release(tmp_path, "2022-06") / "public" / "data.xlsx").unlink()
    with pytest.raises(PublicationError, match=r"2022-06/public/data.xlsx is missing"):
        find_editions(tmp_path)


def test_a_file_that_came_later_is_named(tmp_path: Path) -> None:
    (release(tmp_path, "2022-06") / "public" / "rows.csv").write_text("x", encoding="utf-8")
    with pytest.raises(PublicationError, match=r"2022-06/public/rows.csv is not named"):
        find_editions(tmp_path)


def test_a_link_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    folder = release(tmp_path / "swindon", "2022-06")
    (folder / "public" / "data.xlsx").rename(tmp_path / "data.xlsx")
    (folder / "public" / "data.xlsx").symlink_to(tmp_path / "data.xlsx")
    with pytest.raises(PublicationError, match=r"data.xlsx is a link to another place"):
        find_editions(tmp_path / "swindon")
