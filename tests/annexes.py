"""PDFs to append, for the tests: whole ones of any size, and ones that no pack takes."""

from __future__ import annotations

import io
import zlib
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


def switch_off_a_number(pdf: pikepdf.Pdf) -> None:
    """Have a number where the layers stand that aren't shown."""
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(OFF=3))


def hide_in_print(pdf: pikepdf.Pdf) -> None:
    """Have a layer that a reader hides when it prints."""
    use = Dictionary(Print=Dictionary(PrintState=Name.OFF))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft"), Usage=use))
    auto = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(AS=Array([auto])))


def show_if_another_is_hidden(pdf: pikepdf.Pdf) -> None:
    """Have what is shown where a layer isn't."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    either = Dictionary(Type=Name.OCMD, OCGs=layer, P=Name.AllOff)
    pdf.pages[0].Resources.Properties = Dictionary(M=pdf.make_indirect(either))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


def script_of_a_bookmark(pdf: pikepdf.Pdf) -> None:
    """Have a bookmark run a script."""
    mark = pdf.make_indirect(Dictionary(Title=String("a"), A=Dictionary(S=Name.JavaScript, JS=String("1"))))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=mark, Last=mark, Count=1))


def form_of_xml(pdf: pikepdf.Pdf) -> None:
    """Have a form that programs draw themselves."""
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<x/>"))


def filled_in(*, shown: bool = False, redrawn: bool = True, **more: object) -> Spoil:
    """Return what puts a field with words into a form, which a program draws, or which are `shown` as they were."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("Canary"), F=4,
                           Rect=Array([9, 9, 99, 29]))  # fmt: skip
        for name, value in more.items():
            field[f"/{name}"] = value
        if shown:
            seen = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
            field.AP = Dictionary(N=seen)
        held = pdf.make_indirect(field)
        pdf.pages[0].Annots = Array([held])
        pdf.Root.AcroForm = Dictionary(Fields=Array([held]), NeedAppearances=redrawn)

    return spoil


def for_a_printer(pdf: pikepdf.Pdf) -> None:
    """Have a program that a printer runs in the place of a drawing."""
    program = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
    pdf.pages[0].Resources.XObject = Dictionary(X=program)


def from_another_file(pdf: pikepdf.Pdf) -> None:
    """Have contents that are in another file."""
    pdf.pages[0].Contents.F = String("other.bin")


def boxed(*box: object, **more: object) -> Spoil:
    """Return what gives the first page a box, and whatever else."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.MediaBox = Array(box)
        for name, value in more.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return spoil


def swollen(size: int, times: int = 1, *, page: bool = True) -> Spoil:
    """Return what makes contents of spaces of a file, of a page or of a drawing; as often as one likes."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(b" " * size, 1)
        streams = [pdf.make_stream(b"") for _ in range(times)]
        for each in streams:
            each.write(packed, filter=Name.FlateDecode)
        if page:
            pdf.pages[0].obj.Contents = Array(streams)
        else:
            pdf.pages[0].Resources.XObject = Dictionary({f"/X{number}": each for number, each in enumerate(streams)})

    return spoil


def of_many_points(pdf: pikepdf.Pdf) -> None:
    """Have a picture of which a reader makes gigabytes."""
    picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
    pdf.pages[0].Resources.XObject = Dictionary(X=picture)


def noted(pdf: pikepdf.Pdf) -> None:
    """Have notes of programs wherever they leave some, and another file that stands in the place of a drawing."""
    said = Dictionary(Made=Dictionary(LastModified=String("D:2031"), Private=String("Canary private")))
    drawing = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    for held in (pdf.pages[0].obj, drawing):
        held.PieceInfo = said
        held.LastModified = String("D:20310101 Canary")
        held.Metadata = pdf.make_stream(b"<x>Canary metadata</x>")
    drawing.Ref = Dictionary(F=String("Canary.pdf"), Page=0)
    drawing.StructParent = 3
    pdf.pages[0].Thumb = pdf.make_stream(b"Canary", Width=1, Height=1)
    pdf.pages[0].Resources.XObject = Dictionary(X=drawing)
    pdf.docinfo["/Author"] = "Canary author"


def lose_contents(pdf: pikepdf.Pdf) -> None:
    """Have a number where the contents of a page stood, as a damaged table of objects does."""
    pdf.pages[0].obj.Contents = 5


def open_at_a_page(pdf: pikepdf.Pdf) -> None:
    """Have it opened at its first page, as office programs do: nothing runs."""
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, 0, 0, 0])


def cut_to_a_part(pdf: pikepdf.Pdf) -> None:
    """Have a page show a part of itself."""
    pdf.pages[0].obj.CropBox = Array([0, 0, 595, 700])


def trimmed_a_little(pdf: pikepdf.Pdf) -> None:
    """Have a page shown without what no printer prints, and one box in another order."""
    pdf.pages[0].obj.CropBox = Array([594, 841, 1, 1])


def unpainted(pdf: pikepdf.Pdf) -> None:
    """Have words behind a scan, as programs write them that read it."""
    pdf.pages[0].Contents = pdf.make_stream(b"BT 3 Tr /F1 20 Tf 72 72 Td (Canary) Tj ET")


def unpainted_in_a_drawing(pdf: pikepdf.Pdf) -> None:
    """Have them in a drawing that the page shows."""
    drawing = pdf.make_stream(b"BT /F1 20 Tf 3 Tr (Canary) Tj ET", Type=Name.XObject, Subtype=Name.Form)
    pdf.pages[0].Resources.XObject = Dictionary(X=drawing)


def painted_as(contents: bytes) -> Spoil:
    """Return what gives the first page these contents."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(contents)

    return spoil


def unpainted_in_a_pattern(pdf: pikepdf.Pdf) -> None:
    """Have words that aren't painted in a pattern."""
    pattern = pdf.make_stream(b"BT /F1 20 Tf 3 Tr (Canary) Tj ET", PatternType=1, PaintType=1, TilingType=1,
                              BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9)  # fmt: skip
    pdf.pages[0].Resources.Pattern = Dictionary(P=pattern)


def painted(pdf: pikepdf.Pdf) -> None:
    """Have words in whatever way is seen, and such a one named in them."""
    pdf.pages[0].Contents = pdf.make_stream(b"BT 0 Tr /F1 20 Tf (a) Tj 1 Tr (13 Tr) Tj 2 Tr (b) Tj ET")


def listed_by_lzw(size: int, *, escaped: bool = False) -> bytes:
    """Return a file whose objects are listed in a stream that is packed by LZW, and that is so large."""
    filter = b"/L#5aWDecode" if escaped else b"/LZWDecode"
    head = b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + filter + b" /Length 9 >>"
    objects = head + b"\nstream\n123456789\nendstream\nendobj\n"
    return b"%PDF-1.7\n" + objects + b"%" + b"x" * size + b"\ntrailer << /Root 1 0 R >>\n%%EOF"


def put(root: Path, name: str, data: bytes) -> Path:
    """Put a file into the folder of the annexes of a project."""
    path = root / "content" / "annexes" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path
