"""A real HTTPS server on a loopback port that gives tokens and keeps mailboxes, as Microsoft 365 and Google do.

It keeps what it got, for the tests to compare; and it drops, delays, repeats and throttles, as a test tells it.
"""

from __future__ import annotations

import base64
import json
import re
import socket
import ssl
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.limits import wait_until
from tests.mailing.scripted import HOST, Certificates, Fault

CLIENT, TENANT, USER, SECRET = "app-17", "agency.example", "briefs@agency.example", "client-secret-18"

# What it does instead of an answer, by the step that a request is.
DROP = "drop"  # it hangs up, and does nothing
DROP_ACCEPTED = "drop, but accepted"  # it does it, then hangs up
LATE = "late"  # it hangs up, and does it only after somebody has looked for it
REPEAT = "repeat"  # it does it twice
DRIP = "drip"  # it does it, and never ends to answer
GARBLED = "garbled"  # it does it, and answers what nobody can read
# Bytes, as somebody has measured them (github.com/microsoftgraph/msgraph-sdk-java, pull request 52).
SMALLEST_SESSION, LARGEST_ATTACHMENT = 2_097_152, 3_145_611
LARGEST_REQUEST = 4 * 1024 * 1024 + 1000
PIECE = 320 * 1024

Answer = tuple[int, Any, dict[str, str]]


@dataclass
class Attached:
    id: str
    name: str
    media_type: str
    data: bytes


@dataclass
class Kept:
    """A message of the mailbox."""

    id: str
    fields: dict[str, Any]
    folder: str = "drafts"
    attached: list[Attached] = field(default_factory=list)
    of: str = USER  # whose mailbox it lies in

    @property
    def message_id(self) -> str:
        return str(self.fields["internetMessageId"])

    @property
    def to(self) -> list[tuple[str, str]]:
        found = [one["emailAddress"] for one in self.fields.get("toRecipients", [])]
        return [(one.get("name", ""), one["address"]) for one in found]

    @property
    def is_draft(self) -> bool:
        return bool(self.fields.get("isDraft", True))

    def send(self) -> None:
        """Do what a person does in Outlook."""
        self.fields["isDraft"], self.fields["sentDateTime"], self.folder = False, "2026-03-02T10:11:12Z", "sentitems"


@dataclass
class Cloud:
    """The running server: its mailbox, its book of requests, and what it does instead of answering."""

    certificates: Certificates
    faults: dict[str, deque[str]] = field(default_factory=dict)  # by step, one after the other
    seconds: int = 3600  # how long a token is good
    pending: int = 0  # how often it says that a code hasn't been typed yet
    interval: int = 5
    mailbox: list[Kept] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)  # what came to where tokens are given
    authorizations: list[tuple[str, str]] = field(default_factory=list)  # step, what stood in the header
    good: set[str] = field(default_factory=set)  # tokens
    renewals: set[str] = field(default_factory=set)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    rotates: bool = True  # each renewal is good once
    signed_in: str = USER  # who signs in, and so whose «/me» is
    shared: tuple[str, ...] = ()  # mailboxes of others that they may write into
    cuts: int = 0  # how many attachments more it keeps half of
    own_ids: bool = False  # it gives messages a Message-ID of its own
    token: str = ""  # what it gives as a token, instead of a new one
    elsewhere: str = ""  # where it says that uploads go
    port: int = 0
    lines: set[socket.socket] = field(default_factory=set)  # that are open
    late: list[Callable[[], object]] = field(default_factory=list)
    hooks: list[Callable[[str], object]] = field(default_factory=list)
    lock: Any = field(default_factory=threading.RLock)
    _count: int = 0

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}"

    def counts(self) -> Counter[str]:
        """Return how many messages of each Message-ID lie in the mailbox."""
        return Counter(kept.message_id for kept in self.mailbox)

    def give(self, step: str, *faults: str) -> None:
        self.faults.setdefault(step, deque()).extend(faults)

    def settle(self) -> None:
        """Wait until it has heard the end of all lines."""
        wait_until(lambda: not self.lines)

    def next(self, what: str) -> str:
        self._count += 1
        return f"{what}-{self._count}"

    def allow(self) -> str:
        """Return what renews a token, as if a person had signed in."""
        renewal = self.next("renewal")
        self.renewals.add(renewal)
        return renewal

    # Tokens.

    def discovery(self, tenant: str) -> Answer:
        base = f"{self.url}/{tenant}/oauth2/v2.0"
        if tenant != TENANT:
            return 400, {"error": "invalid_tenant", "error_description": "AADSTS90002: no such tenant"}, {}
        return 200, {
            "issuer": f"{self.url}/{tenant}/v2.0", "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token", "device_authorization_endpoint": f"{base}/devicecode",
        }, {}  # fmt: skip

    def grant(self, form: dict[str, str]) -> Answer:
        self.asked.append(form)
        kind = form.get("grant_type", "")
        if form.get("client_id", CLIENT) != CLIENT:
            return 400, {"error": "unauthorized_client", "error_description": "AADSTS700016: not found"}, {}
        if kind == "refresh_token":
            if form.get("refresh_token") not in self.renewals:
                return 400, {"error": "invalid_grant", "error_description": "AADSTS70008: it has expired"}, {}
            if self.rotates:
                self.renewals.discard(form["refresh_token"])
        elif "device_code" in kind and self.pending > 0:
            self.pending -= 1
            return 400, {"error": "authorization_pending", "error_description": "not yet"}, {}
        token = self.token or self.next("token-for-mail")
        self.good.add(token)
        given = {
            "token_type": "Bearer", "access_token": token, "expires_in": self.seconds,
            "scope": form.get("scope", "https://mail.google.com/"),
        }  # fmt: skip
        if self.rotates or kind != "refresh_token":
            given["refresh_token"] = self.allow()
        return 200, given, {}

    # The mailbox.

    def find(self, query: dict[str, list[str]], box: str) -> Answer:
        wanted = re.fullmatch(r"internetMessageId eq '(.*)'", query["$filter"][0])
        assert wanted
        id = wanted[1].replace("''", "'")
        found = [self.shown(kept) for kept in self.mailbox if (kept.of, kept.message_id) == (box, id)]
        for job in self.late:
            job()
        self.late.clear()
        return 200, {"value": found}, {}

    def shown(self, kept: Kept) -> dict[str, Any]:
        return {"isDraft": True, "toRecipients": [], **kept.fields, "id": kept.id, "parentFolderId": kept.folder}

    def create(self, fields: dict[str, Any], box: str) -> Answer:
        if self.own_ids:
            fields = {**fields, "internetMessageId": f"<{self.next('own')}@outlook.example>"}
        self.mailbox.append(Kept(self.next("AAMk"), fields, of=box))
        return 201, self.shown(self.mailbox[-1]), {}

    def message(self, id: str) -> Kept | None:
        return next((kept for kept in self.mailbox if kept.id == id), None)

    def attach(self, kept: Kept, fields: dict[str, Any]) -> Answer:
        assert fields["@odata.type"] == "#microsoft.graph.fileAttachment"
        data = base64.b64decode(fields["contentBytes"], validate=True)
        if len(data) > LARGEST_ATTACHMENT:
            return 413, {"error": {"code": "RequestEntityTooLarge"}}, {}
        if self.cuts > 0:
            self.cuts -= 1
            data = data[: len(data) // 2]
        kept.attached.append(Attached(self.next("AT"), fields["name"], fields["contentType"], data))
        return 201, {"id": kept.attached[-1].id, "name": fields["name"], "size": len(data) + 300}, {}

    def start_session(self, kept: Kept, item: dict[str, Any]) -> Answer:
        if item["size"] < SMALLEST_SESSION:
            return 400, {"error": {"code": "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize"}}, {}
        name = self.next("session")
        self.sessions[name] = {"message": kept, "item": item, "data": b""}
        return 201, {
            "uploadUrl": f"{self.elsewhere or self.url}/upload/{name}?authtoken=secret", "nextExpectedRanges": ["0-"],
        }, {}  # fmt: skip

    def take_piece(self, name: str, headers: Any, body: bytes) -> Answer:
        session = self.sessions[name]
        size = session["item"]["size"]
        first, last = len(session["data"]), len(session["data"]) + len(body) - 1
        if headers["Content-Range"] != f"bytes {first}-{last}/{size}":
            return 416, {"error": {"code": "InvalidContentRange"}}, {}
        if last + 1 < size and len(body) % PIECE:
            return 400, {"error": {"code": "ErrorInvalidRequest", "message": "not a multiple of 320 KiB"}}, {}
        session["data"] += body
        if last + 1 < size:
            return 200, {"nextExpectedRanges": [f"{last + 1}-{size - 1}"]}, {}
        del self.sessions[name]
        item = session["item"]
        data = Attached(self.next("AT"), item["name"], item.get("contentType", ""), session["data"])
        session["message"].attached.append(data)
        return 201, None, {"Location": f"{self.url}/attachments/{data.id}"}


def steps_of(method: str, path: str) -> str:
    """Return what a request is, in one word."""
    parts = [part for part in path.split("/") if part]
    match (method, *parts):
        case ("GET", _, "v2.0", ".well-known", _):
            return "discovery"
        case ("GET", *_, "authorize" | "auth"):
            return "authorize"
        case ("POST", *_, "devicecode"):
            return "devicecode"
        case ("POST", *_, "token"):
            return "token"
        case ("PUT", "upload", _):
            return "piece"
        case ("GET", *_, "mailFolders", "deleteditems"):
            return "folder"
        case ("GET", *_, "messages"):
            return "find"
        case ("POST", *_, "messages"):
            return "create"
        case ("POST", *_, "attachments"):
            return "attach"
        case ("GET", *_, "attachments"):
            return "attached"
        case ("DELETE", *_, "attachments", _):
            return "detach"
        case ("DELETE", *_, "messages", _):
            return "delete"
        case ("POST", *_, "createUploadSession"):
            return "session"
        case ("PATCH", *_, "messages", _):
            return "address"
    return f"{method} {path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the client's word that it has the headers
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _do(self) -> None:
        cloud = self.server.cloud
        url = urlsplit(self.path)
        step = steps_of(self.command, url.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with cloud.lock:
            cloud.steps.append(step)
            cloud.authorizations.append((step, self.headers.get("Authorization", "")))
            waiting = cloud.faults.get(step)
            fault = waiting.popleft() if waiting else ""

            def work() -> Answer:
                return self._answer(cloud, step, url, body)

            for hook in cloud.hooks:
                hook(step)
            if fault == DROP:
                self._hang_up()
                return
            if fault == LATE:
                cloud.late.append(work)
                self._hang_up()
                return
            if re.match(r"\d{3}( |$)", fault):
                code, _, rest = fault.partition(" ")
                headers = {"Location": rest} if code.startswith("3") else {"Retry-After": rest} if rest else {}
                self._say(int(code), {"error": {"code": "Busy", "message": f"no: {fault}"}}, headers)
                return
            if fault == REPEAT:
                work()
            answer = work()
        if fault == DROP_ACCEPTED:
            self._hang_up()
        elif fault == GARBLED:
            self._send(200, b"<html>" + json.dumps(answer[1]).encode(), {})
        elif fault == DRIP:
            self._drip()
        elif fault.startswith("huge"):
            self._send(200, b" " * 5_000_000, {})
        else:
            self._say(*answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do

    def _answer(self, cloud: Cloud, step: str, url: Any, body: bytes) -> Answer:
        query, parts = parse_qs(url.query), [unquote(part) for part in url.path.split("/") if part]
        form = {name: values[0] for name, values in parse_qs(body.decode("latin-1")).items()}
        if step == "discovery":
            return cloud.discovery(parts[0])
        if step == "authorize":
            return 200, {name: values[0] for name, values in query.items()}, {}
        if step == "devicecode":
            message = "To sign in, open https://microsoft.com/devicelogin and type the code ABC-DEF"
            return 200, {
                "user_code": "ABC-DEF", "device_code": "device-1", "interval": cloud.interval, "expires_in": 900,
                "verification_uri": "https://microsoft.com/devicelogin", "message": message,
            }, {}  # fmt: skip
        if step == "token":
            return cloud.grant(form)
        if step == "piece":
            if self.headers.get("Authorization"):
                return 401, {"error": {"code": "InvalidAudience"}}, {}
            return cloud.take_piece(parts[1], self.headers, body)
        if self.headers.get("Authorization", "").removeprefix("Bearer ") not in cloud.good:
            return 401, {"error": {"code": "InvalidAuthenticationToken", "message": "Lifetime validation failed"}}, {}
        if len(body) > LARGEST_REQUEST:
            return 413, {"error": {"code": "RequestEntityTooLarge"}}, {}
        return self._mailbox(cloud, step, parts, query, json.loads(body or b"{}"))

    def _mailbox(self, cloud: Cloud, step: str, parts: list[str], query: Any, fields: dict[str, Any]) -> Answer:
        box = cloud.signed_in if parts[1] == "me" else parts[2]
        if box not in (cloud.signed_in, *cloud.shared):
            return 403, {"error": {"code": "ErrorAccessDenied"}}, {}
        if step == "folder":
            return 200, {"id": "deleteditems"}, {}
        if step == "find":
            return cloud.find(query, box)
        if step == "create":
            return cloud.create(fields, box)
        kept = cloud.message(parts[parts.index("messages") + 1])
        if kept is None:
            return 404, {"error": {"code": "ErrorItemNotFound"}}, {}
        match step:
            case "attach":
                return cloud.attach(kept, fields)
            case "session":
                return cloud.start_session(kept, fields["AttachmentItem"])
            case "attached":
                return (
                    200,
                    {"value": [{"id": one.id, "name": one.name, "size": len(one.data) + 300} for one in kept.attached]},
                    {},
                )
            case "detach":
                kept.attached[:] = [one for one in kept.attached if one.id != parts[-1]]
                return 204, None, {}
            case "delete":
                cloud.mailbox.remove(kept)
                return 204, None, {}
            case "address":
                kept.fields |= fields
                return 200, cloud.shown(kept), {}
        return 404, {"error": {"code": "BadRequest", "message": step}}, {}

    def _drip(self) -> None:
        """Say a byte now and then, as long as somebody listens."""
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n")
            while True:
                self.wfile.write(b" ")
                time.sleep(0.01)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _say(self, code: int, value: Any, headers: dict[str, str]) -> None:
        self._send(code, b"" if value is None else json.dumps(value).encode(), headers)

    def _send(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        try:
            self.send_response(code)
            for name, text in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # whoever asked has gone
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    cloud: Cloud

    def __init__(self, cloud: Cloud, context: ssl.SSLContext) -> None:
        super().__init__((HOST, 0), _Handler)
        self.cloud, self._context = cloud, context
        self.at_work: set[threading.Thread] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        line, address = super().get_request()
        wrapped = self._context.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
        with self.cloud.lock:
            self.cloud.lines.add(wrapped)
        return wrapped, address

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with self.cloud.lock:
            self.at_work.add(threading.current_thread())
        super().process_request_thread(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self.cloud.lock:
            self.cloud.lines.discard(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: lines that break are what this is about."""


@contextmanager
def cloud(certificates: Certificates, certificate: Fault = "good", **settings: Any) -> Iterator[Cloud]:
    """Give a cloud that is listening, and end it."""
    book = Cloud(certificates, **settings)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.chains[certificate])
    server = _Server(book, context)
    book.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield book
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with book.lock:
            lines = list(book.lines)
        for line in lines:
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)
        for worker in list(server.at_work):
            worker.join()
