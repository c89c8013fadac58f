"""The attachments of a draft at Microsoft Graph: put there, compared with what was meant, taken out."""

from __future__ import annotations

import base64

from briefgen.mailing.ways.graph_client import GraphClient, Later, escaped
from briefgen.mailing.ways.graph_letter import Attached, Letter
from briefgen.mailing.ways.replies import one_line
from briefgen.problems.notes import Told

# Bytes. Outlook takes an attachment of up to 3 MB at once, a larger one in pieces, each a multiple of 320 KiB
# (learn.microsoft.com/graph/outlook-large-attachments).
AT_ONCE = 3_000_000
PIECE = 10 * 320 * 1024


def attach(graph: GraphClient, id: str, each: Attached) -> None:
    """Attach one file, at once or in pieces. Raises `Later`, `Refused`, `ServerError`."""
    if len(each.data) <= AT_ONCE:
        graph.call(
            "POST",
            f"/messages/{id}/attachments",
            {
                "@odata.type": "#microsoft.graph.fileAttachment",
                "name": each.name,
                "contentType": each.media_type,
                "contentBytes": base64.b64encode(each.data).decode(),
            },
        )
        return
    item = {"attachmentType": "file", "name": each.name, "size": len(each.data), "contentType": each.media_type}
    got = graph.call("POST", f"/messages/{id}/attachments/createUploadSession", {"AttachmentItem": item})
    url = got.get("uploadUrl")
    if not isinstance(url, str):
        raise Later(Told("{where} didn't say where a large attachment goes", where=graph.where), lost=True)
    for start in range(0, len(each.data), PIECE):
        piece = each.data[start : start + PIECE]
        place = f"bytes {start}-{start + len(piece) - 1}/{len(each.data)}"
        graph.put(url, piece, {"Content-Range": place, "Content-Type": "application/octet-stream"})


def compare_attachments(graph: GraphClient, id: str, letter: Letter) -> None:
    """Hold what lies there to what was meant: what came twice on the way goes, and what lacks is no draft yet."""
    lacking = list(letter.attached)
    for attachment, name, size in _attached(graph, id):
        # What Exchange gives as the size counts what it keeps with a file, too: it is never less.
        whole = [each for each in lacking if each.name == name and len(each.data) <= size]
        if whole:
            lacking.remove(max(whole, key=lambda each: len(each.data)))
        else:
            graph.call("DELETE", f"/messages/{id}/attachments/{attachment}")
    if lacking:
        raise Later(
            Told(
                "{where} took {name}, and doesn't have it, or not whole",
                where=graph.where,
                name=one_line(lacking[0].name),
            )
        )


def detach(graph: GraphClient, id: str) -> None:
    """Take all attachments out of a draft that was begun: nobody knows which are whole."""
    for attachment, _, _ in _attached(graph, id):
        graph.call("DELETE", f"/messages/{id}/attachments/{attachment}")


def _attached(graph: GraphClient, id: str) -> list[tuple[str, str, int]]:
    """Return the attachments of a draft: id, name, and size in bytes."""
    listed = graph.call("GET", f"/messages/{id}/attachments?$select=id,name,size").get("value")
    return [
        (escaped(one["id"]), str(one.get("name", "")), size if isinstance(size := one.get("size"), int) else 0)
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and isinstance(one.get("id"), str)
    ]
