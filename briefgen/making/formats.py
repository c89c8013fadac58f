"""The formats that fronts offer, and what else people call them; fronts know no room below this one."""

from briefgen.project.formats import CALLED, FORMATS

__all__ = ["CALLED", "FORMATS"]
