"""LibreOffice as a reader of Word files: all files of a test in one call, with a profile of its own."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from tests.limits import run_limited
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
    run_limited([*command, *files], env=aside(folder))


def aside(folder: Path) -> dict[str, str]:
    """Return an environment in which LibreOffice keeps in that folder what it doesn't always throw away."""
    temporary = folder / "office-tmp"
    temporary.mkdir(exist_ok=True)
    return {**os.environ, "TMPDIR": str(temporary)}


# LibreOffice Basic: it is there without Python's bridge, and without a screen.
_MACRO = """\
Sub Decide
  Dim helper, doc, name, command
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  filter(0).Name = "FilterName" : filter(0).Value = "MS Word 2007 XML"
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  For Each name In Array({names})
    For Each command In Array("Accept", "Reject")
      doc = StarDesktop.loadComponentFromURL("{folder}/" + name + ".docx", "_blank", 0, hidden())
      helper.executeDispatch(doc.CurrentController.Frame, ".uno:" + command + "AllTrackedChanges", "", 0, Array())
      doc.storeToURL("{folder}/" + name + "-" + LCase(command) + "ed.docx", filter())
      doc.close(True)
    Next
  Next
  StarDesktop.terminate()
End Sub
"""
_DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE {} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{}.dtd">\n'
)
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'


def decide_changes(files: Iterable[Path], folder: Path) -> dict[tuple[str, str], Path]:
    """Let LibreOffice accept and reject all changes of the files in a folder; returns the files that it saved."""
    files = list(files)
    profile = folder / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    environment = aside(folder)
    run_limited([*command, "--terminate_after_init"], env=environment)
    basic = profile / "user/basic/Standard"
    basic.mkdir(parents=True, exist_ok=True)
    macro = _MACRO.format(folder=folder.as_uri(), names=", ".join(f'"{file.stem}"' for file in files))
    names = 'xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic"'
    module = f"<script:module {names}>{escape(macro)}</script:module>"
    (basic / "Changes.xba").write_text(_DOCTYPE.format("script:module", "module") + module)
    for kind, element in (("script", '<library:element library:name="Changes"/>'), ("dialog", "")):
        head = _DOCTYPE.format("library:library", "library")
        attributes = 'library:name="Standard" library:readonly="false" library:passwordprotected="false"'
        (basic / f"{kind}.xlb").write_text(
            f"{head}<library:library {_LIBRARY} {attributes}>{element}</library:library>"
        )
        head = _DOCTYPE.format("library:libraries", "libraries")
        link = f'xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple" library:link="false"'
        (basic.parent / f"{kind}.xlc").write_text(
            f'{head}<library:libraries {_LIBRARY} xmlns:xlink="http://www.w3.org/1999/xlink">'
            f'<library:library library:name="Standard" {link}/></library:libraries>'
        )
    run_limited([*command, "macro:///Standard.Changes.Decide"], env=environment)
    return {
        (file.stem, decision): folder / f"{file.stem}-{decision}.docx"
        for file in files
        for decision in ("accepted", "rejected")
    }
