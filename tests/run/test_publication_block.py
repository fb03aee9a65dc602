"""What a manifest says to the site, made of params and of what stands under `public/`."""

from pathlib import Path

from send_analysis.core.params import load_params
from send_analysis.publish.site.block import PublicationBlock
from send_analysis.run.manifest import publication_block
from tests.project import ROOT


def block(staged: Path) -> PublicationBlock:
    params = load_params(ROOT / "params" / "swindon" / "2022-06.yaml", files="unchecked")
    return PublicationBlock.model_validate(publication_block(params, staged, ["A sentence."]))


def test_the_block_of_a_release_can_be_read_again(tmp_path: Path) -> None:
    (tmp_path / "public" / "data").mkdir(parents=True)
    (tmp_path / "public" / "index.html").write_text("<main><h1>SEND\n <em>performance</em></h1></main>", encoding="utf-8")
    (tmp_path / "public" / "data" / "a.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "public" / "data" / "a.meta.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    told = block(tmp_path)
    assert (told.name, told.authority, told.headlines) == ("2022-06", "Swindon", ("A sentence.",))
    assert [(file.path, file.kind, file.bytes, file.title) for file in told.files] == [
        ("data/a.csv", "data", 2, ""),
        ("data/a.meta.csv", "metadata", 2, ""),
        ("index.html", "page", 48, "SEND performance"),
    ]


def test_a_page_without_a_heading_has_no_title(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text("", encoding="utf-8")
    assert block(tmp_path).files[0].title == ""
