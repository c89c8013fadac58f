"""The formats and layouts that fronts offer, and what else people call them; fronts know no room below this one."""

from briefgen.project.formats import CALLED, FORMATS

__all__ = ["CALLED", "FORMATS", "LAYOUTS", "LAYOUTS_CALLED"]

LAYOUTS = ("booklet", "2up", "4up", "large")  # for the printer: `making.printing` has the work, which help doesn't load
LAYOUTS_CALLED = {"a5": "booklet", "2-up": "2up", "4-up": "4up", "large-print": "large"}
