"""PDF: the HTML page, laid out, tagged, with its metadata and change bars."""
