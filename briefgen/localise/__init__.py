"""Content + edition + language -> LocalBrief: after this stage nothing knows that there are two languages."""

from briefgen.localise.brief import Gap, LocalBrief, localise

__all__ = ["Gap", "LocalBrief", "localise"]
