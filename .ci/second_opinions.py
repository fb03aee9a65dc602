"""What HTML_CodeSniffer and the Nu validator say of every page, and veraPDF of every PDF, in the folders named.

    python .ci/second_opinions.py outputs/swindon/2022-06/public outputs/oldham/2020-09/public

The package's own gate does not use them: they are other people's programs, asked for a second opinion. The first two come
from npm by name and version, into a folder that is thrown away; the environment variable SEND_ANALYSIS_VERAPDF_JAR names
veraPDF's core, see .ci/verapdf.txt.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PACKAGES = ("html_codesniffer@2.5.1", "vnu-jar@26.9.27")

#: How the pages are looked at: wide, narrow, dark, and with every part opened.
SETTINGS = {
    "1280 px": (1280, "light"),
    "320 px": (320, "light"),
    "1280 px, dark": (1280, "dark"),
    "320 px, dark": (320, "dark"),
}

#: HTML_CodeSniffer's number of what is a fault by itself; its warnings and notices ask people to look.
_FAULT = 1

_SNIFF = """() => new Promise(done => {
  document.querySelectorAll('details').forEach(each => { each.open = true });
  HTMLCS.process('WCAG2AA', document, () => done(HTMLCS.getMessages().map(
    each => ({type: each.type, code: each.code, text: each.msg, where: each.element.outerHTML?.slice(0, 120) || ''}))));
})"""


def main(folders: Sequence[Path]) -> int:
    """Print what is said; 1 when anything is, and 2 when there is no page to ask about."""
    pages = sorted(page for folder in folders for page in folder.rglob("*.html"))
    if not pages:
        print("No page to look at.")
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "install", "--prefix", scratch, "--no-save", "--no-package-lock", "--silent", *PACKAGES]
        subprocess.run(command, check=True, stdout=subprocess.PIPE)
        modules = Path(scratch) / "node_modules"
        said = [*_validated(modules / "vnu-jar" / "build" / "dist" / "vnu.jar", pages)]
        said += _sniffed(modules / "html_codesniffer" / "build" / "HTMLCS.js", pages)
    print("\n".join(said))
    print(f"{len(pages)} pages, {len(said)} messages of the Nu validator and HTML_CodeSniffer ({', '.join(SETTINGS)}).")
    files = sorted(file for folder in folders for file in folder.rglob("*.pdf"))
    failed = _held_to_the_standard(files)
    print("\n".join([*failed, f"{len(files)} PDFs, {len(files) - len(failed)} pass veraPDF's profile of PDF/UA-1."]))
    return 1 if said or failed else 0


def _held_to_the_standard(files: Sequence[Path]) -> list[str]:
    """What veraPDF says of each file that fails PDF/UA-1."""
    libraries = (f"/usr/share/java/{name}.jar" for name in ("jaxb-api", "jaxb-runtime", "javax.activation"))
    class_path = os.pathsep.join([os.environ["SEND_ANALYSIS_VERAPDF_JAR"], *libraries])
    command = ["java", "-cp", class_path, "tests/publish/pdf/Validate.java", *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told = [line.split("\t") for line in done.stdout.splitlines()]
    return [" ".join(each) for each in told if each[1] != "PASS"]


def _validated(jar: Path, pages: Sequence[Path]) -> Iterator[str]:
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, pages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    for each in json.loads(done.stderr)["messages"]:
        yield f"Nu: {each['url']} line {each.get('lastLine')}: {each['message']}"


def _sniffed(script: Path, pages: Sequence[Path]) -> list[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=playwright_chromium(), args=["--no-sandbox"])
        try:
            return [said for page in pages for name in SETTINGS for said in _sniffed_in(browser, script, page, name)]
        finally:
            browser.close()


def _sniffed_in(browser: Browser, script: Path, file: Path, name: str) -> Iterator[str]:
    width, scheme = SETTINGS[name]
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file.resolve().as_uri())
    page.add_script_tag(path=script)
    for each in page.evaluate(_SNIFF):
        if each["type"] == _FAULT:
            yield f"HTML_CodeSniffer: {file} at {name}: {each['code']}: {each['text']} {each['where']}"
    page.close()


def playwright_chromium() -> str:
    """The system's Chromium."""
    return "/usr/bin/chromium"


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
