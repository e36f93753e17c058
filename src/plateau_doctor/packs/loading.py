"""The door of the packs: read a folder, check it, build its values."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from plateau_doctor.core.pack import Pack
from plateau_doctor.core.words import Words
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.packs.building import build_pack, build_words
from plateau_doctor.packs.structure import structure_faults
from plateau_doctor.packs.wording import wording_faults
from plateau_doctor.resources import resource
from plateau_doctor.strictjson import read_json, schema_faults

MOST_BYTES = 5_000_000
STRUCTURE = "pack.json"


def load(folder: Path, language: str = "en") -> tuple[Pack, Words]:
    """Return the pack in a folder and its words in a language; UserError with every fault."""
    here = languages(folder)
    if language not in here:
        place = f"{folder.parent.name} version {folder.name}" if folder.name.isdecimal() else folder.name
        there = f"These are here: {', '.join(here)}." if here else f'Add "{_text_name(language)}".'
        raise UserError(
            Fault(
                place,
                f'The words in the language "{language}" are missing.',
                there,
            ),
            *_faults(folder, ()),
        )
    faults, structure, texts = _read(folder, (language,))
    if faults:
        raise UserError(*faults)
    return build_pack(structure), build_words(texts[language])


def check(folder: Path) -> tuple[Fault, ...]:
    """Return every fault of a pack's folder, in all its languages, and of one without any the linter's findings."""
    here = languages(folder)
    faults, structure, texts = _read(folder, here)
    if not here:
        missing = Fault(_text_name("en"), "There is no such file.", "Add the words of the pack.")
        return (*faults, missing)
    if faults:
        return faults
    from plateau_doctor.packs.lint import lint

    return lint(structure, STRUCTURE, {_text_name(language): text for language, text in texts.items()})


def languages(folder: Path) -> tuple[str, ...]:
    """Return the languages that a pack's folder has words in, in the order of the alphabet."""
    names = (path.name.split(".") for path in folder.glob("text.*.json"))
    return tuple(sorted(parts[1] for parts in names if len(parts) == len(("text", "language", "json"))))


@cache
def shipped(pack_id: str, version: int, language: str = "en") -> tuple[Pack, Words]:
    """Return a pack that comes with the program; UserError, saying which are there, for any other."""
    if (pack_id, version) not in shipped_packs():
        there = ", ".join(f"{name} version {number}" for name, number in shipped_packs())
        raise UserError(
            Fault(
                "pack",
                f'The question pack "{pack_id}" version {version} is not here.',
                f"Use one of these: {there}.",
            )
        )
    return load(resource("packs", pack_id, str(version)), language)


def shipped_packs() -> tuple[tuple[str, int], ...]:
    """Return id and version of each pack that comes with the program, in order."""
    folders = (path.parent for path in resource("packs").glob(f"*/*/{STRUCTURE}"))
    return tuple(sorted((folder.parent.name, int(folder.name)) for folder in folders if folder.name.isdecimal()))


def _text_name(language: str) -> str:
    return f"text.{language}.json"


def _faults(folder: Path, in_languages: tuple[str, ...]) -> tuple[Fault, ...]:
    return _read(folder, in_languages)[0]


def _read(folder: Path, in_languages: tuple[str, ...]) -> tuple[tuple[Fault, ...], Any, dict[str, Any]]:
    """Return the faults, the structure and the texts by language; what can't be read is None."""
    faults, structure = _read_one(folder / STRUCTURE, "pack")
    if structure is not None:
        faults += structure_faults(structure, STRUCTURE)
    texts = {}
    for language in in_languages:
        name = _text_name(language)
        more, texts[language] = _read_one(folder / name, "pack-text")
        if texts[language] is not None:
            more += wording_faults(structure, texts[language], name, language)
        faults += more
    return faults, structure, texts


def _read_one(path: Path, schema_name: str) -> tuple[tuple[Fault, ...], Any]:
    """Return a file's faults against its schema and its value, None where it isn't an object."""
    try:
        value = read_json(path, MOST_BYTES)
    except UserError as error:
        return error.faults, None
    return schema_faults(value, schema_name, path.name), value if isinstance(value, dict) else None
