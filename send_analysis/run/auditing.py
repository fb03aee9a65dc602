"""The gate that all of a release passes before it is published: its pages, its data files and its PDFs."""

from collections.abc import Iterator
from pathlib import Path

from send_analysis.core.checks import Check
from send_analysis.core.errors import PublicationError
from send_analysis.publish.gate.audit import audit
from send_analysis.publish.opendata.screener.screening import screen
from send_analysis.publish.opendata.writing import DATA
from send_analysis.run.formats import Gate


def pass_the_gate(public: Path, gate: Gate) -> list[Check]:
    """Hold everything in `public/` to the rules for it; returns the outcome of every rule, none of them FAIL.

    Raises
    ------
    PublicationError
        When anything breaks a rule, with each file, what is wrong in it, and what to do.
    SetupError
        When the browser is asked for and is not there.
    """
    checks = audit(public, browser=gate == "full")
    if any((public / DATA).glob("*.meta.csv")):
        checks += screen(public / DATA)
    checks += _of_pdfs(public)
    failed = [check for check in checks if check.result == "FAIL"]
    if failed:
        lines = [f"  {_where(check)}{check.message} {check.guidance}" for check in failed]
        raise PublicationError("\n".join(["What was made breaks rules of the gate, so nothing is published:", *lines]))
    return checks


def _of_pdfs(public: Path) -> Iterator[Check]:
    paths = sorted(public.glob("*.pdf"))
    if paths:  # its library takes long to import
        from send_analysis.publish.pdf.audit import audit_pdf

        for path in paths:
            yield from audit_pdf(path)


def _where(check: Check) -> str:
    return f"{check.file}: " if check.file and check.file not in check.message else ""
