"""LocalBrief -> charts: what pictures are drawn from, with the same facts in words; `drawing` makes pictures of them.

Nothing here knows an association. Where the data are too few, or so many that a table says it better, there is no
chart.
"""

from __future__ import annotations

from collections.abc import Callable

from briefgen.document.tree import Chart
from briefgen.localise import LocalBrief
from briefgen.localise.values import WithheldError
from briefgen.pictures.governance import governance
from briefgen.pictures.timeline import timeline

__all__ = ["NAMES", "charts"]

_CHARTS = {"governance": governance, "timeline": timeline}
NAMES = tuple(_CHARTS)


def charts(brief: LocalBrief) -> dict[str, Chart | None]:
    """Return every chart by the name that templates use, or None where there is nothing to draw for its readers."""
    return {name: _drawn(chart, brief) for name, chart in _CHARTS.items()}


def _drawn(chart: Callable[[LocalBrief], Chart | None], brief: LocalBrief) -> Chart | None:
    try:
        return chart(brief)
    except WithheldError:  # it would show what they may not see
        return None
