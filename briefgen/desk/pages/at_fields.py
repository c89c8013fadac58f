"""Which fields of a form are wrong by the problems that keep it from being written, as it is typed or saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.desk.pages.figures import is_of_figure, new_names, typed_new
from briefgen.desk.pages.filled import reports_of, sentences, typed_in
from briefgen.desk.words import DeskWords
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.saving import FieldChange, typed_over, with_changes


def wrong_by_changes(
    project: Opened,
    path: str,
    fields: Mapping[str, str],
    changes: Sequence[FieldChange],
    problems: Sequence[Diagnostic],
    words: DeskWords,
) -> dict[str, str]:
    """Return what problems say of the changes of a thing, by the field; "" is the thing as a whole.

    What is wrong as a whole is so because of each field that is `_at_odds` with the rest, if there are such.
    """
    found = reports_of(path, list(typed_in(fields)), problems)
    if found.keys() <= {""} and (at_odds := _at_odds(project, path, changes, problems)):
        return dict.fromkeys(at_odds, sentences(problems, words))
    return {name: sentences(of_field, words) for name, of_field in found.items()}


def wrong_by_new_value(
    path: str, fields: Mapping[str, str], problems: Sequence[Diagnostic], words: DeskWords
) -> dict[str, str]:
    """Return what problems say of the new value of a figure, by the field; "" is all of it."""
    found = reports_of(path, list(typed_new(fields)), problems)
    return new_names({name: sentences(of_field, words) for name, of_field in found.items()})


def wrong_by_saving(
    project: Opened,
    path: str,
    fields: Mapping[str, str],
    changes: Sequence[FieldChange],
    problems: Sequence[Diagnostic],
    words: DeskWords,
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return what keeps a form of a thing from being saved, by the field, and what of it no field tells of.

    What stands elsewhere is told, too, with the way there.
    """
    wrong = (
        wrong_by_new_value(path, fields, problems, words)
        if is_of_figure(fields)
        else wrong_by_changes(project, path, fields, changes, problems, words)
    )
    wrong.pop("", None)
    told = "\n".join(wrong.values())
    elsewhere = [each for each in problems if each.path and not reports_of(path, (), [each])]
    return wrong, [each for each in problems if each in elsewhere or sentences([each], words) not in told]


def _at_odds(project: Opened, path: str, changes: Sequence[FieldChange], problems: Sequence[Diagnostic]) -> list[str]:
    """Return the changes without each of which a thing wouldn't be wrong as a whole, as these problems say that it is.

    Nothing if it is so whichever of them is taken out, or isn't because of what they would write.
    """
    told = {each.message for each in problems}

    def wrong_without(name: str) -> bool:
        try:
            with_changes(project, path, [each for each in changes if each.name != name])
        except ProblemsError as error:
            return any(each.message in told for each in error.problems)
        except Mistake:  # it is wrong otherwise
            return True
        return False

    names = {each.name for each in typed_over(list(changes))}
    return [name for name in sorted(names) if not wrong_without(name)] if wrong_without("") else []
