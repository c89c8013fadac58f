"""Content + edition + language -> LocalBrief: after this stage nothing knows that there are two languages."""

from briefgen.localise.brief import Gap, LocalBrief, gaps, localise
from briefgen.localise.messages import Messages

__all__ = ["Gap", "LocalBrief", "Messages", "gaps", "localise"]
