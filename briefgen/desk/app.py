"""The desk as a web application: which page answers which request."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from briefgen.desk.guard import ANNEX
from briefgen.desk.pages import (
    account,
    adding,
    annexes,
    beside,
    brief,
    cases,
    changes,
    check,
    compare,
    content,
    dates,
    drafting,
    expressions,
    files,
    guide,
    home,
    mail,
    making,
    people,
    settings,
    source,
    thing,
    typed,
    version,
)
from briefgen.desk.pages.answering import closed, failed, missing
from briefgen.desk.roles import EVERYBODY, Doorkeeper, Doors, Role, Roles
from briefgen.desk.state import Desk
from briefgen.making.opened import Opened

STATIC = Path(__file__).parent / "static"


_EDIT: Roles = frozenset({Role.EDITOR})
_MAKE: Roles = frozenset({Role.EDITOR, Role.ISSUER})
_TYPE: Roles = frozenset({Role.EDITOR, Role.SENDER})
_ISSUE: Roles = frozenset({Role.ISSUER})
_SEND: Roles = frozenset({Role.SENDER})


def application(project: Opened) -> Starlette:
    """Return the pages of a project, each for those whom its roles let in; who that is, the guard says."""
    doors = Doors(
        {
            EVERYBODY: [
                Route("/", home.home),
                Route("/todo", home.todo_page),
                Route("/language", home.choose_language, methods=["POST"]),
                Route("/content", content.everything),
                Route("/thing", thing.thing_page),
                Route("/brief", brief.page_of_brief),
                Route("/frame/brief", brief.frame),
                Route("/face/{style}", brief.face),
                Route("/check", check.page_of_check),
                Route("/explain/{code}", check.explained),
                Route("/changes", changes.page_of_changes),
                Route("/changes/{number}", changes.one),
                Route("/build", files.page_of_files),
                Route("/progress/{number}", beside.work_page),
                Route("/file/{edition}/{name}", files.file),
                Route("/issued/{issued}", version.version_page),
                Route("/issued/{issued}/{name}", version.file),
                Route("/compare", compare.compare_page),
                Route("/frame/compare", compare.frame),
                Route("/outbox", mail.outbox_page),
                Route("/help", guide.help_page),
                Route("/guide/{language}/{name}", guide.picture),
                Mount("/static", StaticFiles(directory=STATIC)),
            ],
            _EDIT: [
                Route("/thing", thing.save, methods=["POST"]),
                Route("/figure", thing.new_value, methods=["POST"]),
                Route("/known", thing.know, methods=["POST"]),
                Route("/add", adding.add_page),
                Route("/add", adding.add, methods=["POST"]),
                Route(ANNEX, annexes.give, methods=["POST"]),
                Route("/annex/out", annexes.take_out, methods=["POST"]),
                Route("/remove", content.remove_page),
                Route("/remove", content.remove, methods=["POST"]),
                Route("/move", content.move, methods=["POST"]),
                Route("/confirm", thing.confirm, methods=["POST"]),
                Route("/confirm-all", check.confirm_all, methods=["POST"]),
                Route("/links", check.ask_links, methods=["POST"]),
                Route("/source", source.source_page),
                Route("/source", source.save_source, methods=["POST"]),
                Route("/typed", typed.typed, methods=["POST"]),
                Route("/checked", typed.checked, methods=["POST"]),
                Route("/date", dates.understood, methods=["POST"]),
                Route("/printed", expressions.printed, methods=["POST"]),
                Route("/insert", expressions.insert, methods=["POST"]),
                Route("/word", check.add_word, methods=["POST"]),
                Route("/usual", cases.usual, methods=["POST"]),
                Route("/stand", check.stand_page),
                Route("/stand", check.stand, methods=["POST"]),
                Route("/unstand", check.stand_no_longer, methods=["POST"]),
                Route("/edition", making.edition_page),
                Route("/edition", making.start, methods=["POST"]),
            ],
            _TYPE: [
                Route("/changes", changes.turn, methods=["POST"]),  # each for whom it is, see there
                Route("/draft", drafting.keep, methods=["POST"]),
                Route("/draft/gone", drafting.throw_away, methods=["POST"]),
            ],
            _MAKE: [
                Route("/build", making.build_now, methods=["POST"]),
                Route("/redline", making.redline_now, methods=["POST"]),
                Route("/print", files.print_now, methods=["POST"]),
                Route("/reprint", version.make_again, methods=["POST"]),
            ],
            _ISSUE: [
                Route("/issue", making.issue_page),
                Route("/issue", making.issue_now, methods=["POST"]),
                Route("/falls", making.lay_out_now, methods=["POST"]),
            ],
            # Addresses are personal data: who doesn't send has no need of them.
            _SEND: [
                Route("/send", mail.send_page),
                Route("/send", mail.send_now, methods=["POST"]),
                Route("/settle", mail.settle_one, methods=["POST"]),
                Route("/look", mail.look_at_drafts, methods=["POST"]),
                Route("/letters", mail.write_letters, methods=["POST"]),
                Route("/letter/{issued}/{name}", mail.letter),
                # With the account whoever sends says through which server, so it is theirs, too.
                Route("/account", account.account_page),
                Route("/account", account.save_account, methods=["POST"]),
                Route("/settings", settings.settings_page),
                Route("/settings", settings.save_settings, methods=["POST"]),
                Route("/secret", account.keep_secret, methods=["POST"]),
                Route("/signin", account.sign_in_now, methods=["POST"]),
                Route("/try", account.try_now, methods=["POST"]),
                Route("/recipients", people.recipients_page),
                Route("/recipients", people.add_recipient, methods=["POST"]),
                Route("/enrol", people.add_table, methods=["POST"]),
                Route("/recipient", people.recipient_page),
                Route("/recipient", people.save_recipient, methods=["POST"]),
                Route("/locked", people.keep_locking_password, methods=["POST"]),
                Route("/addresses", people.addresses_page),
                Route("/addresses", people.save_addresses, methods=["POST"]),
                Route("/unenrol", people.take_out, methods=["POST"]),
            ],
        }
    )
    app = Starlette(
        routes=doors.routes,
        middleware=[Middleware(Doorkeeper, doors=doors, closed=closed)],
        exception_handlers={404: missing, 405: missing, Exception: failed},
    )
    app.state.desk = Desk(project)
    app.state.doors = doors
    return app
