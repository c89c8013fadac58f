"""The command briefgen; also: python -m briefgen. What was done before and needs no doing is told at once."""

import gc
import os
import sys

# A build makes millions of objects and throws few away in circles: looking for those takes a fifth of its time.
SELDOM = (400_000, 50, 100)


def main() -> None:
    """Run the command that was typed."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["get"] and len(arguments) == 2:
        _tell_again(arguments[1])
    if arguments[:1] in (["build"], ["get"]) and "--no-cache" not in arguments:
        from briefgen.cache import unchanged

        if (said := unchanged.said_again(unchanged.folder_of_user(), arguments)) is not None:
            unchanged.say(said)
            return
    gc.set_threshold(*SELDOM)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would read what all packages say of themselves
    from briefgen.cli import main as run

    try:
        run(obj=arguments)
    finally:
        # At the end of a process Python looks through all that is left, a fifth of what a check takes. What WeasyPrint
        # holds must go, since a folder of faces goes with it.
        if "weasyprint" not in sys.modules:
            gc.freeze()


def _tell_again(path: str) -> None:
    """Answer a question to content that was asked before, and end; return if that can't be."""
    from briefgen.cache import unchanged

    if path.startswith("-") or (told := unchanged.said_again(unchanged.folder_of_user(), unchanged.CONTENT)) is None:
        return
    from briefgen.content.changing.told import again

    if (answer := again(told, path)) is not None:
        said, known = answer
        unchanged.say(f"{said}\n")
        sys.exit(not known)


if __name__ == "__main__":
    main()
