"""The content with other values in some of its files: as it was on a day, or as some readers may see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from briefgen.content.model import Content, root_of
from briefgen.content.names import EDITIONS
from briefgen.content.walk import Item, walk


def rebuilt(content: Content, roots: Mapping[str, Any], origin: Callable[[str], str] = str) -> Content:
    """Return the content with what is in its files, by their first steps; each value stands where its `origin` does.

    Of a file that isn't among them nothing is.
    """
    items: dict[str, Item] = {}
    for root, own in _by_root(content).items():
        if root not in roots:
            continue
        if roots[root] is content.items[root].value:
            items |= own
        else:
            for each in walk(roots[root], root):
                keys = content.items[origin(each.path)].keys
                items[each.path] = each if each.keys == keys else replace(each, keys=keys)
    index = {kind: {id: path for id, path in ids.items() if path in items} for kind, ids in content.index.items()}
    editions = {root[len(EDITIONS) + 1 : -1]: value for root, value in roots.items() if root.startswith(f"{EDITIONS}[")}
    return replace(content, editions=editions, items=items, index=index)


def _by_root(content: Content) -> dict[str, dict[str, Item]]:
    """Return the values of each file, in the order of the files."""
    if (found := _files.get(content)) is None:
        found = _files[content] = {}
        for path, item in content.items.items():
            found.setdefault(root_of(path), {})[path] = item
    return found


_files: WeakKeyDictionary[Content, dict[str, dict[str, Item]]] = WeakKeyDictionary()
