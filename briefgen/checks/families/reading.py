"""Codes of what is reported before the rules can look: files that can't be read, texts that can't be composed."""

from __future__ import annotations

_FILES = {
    # The folder and its files
    "no-content": "The project has a folder with content.",
    "no-edition": "The content has an edition.",
    "file-missing": "The files that every project needs are there.",
    "file-unknown": "Every file in the content is read by something.",
    "bad-name": "An edition's file is named like an id.",
    "link-outside": "No link leads out of the content.",
    "recipient-wrong": "Whoever gets the briefs by email names what there is.",
    "mail-unusable": "The section [mail] of briefgen.toml says how to send, without a slip.",
    "lock-damaged": "The lock file of the translations can be read.",
    "unreadable-file": "Every file can be opened.",
    "file-too-large": "No file is larger than 1 MiB.",
    "not-utf-8": "Files are written in UTF-8.",
    "forbidden-character": "Texts hold no control, invisible or reordering characters.",
}
# The signs of YAML: what is told of them shows a file as it is written.
_SIGNS = {
    "syntax": "The YAML can be read.",
    "bad-indentation": "Lines that belong together are indented alike.",
    "tab-indentation": "Lines are indented with spaces.",
    "missing-space": "A space follows a colon and the dash of a list.",
    "missing-colon": "A colon follows every key.",
    "comma-in-text": "Text with a comma, in braces, stands in quotes.",
    "colon-in-text": "Text with a colon stands in quotes.",
    "unquoted-expression": "Text that starts with {{ stands in quotes.",
    "reserved-character": "Text that starts with a sign of YAML stands in quotes.",
    "unclosed-quote": "Every quote is closed.",
    "unclosed-bracket": "Every bracket is closed.",
    "unknown-escape": "A backslash stands only where it means something.",
    "text-after-value": "Nothing follows the end of a value.",
    "text-after-block-sign": "Nothing follows the sign of a block of text.",
    "misplaced-list": "A list starts on a line of its own.",
    "ambiguous-scalar": "A value means one thing to every reader.",
    "number-too-long": "Numbers have a length that a person can read.",
    "text-too-long": "No text is longer than 20 000 characters.",
    "word-too-long": "No word is longer than 1 000 characters.",
    "duplicate-key": "A key stands once.",
    "key-not-text": "Keys are words.",
    "anchor": "The content uses no anchors.",
    "alias": "The content uses no aliases.",
    "tag": "The content uses no tags.",
    "directive": "The content uses no directives.",
    "several-documents": "A file holds one document.",
    "too-deep": "Nothing is nested too deeply.",
    "too-many-problems": "A file has so few mistakes that they can all be shown.",
}
_MEANING = {
    # Fields
    "field-missing": "Every field that is needed is there.",
    "field-unknown": "Every field is one that briefgen knows.",
    "value-wrong": "Every value is one that its field takes.",
    "id-wrong": "Ids are plain: a–z, 0–9, hyphens and underscores.",
    "id-twice": "An id stands for one thing.",
    # Texts, templates, faces
    "expression-wrong": "Every {{ … }} in a text can be printed.",
    "prose-wrong": "Texts take the little Markdown that briefgen knows.",
    "template-wrong": "Templates print what there is.",
    "html-wrong": "Templates make the HTML that briefgen knows.",
    "glyph-missing": "The theme's face has every character.",
    # Settings
    "letterhead-unusable": "The letterhead that the settings name can be used.",
    # Acknowledgements
    "acknowledge-unknown": "What is acknowledged has a code that there is.",
    "acknowledge-unused": "What is acknowledged is there.",
}
PROMISES = {**_FILES, **_SIGNS, **_MEANING}
AS_WRITTEN = frozenset(_SIGNS)
