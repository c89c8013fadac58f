"""Word: a package of parts, from python-docx's package layer and lxml."""
