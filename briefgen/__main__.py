"""The command briefgen; also: python -m briefgen. What was done before and needs no doing is told at once."""

import gc
import sys

# A build makes millions of objects and throws few away in circles: looking for those takes a fifth of its time.
SELDOM = (100_000, 50, 100)


def main() -> None:
    """Run the command that was typed."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["build"], ["get"]) and "--no-cache" not in arguments:
        from briefgen.cache import unchanged

        if (said := unchanged.said_again(unchanged.folder_of_user(), arguments)) is not None:
            unchanged.say(said)
            return
    gc.set_threshold(*SELDOM)
    from briefgen.cli import main as run

    run(obj=arguments)


if __name__ == "__main__":
    main()
