"""Rules that the content keeps, one module a family: nothing stale, wrong or half-translated leaves the house.

A rule is a function with a code, in a module of its family; `help/<family>.md` explains it. Adding one costs a
function, its help and two cases in the tests. `all_rules` asks them, `pages` tells of them.
"""
