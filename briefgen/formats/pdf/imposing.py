"""Pages of a PDF on sheets for the printer: folded to a booklet, or several on one. pikepdf places them.

A sheet is paper, and nothing else: it has the letters, no tags, no links, no bookmarks, and claims no standard.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Page, Rectangle

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

BOOKLET, TWO_UP, FOUR_UP = "booklet", "2up", "4up"
SHEETS = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}  # mm
CREATOR = "briefgen"  # as a brief's properties say it
SHEETS_CREATOR = "briefgen, on sheets"

_MM = 72 / 25.4  # points
_NEAR = 1 * _MM  # a page's edge so near to the sheet's isn't cut
_OFF, _MARK, _CROSS = 2 * _MM, 5 * _MM, 3 * _MM  # how far cut marks stand off a page, and how long they are
_HAIRLINE = 0.25  # points
# How pages may lie: columns, rows, and whether the sheet lies on its side. If they fit alike, the first is taken.
_WAYS = {
    BOOKLET: ((2, 1, True),),
    TWO_UP: ((2, 1, True), (1, 2, False)),
    FOUR_UP: ((2, 2, False), (2, 2, True)),
}


class SheetsError(Mistake):
    """A file can't be put on sheets; the message says why."""


@dataclass(frozen=True, slots=True)
class Imposed:
    """Sheets for the printer: how many sides, of how many pages, how large the pages are on them, and what is cut."""

    data: bytes
    sides: int
    pages: int
    scale: float  # 1: as large as they are
    cut: bool  # whether there are marks by which to cut
    on_its_side: bool  # the sheet


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where pages of one size stand on a sheet: a block without gaps in its middle, in points."""

    width: float  # of the sheet
    height: float
    columns: int
    rows: int
    page: tuple[float, float]  # as large as it stands there
    scale: float

    @property
    def left(self) -> float:
        return (self.width - self.columns * self.page[0]) / 2

    @property
    def foot(self) -> float:
        return (self.height - self.rows * self.page[1]) / 2

    def place(self, number: int, *, leftwards: bool) -> Rectangle:
        """Return where the page with a number from 0 stands, line by line as one reads."""
        row, column = divmod(number, self.columns)
        column = self.columns - 1 - column if leftwards else column
        x, y = self.left + column * self.page[0], self.foot + (self.rows - 1 - row) * self.page[1]
        return Rectangle(x, y, x + self.page[0], y + self.page[1])


def read_pages(data: bytes, name: str) -> pikepdf.Pdf:
    """Open a brief as briefgen writes it; raises `SheetsError` for any other file."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise SheetsError(Told("{name} is locked with a password: print the one that isn’t", name=name)) from None
    except pikepdf.PdfError:
        raise SheetsError(Told("{name} is no PDF, or is damaged", name=name)) from None
    if pdf.get_warnings() or not pdf.pages:
        raise SheetsError(Told("{name} is no PDF, or is damaged", name=name))
    if pdf.is_encrypted:
        raise SheetsError(Told("{name} is locked with a password: print the one that isn’t", name=name))
    creator = str(pdf.trailer.get("/Info", Dictionary()).get("/Creator", ""))
    if creator == SHEETS_CREATOR:
        raise SheetsError(Told("{name} is on sheets already: print it as it is", name=name))
    if creator != CREATOR:
        raise SheetsError(Told("{name} is no brief of briefgen’s", name=name))
    return pdf


def impose(pdf: pikepdf.Pdf, layout: str, sheet: str = "a4", *, leftwards: bool = False) -> Imposed:
    """Return the pages on sheets, the same bytes on every run.

    Where a brief is read from right to left (`leftwards`) so are its sheets, and a booklet opens on the other side.
    """
    pages = list(pdf.pages)
    grid = _grid(pages, layout, sheet)
    cut = layout != BOOKLET and grid.scale == 1
    per_side = grid.columns * grid.rows
    order = _folded(len(pages)) if layout == BOOKLET else range(len(pages))
    sides = [order[at : at + per_side] for at in range(0, len(order), per_side)]
    with pikepdf.new() as sheets:
        forms = [sheets.copy_foreign(page.as_form_xobject()) for page in pages]
        for side in sides:
            made = sheets.add_blank_page(page_size=(grid.width, grid.height))
            for place, number in enumerate(side):
                if number < len(forms):  # the others are blank
                    # Not by `add_overlay`, which names pages at random: the same brief gives the same sheets.
                    name = made.add_resource(forms[number], Name.XObject, Name(f"/Page{number + 1}"))
                    rectangle = grid.place(place, leftwards=leftwards)
                    made.contents_add(_placed(made, forms[number], name, rectangle))
            if cut:
                made.contents_add(_marks(grid))
        _tell(sheets, pdf, folded=layout == BOOKLET)
        out = io.BytesIO()
        sheets.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Imposed(out.getvalue(), len(sides), len(pages), grid.scale, cut, grid.width > grid.height)


def _placed(sheet: Page, form: pikepdf.Object, name: Name, place: Rectangle) -> bytes:
    """Return what draws a page in the middle of its place, in its own shape, and no larger than it is."""
    drawn: bytes = sheet.calc_form_xobject_placement(form, name, place, allow_expand=False)
    return drawn


def _folded(pages: int) -> list[int]:
    """Return the pages as they stand on the sides of sheets that are folded together, two a side, from 0."""
    last = -(-pages // 4) * 4 - 1  # of whole sheets
    sides = ((last - at, at) if at % 2 == 0 else (at, last - at) for at in range((last + 1) // 2))
    return [page for side in sides for page in side]


def _grid(pages: Sequence[Page], layout: str, sheet: str) -> _Grid:
    width, height = _size(pages[0])  # a larger one, such as an annex's, is made to fit its place

    def grid(columns: int, rows: int, on_its_side: bool) -> _Grid:
        paper = tuple(side * _MM for side in SHEETS[sheet])
        across, up = reversed(paper) if on_its_side else paper
        # A hair more than there is room for, as sizes in whole millimetres give it, is as large as it is.
        scale = min(across / (columns * width), up / (rows * height))
        scale = 1.0 if scale > 0.998 else scale
        return _Grid(across, up, columns, rows, (width * scale, height * scale), scale)

    return max((grid(*way) for way in _WAYS[layout]), key=lambda each: each.scale)


def _size(page: Page) -> tuple[float, float]:
    box = Rectangle(page.trimbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180
    return (box.height, box.width) if turned else (box.width, box.height)


def _marks(grid: _Grid) -> bytes:
    """Return what draws the marks by which pages are cut apart: beside the block, or on its cuts where it fills all."""
    across = [grid.left + column * grid.page[0] for column in range(grid.columns + 1)]
    up = [grid.foot + row * grid.page[1] for row in range(grid.rows + 1)]
    lines = [
        *((x, y, x, end) for x in _cuts(across, grid.width) for y, end in _ends(up, grid.height)),
        *((x, y, end, y) for y in _cuts(up, grid.height) for x, end in _ends(across, grid.width)),
    ]
    drawn = " ".join(f"{x:.3f} {y:.3f} m {right:.3f} {top:.3f} l" for x, y, right, top in lines)
    return f"q {_HAIRLINE} w 0 G {drawn} S Q".encode()


def _cuts(edges: Sequence[float], paper: float) -> list[float]:
    return [edge for edge in edges if _NEAR < edge < paper - _NEAR]


def _ends(edges: Sequence[float], paper: float) -> Iterator[tuple[float, float]]:
    """Yield where a cut is marked along its way: at both ends of the block, and where it crosses another."""
    first, last = edges[0], edges[-1]
    outside = first > _OFF + _MARK
    yield (first - _OFF - _MARK, first - _OFF) if outside else (0, _MARK)
    yield from ((inner - _CROSS, inner + _CROSS) for inner in edges[1:-1])
    yield (last + _OFF, last + _OFF + _MARK) if outside else (paper - _MARK, paper)


def _tell(sheets: pikepdf.Pdf, pdf: pikepdf.Pdf, *, folded: bool) -> None:
    """Write what the file says of itself, and how a printer shall take it."""
    info = pdf.trailer.Info
    told = {"Creator": SHEETS_CREATOR, "Producer": f"briefgen with pikepdf {pikepdf.__version__}"}
    told |= {
        name: str(info[f"/{name}"]) for name in ("Title", "Author", "CreationDate", "ModDate") if f"/{name}" in info
    }
    sheets.trailer.Info = sheets.make_indirect(Dictionary({f"/{name}": words for name, words in told.items()}))
    wanted = Dictionary(PrintScaling=Name("/None"), DisplayDocTitle=True)
    if folded:
        wanted.Duplex = Name.DuplexFlipShortEdge
    sheets.Root.ViewerPreferences = wanted
