"""Faults for `check_recall.py`: single, real, of every family, planted where a seed says.

They were written from what goes wrong with briefs, without a look at the rules, so that the rules can be judged.
"""
