"""veraPDF, which holds a PDF against the standard for everyone, PDF/UA-1."""

import subprocess
from pathlib import Path

_VALIDATE = Path(__file__).with_name("Validate.java")

#: A short run of Java does not pay for its best compiler.
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def validated(class_path: str, *files: Path) -> list[list[str]]:
    """For each file its name, PASS or FAIL, and what is broken; one start of Java for all."""
    command = ["java", *_QUICK, "-cp", class_path, str(_VALIDATE), *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [line.split("\t") for line in told.stdout.splitlines()]
