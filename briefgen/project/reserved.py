"""Names that a file can have on every system."""

from __future__ import annotations

import re

# Names that Windows keeps for devices, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces").
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Tell whether Windows can't have a file of this name."""
    return bool(_RESERVED.fullmatch(name))
