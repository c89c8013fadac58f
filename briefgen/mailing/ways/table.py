"""A table of modules, a line each, of which a setting in [mail] chooses one."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import SchemaWord, Told

if TYPE_CHECKING:
    from briefgen.contacts.account import Account


def module_named(
    account: Account, setting: str, package: str, names: Iterable[str], others: Iterable[str] = ()
) -> object:
    """Return the module of a package that [mail] `setting` names; `others` are values without a module.

    Raises `SettingsError` if there is none of that name.
    """
    from briefgen.contacts.account import of_mail

    names, value = [*names], str(getattr(account, setting))
    if value not in names:
        hint = did_you_mean(value, [*others, *names])
        raise of_mail(
            setting,
            Told(
                "{file}: [mail] {setting}: there is no {value!r}; {hint}",
                file=account.at(setting),
                setting=SchemaWord("field", setting),
                value=value,
                hint=hint,
            ),
        )
    return importlib.import_module(f"{package}.{value}")
