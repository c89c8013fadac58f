"""How the content's folders and files are called, and what stands in them."""

EDITIONS = "editions"  # the folder of the editions, one file each
ANNEXES = "annexes"  # the folder of the PDFs that are appended to packs
ISSUED = ".issued"  # the ending of the folder beside an edition's file that holds what was issued of it
SENT = ".sent"  # and of the folder that tells how many letters with it went out (mailing.ledger.marks)


def root_of(path: str) -> str:
    """Return the part of a provenance path that names the file: ``events``, ``editions[2019-10-brussels]``."""
    if path.startswith(f"{EDITIONS}["):
        return "".join(path.partition("]")[:2])
    return path.split(".", 1)[0].split("[", 1)[0]


def root_in(file: str) -> str:
    """Return the first step of the paths into a file, from its name without its ending: ``editions/2019-10``."""
    folder, slash, name = file.partition("/")
    return f"{folder}[{name}]" if slash else file


def file_of(root: str) -> str:
    """Return the name of the file, in the content's folder, that a path's first step stands for."""
    return f"{root.replace('[', '/').removesuffix(']')}.yaml"


def spoken(id: str) -> str:
    """Return an id as expressions write it: with underscores for hyphens, which would mean minus."""
    return id.replace("-", "_")
