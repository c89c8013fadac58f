"""An edition is issued, printed again, compared with another one."""
