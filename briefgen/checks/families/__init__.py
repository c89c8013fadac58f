"""Rules, one module a family; `help/` has a page on each."""
