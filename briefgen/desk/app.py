"""The desk as a web application: which page answers which request."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from briefgen.desk.pages import brief, changes, check, content, expressions, guide, home, mail, making, source
from briefgen.desk.pages.shown import failed, missing
from briefgen.desk.state import Desk
from briefgen.making.opened import Opened

STATIC = Path(__file__).parent / "static"


def application(project: Opened) -> Starlette:
    """Return the pages of a project; nothing stands before them yet: see `guard`."""
    routes = [
        Route("/", home.home),
        Route("/language", home.choose_language, methods=["POST"]),
        Route("/content", content.everything),
        Route("/thing", content.thing_page),
        Route("/thing", content.save, methods=["POST"]),
        Route("/figure", content.new_value, methods=["POST"]),
        Route("/add", content.add_page),
        Route("/add", content.add, methods=["POST"]),
        Route("/remove", content.remove_page),
        Route("/remove", content.remove, methods=["POST"]),
        Route("/confirm", content.confirm, methods=["POST"]),
        Route("/source", source.source_page),
        Route("/source", source.save_source, methods=["POST"]),
        Route("/brief", brief.page_of_brief),
        Route("/frame/brief", brief.frame),
        Route("/typed", brief.typed, methods=["POST"]),
        Route("/checked", brief.checked, methods=["POST"]),
        Route("/face/{style}", brief.face),
        Route("/printed", expressions.printed, methods=["POST"]),
        Route("/insert", expressions.insert),
        Route("/check", check.page_of_check),
        Route("/explain/{code}", check.explained),
        Route("/stand", check.stand_page),
        Route("/stand", check.stand, methods=["POST"]),
        Route("/changes", changes.page_of_changes),
        Route("/changes/{number:int}", changes.one),
        Route("/changes", changes.turn, methods=["POST"]),
        Route("/build", making.page_of_files),
        Route("/build", making.build_now, methods=["POST"]),
        Route("/issue", making.issue_now, methods=["POST"]),
        Route("/redline", making.redline_now, methods=["POST"]),
        Route("/file/{edition}/{name}", making.file),
        Route("/outbox", mail.outbox_page),
        Route("/send", mail.send_page),
        Route("/send", mail.send_now, methods=["POST"]),
        Route("/settle", mail.settle_one, methods=["POST"]),
        Route("/recipients", mail.recipients_page),
        Route("/recipients", mail.add_recipient, methods=["POST"]),
        Route("/edition", making.edition_page),
        Route("/edition", making.start, methods=["POST"]),
        Route("/help", guide.help_page),
        Route("/guide/{language}/{name}", guide.picture),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(routes=routes, exception_handlers={404: missing, Exception: failed})
    app.state.desk = Desk(project)
    return app
