"""What issuing would say of the files, told before: how their pages fall, above all. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.content.knowing.rebuilt import rebuilt
from briefgen.content.names import EDITIONS
from briefgen.issuing.issue import ToIssue
from briefgen.making.opened import Opened
from briefgen.making.press import Progress, hole_notes, prepare, produce


def lay_out(
    held: Opened,
    due: ToIssue,
    *,
    bilingual: Sequence[str] = (),
    profiles: Sequence[str] = (),
    progress: Progress = lambda what: None,
) -> tuple[str, ...]:
    """Return what issuing would say of the files that are `due`, but for what the check says; the PDFs are laid out.

    Raises what a build raises.
    """
    ready = prepare(
        _numbered(held, due), edition=due.edition, briefs=due.briefs, bilingual=bilingual, beside=True,
        profiles=profiles,
    )  # fmt: skip
    on_sheets = [each for each in ready.prints if each.format.sheets]
    # Pressed with the cache, which `issue` may take them from and who looks twice does.
    files, _ = produce(held.project.output / due.edition, on_sheets, held.products(ready.letterhead), progress)
    told = {problem.message for problem in ready.problems}
    return tuple(note for note in ready.notes if note not in told) + hole_notes(files)


def _numbered(held: Opened, due: ToIssue) -> Opened:
    """Return the project with the number under which the edition would be issued, which stands on its pages."""
    content = held.content
    edition = content.editions[due.edition]
    if edition.version == due.version:
        return held
    roots = {root: content.items[root].value for root in content.roots}
    roots[f"{EDITIONS}[{due.edition}]"] = edition.model_copy(update={"version": due.version})
    return held.saying(rebuilt(content, roots))
