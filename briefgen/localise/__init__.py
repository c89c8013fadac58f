"""Content + edition + language -> LocalBrief: after this stage nothing knows that there are two languages."""

from briefgen.localise.brief import LocalBrief, localise
from briefgen.localise.gaps import Gap, gaps
from briefgen.localise.headlines import headlines
from briefgen.localise.messages import InContext, Messages
from briefgen.localise.news import Since

__all__ = ["Gap", "InContext", "LocalBrief", "Messages", "Since", "gaps", "headlines", "localise"]
