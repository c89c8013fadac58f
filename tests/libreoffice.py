"""LibreOffice as a reader of Word files: all files of a test in one call, with a profile of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.validators import MissingValidatorError


def to_pdf(files: Iterable[Path], folder: Path, **options: bool) -> None:
    """Convert Word files to PDF in a folder; `options` are those of LibreOffice's PDF export, such as UseTaggedPDF.

    Raises `MissingValidatorError` where there is no LibreOffice.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        raise MissingValidatorError("LibreOffice", "no soffice on PATH; Debian: libreoffice-writer-nogui")
    chosen = {name: {"type": "boolean", "value": str(value).lower()} for name, value in options.items()}
    command: list[str | Path] = [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(chosen)}",
        "--outdir",
        folder,
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
