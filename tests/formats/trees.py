"""Trees for the tests of writers; nothing but the tree is imported, since other processes make them too."""

from __future__ import annotations

from typing import Literal

from briefgen.document.tree import (
    Block,
    Cell,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
)


def paragraph(*nodes: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(node) if isinstance(node, str) else node for node in nodes))


def row(*cells: str, header: Literal["row", "column"] = "row") -> Row:
    first, *others = cells
    head = header if header == "column" else None
    return Row((Cell((paragraph(first),), header), *(Cell((paragraph(cell),), head) for cell in others)))


def items(*blocks: Paragraph | List) -> tuple[ListItem, ...]:
    return tuple(ListItem((block,)) for block in blocks)


NOTHING = Metadata(
    title=(),
    kicker=(),
    edition_line=(),
    marking=(),
    marking_at_foot=False,
    running_head=(),
    running_foot=(),
    page_label=(),
    author="",
    subject="",
    keywords=(),
    date="2019-10-14",
)

FULL = Metadata(
    title=(Text("სოციალური უზრუნველყოფის საერთაშორისო ასოციაცია (ISSA)", "association.name"),),
    kicker=(Text("მოხსენებითი ბარათი", "catalogue[Brief]"),),
    edition_line=(Text("მსოფლიო ფორუმი", "event.name"), Text(" · "), Text("ქ.\u00a0ბრიუსელი", "event.place")),
    marking=(Text("შიდა სარგებლობისთვის", "edition.marking"),),
    marking_at_foot=True,
    running_head=(Text("ბრიუსელი, 2019", "event.short"),),
    running_foot=(Text("ვერსია 1"),),
    page_label=(Text("გვერდი", "catalogue[page]"),),
    author="Agency",
    subject="ISSA",
    keywords=("ISSA", "forum"),
    date="2019-10-14",
)

EVERY_NODE = Document(
    lang="ka-GE",
    metadata=FULL,
    blocks=(
        Heading(1, (Text("ციფრებში"), Strong((Text(" (მთავარი)"),)))),
        Paragraph((Text("ერთი წინადადება.", "brief.lead"),), "lead"),
        Table(
            "facts",
            head=(row("ორგანო", "ვადა", "ხმები", header="column"),),
            rows=(
                row("საბჭო", "3 წელი", "1"),
                Row(
                    (
                        Cell((paragraph("ბიურო"),), "row"),
                        Cell((paragraph("a"), List(False, items(paragraph("b"))))),
                        Cell(()),
                    )
                ),
            ),
        ),
        Table("bodies", (), (row("გენერალური ასამბლეა", "უმაღლესი ორგანო"),)),
        Heading(2, (Text("საქმიანობა"),)),
        Paragraph(
            (
                Text("ISSA\u2011ს 113\u2011ე სხდომა, 14–\u206018 ოქტომბერი", "history[x].text"),
                Footnote((Text("შენიშვნა "), Link("https://www.issa.int/", (Text("issa.int"),)))),
                Text('; <b> & "c"', "history[x].text"),
                LineBreak(),
                Strong((Text("მთავარი "), Emphasis((Text("ორივე"),)))),
                Secondary((Text(" (2019)"),)),
                Foreign("en", (Text("Country Profiles"),)),
                Text(" "),
                Link("mailto:info@ssa.gov.ge", (Text("მოგვწერეთ", "agency.mail"), Emphasis((Text(" ახლავე"),)))),
                Footnote((Text("მეორე", "history[x].note"),)),
            )
        ),
        Heading(3, (Text("სიები"),)),
        List(
            False,
            (
                ListItem((paragraph("ა"), paragraph("გაგრძელება"), List(True, items(paragraph("1"), paragraph("2"))))),
                ListItem((paragraph("ბ"), List(False, items(paragraph("გ"))))),
            ),
        ),
        List(True, items(paragraph("თავიდან 1"), paragraph("2"))),
        Paragraph((Text("თუ ამას წამოჭრიან"),), "condition"),
        Paragraph((Text("მიუღებელია"),), "warning"),
        Paragraph((Text("სახელის გარეშე."),), "unsaid"),
        Paragraph((Text("პროექტი."),), "notice"),
    ),
)


def document(*blocks: Block, metadata: Metadata = NOTHING) -> Document:
    return Document("ka-GE", metadata, blocks)
