"""Who may do what on the desk: each route is opened to the roles that it is declared for, and to nobody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]
PERSON = "briefgen.person"  # what the guard says of a request: who it is


class Role(StrEnum):
    """What somebody may do. All may read; none of the others contains another."""

    READER = "reader"
    EDITOR = "editor"
    ISSUER = "issuer"
    SENDER = "sender"


Roles = frozenset[Role]
EVERYBODY: Roles = frozenset(Role)


@dataclass(frozen=True, slots=True)
class DeskUser:
    """Somebody at the desk: how the sign-on calls them, and their roles."""

    name: str
    roles: Roles


OWNER = DeskUser("", EVERYBODY)  # who started the desk on their own machine
NOBODY = DeskUser("", frozenset())


def person_of(request: Request) -> DeskUser:
    """Return who asks; nobody, if no guard said so."""
    found: DeskUser = request.scope.get(PERSON, NOBODY)
    return found


class Doors:
    """The routes, and the roles that each is open to; a route that isn't among them is closed."""

    def __init__(self, declared: Mapping[Roles, Iterable[BaseRoute]]) -> None:
        self._declared = [(route, roles) for roles, routes in declared.items() for route in routes]

    @property
    def routes(self) -> list[BaseRoute]:
        """All routes."""
        return [route for route, _ in self._declared]

    def open_to(self, route: BaseRoute) -> Roles:
        """Return the roles that a route is open to."""
        return next((roles for each, roles in self._declared if each is route), frozenset())

    def opens(self, person: DeskUser, page: str, method: str = "POST") -> bool:
        """Tell whether somebody may send a page, or with GET look at it: whether its button is shown."""
        route = _route(self.routes, {"type": "http", "path": page, "method": method, "root_path": ""})
        return route is not None and bool(self.open_to(route) & person.roles)


class Doorkeeper:
    """Stands before the routes of an application, and answers with `closed` where a route isn't open to somebody."""

    def __init__(self, app: App, doors: Doors, closed: Callable[[Request], Response]) -> None:
        self._app = app
        self._doors = doors
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "http":
            request = Request(scope)
            person = person_of(request)
            route = _route(scope["app"].routes, scope)
            # What is no route is nothing that could be open; that it isn't there, who is known may be told.
            if not person.roles or (route is not None and not self._doors.open_to(route) & person.roles):
                answer = await run_in_threadpool(self._closed, request)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _route(routes: Iterable[BaseRoute], scope: Scope) -> BaseRoute | None:
    """Return the route that a request takes."""
    return next((route for route in routes if route.matches(scope)[0] is Match.FULL), None)
