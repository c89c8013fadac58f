"""Files number the entries of lists whose ids aren't for the readers, in the order in which these meet them."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.by_place import by_place
from briefgen.document.tree import Inserted, Paragraph, Text
from tests.formats.trees import FULL, document

STEPS = "editions[may].scenario"


def test_entries_go_by_numbers_in_every_path() -> None:
    tree = document(
        Paragraph((Text("a", f"{STEPS}[secret].points[one].say"), Text("b", "catalogue[b]"))),
        Paragraph((Inserted((Text("c", f"{STEPS}[gone].points[two].say", f"{STEPS}[secret].at"),)),)),
        Paragraph((Text("d", "editions[may].points[secret].say"), Text("e", f"{STEPS}[gone].at"))),
        metadata=replace(FULL, by_place=(STEPS,)),
    )
    one, two, three = by_place(tree).blocks
    assert one == Paragraph((Text("a", f"{STEPS}[0].points[one].say"), Text("b", "catalogue[b]")))
    assert two == Paragraph((Inserted((Text("c", f"{STEPS}[1].points[two].say", f"{STEPS}[0].at"),)),))
    assert three == Paragraph((Text("d", "editions[may].points[secret].say"), Text("e", f"{STEPS}[1].at")))


def test_a_document_for_the_staff_stays_as_it_is() -> None:
    tree = document(Paragraph((Text("a", f"{STEPS}[secret].at"),)), metadata=FULL)
    assert by_place(tree) is tree
