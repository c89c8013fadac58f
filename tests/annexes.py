"""PDFs to append, for the tests: whole ones of any size, and ones that no pack takes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Spoil = Callable[[pikepdf.Pdf], None]
A4, A3_WIDE = (595.276, 841.89), (1190.55, 841.89)


def annex(*sizes: tuple[float, float], words: str = "Annexed", spoil: Spoil | None = None) -> bytes:
    """Return a PDF with a page of each size, in points, with those words and its number on it."""
    with pikepdf.new() as pdf:
        face = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number, size in enumerate(sizes or [A4], start=1):
            page = pdf.add_blank_page(page_size=size)
            page.Resources = Dictionary(Font=Dictionary(F1=face))
            page.Contents = pdf.make_stream(f"BT /F1 20 Tf 72 72 Td ({words} {number}) Tj ET".encode())
        if spoil:
            spoil(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def locked() -> bytes:
    """Return a PDF that opens with a password alone."""
    with pikepdf.open(io.BytesIO(annex())) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
        return out.getvalue()


def run_on_opening(pdf: pikepdf.Pdf) -> None:
    """Have a script run when it is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def script_by_name(pdf: pikepdf.Pdf) -> None:
    """Keep a script in the tree of names."""
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def submit_on_opening(pdf: pikepdf.Pdf) -> None:
    """Have a form sent when it is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.SubmitForm, F=String("https://example.org"))


def launch(pdf: pikepdf.Pdf) -> None:
    """Have a link start a program."""
    action = Dictionary(Type=Name.Action, S=Name.Launch, F=String("calc.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def act_on_pages(pdf: pikepdf.Pdf) -> None:
    """Have something done when a page is shown."""
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.GoTo, D=Array([])))


def attach(pdf: pikepdf.Pdf) -> None:
    """Put another file into it."""
    pdf.attachments["a.txt"] = b"words"


def hide_a_layer(pdf: pikepdf.Pdf) -> None:
    """Have a layer that isn't shown."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def lose_contents(pdf: pikepdf.Pdf) -> None:
    """Have a number where the contents of a page stood, as a damaged table of objects does."""
    pdf.pages[0].obj.Contents = 5


def open_at_a_page(pdf: pikepdf.Pdf) -> None:
    """Have it opened at its first page, as office programs do: nothing runs."""
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, 0, 0, 0])


def put(root: Path, name: str, data: bytes) -> Path:
    """Put a file into the folder of the annexes of a project."""
    path = root / "content" / "annexes" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path
