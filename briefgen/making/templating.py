"""LocalBrief + template -> semantic HTML, in a strict and sandboxed Jinja environment.

Templates come from an agency, so they are not trusted: they read fields of the brief and call their own macros,
nothing else; no method of any built-in type, no arithmetic that could blow a value up, no file outside the
template folders, and a bound on the size of what comes out.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.environment import Environment, Template, TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.localise import InContext, LocalBrief, Messages
from briefgen.localise.values import (
    CannotPrintError,
    Hidden,
    LocalEntity,
    LocalList,
    Withheld,
    behind,
    printable,
    unsaid,
)
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.reading import read_file

MAX_OUTPUT = 4_000_000  # characters of one brief's HTML
MAX_JOINED = 4 * MAX_OUTPUT  # characters that macros, captured blocks and the whole put together, one after the other
_LARGEST = 1_000_000  # bytes of a template
MAX_STEPS = 200_000  # turns of loops and calls of macros for one brief
MAX_INCLUDES = 200
_COUNTED, _COMPARED = "counted loop", "compared value"  # names that no template can write
_JINJA = Path(jinja2.__file__).parent
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*")
_REFUSED = (nodes.Concat, nodes.Mul, nodes.Pow, nodes.Mod, nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Add)


def render(
    brief: LocalBrief,
    template: str,
    folders: Sequence[Path],
    pictures: Mapping[str, bool] | None = None,
    templates: Templates | None = None,
    sheet: object = None,
    mail: object = None,
) -> str:
    """Return the HTML of a brief by ``briefs/<template>.html.jinja``; raises `ProblemsError`.

    `pictures` says which there are to be named by a figure. `templates` keeps those that were read before. A `sheet` is
    what a sheet beside the briefs shows, and `mail` what a message does that brings one: then the template is one of
    ``sheets/`` or ``mail/``.
    """
    folder = "sheets" if sheet is not None else "mail" if mail is not None else "briefs"
    name = f"{folder}/{template}.html.jinja"
    environment = templates or Templates(folders)
    environment.begin()
    try:
        found = environment.get_template(name)
        return found.render(
            brief=brief, pictures=pictures or {}, sheet=sheet, mail=mail, _=brief.message, _c=InContext(brief.message)
        )
    except TemplateNotFound as error:
        place = _innermost_template(error, name)
        raise ProblemsError([_problem(*place, Told("there is no template {name}", name=error.name))]) from None
    except TemplateSyntaxError as error:
        raise ProblemsError([_problem(error.name or name, error.lineno, error.message or "")]) from None
    except (TemplateError, CannotPrintError, Mistake) as error:
        file, line = _innermost_template(error, name)
        raise ProblemsError([_problem(file, line, str(error))]) from None
    except RecursionError as error:
        message = Told("the template calls itself without end, or is nested too deeply")
        raise ProblemsError([_problem(*_innermost_template(error, name), message)]) from None
    except Exception as error:
        if not _raised_by_template(error):
            raise  # a bug of ours
        message = Told("this can't be done: {error}", error=error)
        raise ProblemsError([_problem(*_innermost_template(error, name), message)]) from None


def template_names(folders: Sequence[Path]) -> list[str]:
    """Return the names of the brief types that there are templates for."""
    found = {path.name.removesuffix(".html.jinja") for f in folders for path in (f / "briefs").glob("*.html.jinja")}
    return sorted(found)


class Templates(ImmutableSandboxedEnvironment):
    """The templates of some folders; each is read once. What one brief may do is counted anew for the next."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(
            loader=_FolderLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printable,
            extensions=[_TagPositions],
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self.begin()
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in ("first", "last", "length")}
        self.tests = {name: self.tests[name] for name in ("defined", "none")}
        self.tests |= dict.fromkeys(("equalto", "eq", "=="), lambda one, other: _comparable(one) == _comparable(other))
        self.filters |= {"behind": behind, "unsaid": unsaid, _COUNTED: self._counted, _COMPARED: _comparable}
        self.concat = self._joined  # type: ignore[method-assign]

    def begin(self) -> None:
        """Count anew: a brief has so many steps and so many characters."""
        self.steps = self.includes = self.characters = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(_REFUSED):
            raise TemplateSyntaxError(
                Told("a template can't compute; bring the value in the content"), node.lineno, name
            )
        for container in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict)):
            built = getattr(container, "ctx", "load") == "load"
            if built and not all(isinstance(child, nodes.Const) for child in container.iter_child_nodes()):
                message = Told("a template can't build lists; bring them in the content")
                raise TemplateSyntaxError(message, container.lineno, name)
        for comparison in tree.find_all(nodes.Compare):
            comparison.expr = _filtered(comparison.expr, _COMPARED)
            for operand in comparison.ops:
                if operand.op not in ("in", "notin"):
                    operand.expr = _filtered(operand.expr, _COMPARED)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, _COUNTED)
        return tree

    def _counted(self, values: Iterable[Any]) -> _Counted:
        return _Counted(values, self._step)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise SecurityError(Told("the template loops, or calls its macros, too often"))

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or an interface message, and nothing else."""
        if isinstance(called, StrictUndefined):
            str(called)  # raises an error that names it
        if not self.is_safe_callable(called):
            raise SecurityError(Told("this can't be called; a template calls its own macros and _(…) only"))
        for value in (*args, *kwargs.values()):
            if isinstance(value, StrictUndefined):
                str(value)
        self._step()
        return super().call(context, called, *args, **kwargs)

    def _joined(self, parts: Iterable[str]) -> str:
        kept, size = [], 0
        for part in parts:
            size += len(part)
            self.characters += len(part)
            if size > MAX_OUTPUT or self.characters > MAX_JOINED:
                raise SecurityError(Told("the template produces more than a brief can hold"))
            kept.append(part)
        return "".join(kept)

    def _load_template(self, name: str, globals: Any) -> Template:
        self.includes += 1
        if self.includes > MAX_INCLUDES:
            raise SecurityError(Told("the template includes others, or itself, too often"))
        return super()._load_template(name, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a template reads of something, if it is for the readers of the brief."""
        return _for_readers(super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what a template reads of something by its name or place, if it is for the readers of the brief."""
        return _for_readers(super().getitem(obj, argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute: a field, what follows of fields, a macro, a counter."""
        if attr.startswith("_") or isinstance(obj, type):
            return False
        if isinstance(obj, TemplateModule):
            return isinstance(value, Macro)
        if isinstance(obj, LocalEntity):
            return attr == "path" or attr in obj.fields or isinstance(getattr(type(obj), attr, None), property)
        if isinstance(obj, LocalList):  # whether it lacks something nobody is told
            return False
        ours = type(obj).__module__.startswith("briefgen.") or isinstance(obj, LoopContext)
        return ours and not callable(value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call something."""
        return isinstance(obj, Macro | Messages | InContext)


class _Counted:
    """What a loop runs over, each turn a step: loops within loops would take for ever."""

    def __init__(self, values: Iterable[Any], step: Callable[[], None]) -> None:
        self._values, self._step = values, step

    def __iter__(self) -> Iterator[Any]:
        for value in self._values:
            self._step()
            yield value

    def __len__(self) -> int:
        return len(self._values)  # type: ignore[arg-type]  # what has no length is refused at its line


def _for_readers(value: Any) -> Any:
    """Refuse what isn't for the readers; an entry that is for fewer of them is as if it had never been written."""
    if isinstance(value, Hidden):
        return None
    return value.refuse() if isinstance(value, Withheld) else value


def _filtered(value: Any, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)


def _comparable(value: Any) -> Any:
    """Refuse to compare lists: one that holds itself twice, and so on, takes for ever."""
    if isinstance(value, list | tuple | dict):
        raise CannotPrintError(Told("lists can't be compared; compare words or numbers"))
    return value


@pass_context  # so that constants are finalized as well, and not printed as they are
def _printable(context: Context, value: Any) -> Any:
    """Refuse what would print as `None` or as a Python object."""
    if isinstance(value, StrictUndefined):
        return str(value)  # raises an error that names it
    return printable(value)


class _Compiled(BytecodeCache):
    """What templates were compiled to in this process: a check and a build, and all their editions, share it."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        # The key is the template's name, the checksum that of its words.
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _FolderLoader(BaseLoader):
    """Reads templates from the first folder that has them; a link that leads out of it is not followed."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = [folder.resolve() for folder in folders]

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        for folder in self.folders:
            try:
                path = (folder / template).resolve()
                is_there = path.exists() and not path.is_dir()
            except (OSError, ValueError):  # a name that no file can have
                is_there = False
            if is_there:
                if not path.is_relative_to(folder):  # nor is the one of that name in the next folder what was meant
                    break
                try:
                    return read_file(path, f"templates/{template}", _LARGEST).decode("utf-8"), template, lambda: True
                except UnicodeDecodeError:
                    raise TemplateSyntaxError(Told("the file is not UTF-8"), 1, template) from None
        raise TemplateNotFound(template)


class _TagPositions(Extension):
    """Writes into each tag of a template where it stands, as ``data-at``, for the messages of the HTML reader."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        pieces, end = [], 0
        for _, token, value in self.environment.lexer.tokeniter(source, name, filename):
            start = source.find(value, end)
            if start < 0:  # only white space that Jinja strips is not found again
                continue
            text = value
            if token == "data":  # noqa: S105 — Jinja's name for what stands between its marks
                for tag in reversed(list(_TAG.finditer(value))):
                    place = _at(source, start + tag.start(), name)
                    text = f'{text[: tag.end()]} data-at="{place}"{text[tag.end() :]}'
            pieces += [source[end:start], text]
            end = start + len(value)
        return "".join([*pieces, source[end:]])


def _at(source: str, offset: int, name: str | None) -> str:
    line = source.count("\n", 0, offset) + 1
    column = offset - source.rfind("\n", 0, offset)
    return f"{name}:{line}:{column}"


def _innermost_template(error: BaseException, name: str) -> tuple[str, int | None]:
    """Return the template and line that raised: the last frame of the traceback that belongs to a template."""
    found: tuple[str, int | None] = (name, None)
    frame = error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename.endswith(".jinja"):
            found = (frame.tb_frame.f_code.co_filename, frame.tb_lineno)
        frame = frame.tb_next
    return found


def _raised_by_template(error: Exception) -> bool:
    """Tell whether the template's own code went wrong, or Jinja's on its behalf, and not what it called of ours."""
    last = traceback.extract_tb(error.__traceback__)[-1].filename
    return last.endswith(".jinja") or Path(last).is_relative_to(_JINJA) or last == __file__


def _problem(file: str, line: int | None, message: str) -> Diagnostic:
    return Diagnostic(Place(f"templates/{file}", line or 1), "error", "template-wrong", message)
