"""Door 1: the command line. Exit 0 done, 1 the input is at fault, 2 wrong usage."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from plateau_doctor import __version__
from plateau_doctor.errors import Fault, UserError

if TYPE_CHECKING:
    from plateau_doctor.phrasing import Phrasing
    from plateau_doctor.report import Reader

_FILE = click.Path(path_type=Path)
_TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that counts as today; the check-up's own by default."
)
_LANGUAGE = click.option("--lang", "language", default="en", show_default=True, help="The language of the words.")


def _say(text: str) -> None:
    """Write text as UTF-8 whatever the machine's locale says."""
    click.echo(text.encode("utf-8"), nl=False)


def _must_end(output: Path, endings: tuple[str, ...], what: str) -> None:
    """Refuse a file's name that doesn't say what the file is to be."""
    if output.suffix.lower() not in endings:
        either = " or ".join(part for part in (", ".join(endings[:-1]), endings[-1]) if part)
        message = f"{output.name} does not end in {either}. Give the {what} a name that does."
        raise click.BadParameter(message, param_hint="--output")


def _examined(file: Path, language: str, today: datetime | None) -> Phrasing:
    """Read a check-up file and work out its result; UserError carries every fault."""
    from plateau_doctor import exchange, packs
    from plateau_doctor.core.result import examine
    from plateau_doctor.phrasing import Phrasing

    checkup = exchange.read_checkup(file, lambda name, version: packs.shipped(name, version)[0])
    pack, words = packs.shipped(checkup.pack_id, checkup.pack_version, language)
    day = today.date() if today else checkup.date
    return Phrasing(pack, words, checkup, examine(pack, checkup, day, packs.load_inflation()))


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Plateau Doctor")
@click.option("--data-dir", type=_FILE, help="The folder that holds your check-ups.")
@click.pass_context
def commands(context: click.Context, data_dir: Path | None) -> None:
    """Find out why growth stopped, and what to do first. Without a verb the window opens."""
    if context.invoked_subcommand is None:
        from plateau_doctor.app import run

        context.exit(run(data_dir))


@commands.command()
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with every number unrounded.")
@_LANGUAGE
@_TODAY
def diagnose(file: Path, as_json: bool, language: str, today: datetime | None) -> None:
    """Print the verdict of a check-up FILE and why."""
    phrasing = _examined(file, language, today)
    if as_json:
        from plateau_doctor.summary import summary_json

        _say(summary_json(phrasing))
    else:
        from plateau_doctor.summary import summary_text

        _say(summary_text(phrasing))


@commands.command()
@click.argument("earlier", type=_FILE)
@click.argument("later", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with every number unrounded.")
@_LANGUAGE
def compare(earlier: Path, later: Path, as_json: bool, language: str) -> None:
    """Print what changed from the check-up in EARLIER to the one in LATER, on the questions that both share."""
    from plateau_doctor.core.compare import Side
    from plateau_doctor.core.compare import compare as compared
    from plateau_doctor.phrasing.compare import lines
    from plateau_doctor.summary import comparison_json

    then, now = _examined(earlier, language, None), _examined(later, language, None)
    sides = [Side(one.pack, one.checkup, one.result) for one in (then, now)]
    found = compared(sides[0], sides[1])
    _say(comparison_json(now, found) if as_json else "\n".join(lines(now, found)) + "\n")


@commands.command()
@click.argument("file", type=_FILE)
@click.argument("what", required=False)
@_LANGUAGE
@_TODAY
def explain(file: Path, what: str | None, language: str, today: datetime | None) -> None:
    """Print how a number of a check-up FILE comes about, line by line; without WHAT, what can be explained."""
    from plateau_doctor.packs import load_inflation
    from plateau_doctor.phrasing import receipts

    phrasing, table = _examined(file, language, today), load_inflation()
    names = receipts.what_there_is(phrasing, table)
    if what is None:
        _say("".join(f"{name}\n" for name in names))
        return
    if what not in names:
        sentence = f'This check-up has no number "{what}" to explain.'
        remedy = f"Write one of {', '.join(names)}." if names else "Answer more questions first."
        raise UserError(Fault("", sentence, remedy))
    one = receipts.receipt(phrasing, what, table)
    beside = ("", *one.notes) if one.notes else ()
    _say("\n".join((f"{one.title}: {one.result}", *one.lines, *beside)) + "\n")


@commands.command()
@click.argument("file", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help="The file to write: .pdf, .html or .docx.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The paper; by default that of the country.")
@click.option(
    "--reader",
    type=click.Choice(["owner", "team", "board", "one-page"]),
    default="owner",
    show_default=True,
    help="Who reads it: the team gets no notes and no names, the board no notes and the method first.",
)
@click.option("--large-print", is_flag=True, help="No letter under 16 points.")
@click.option("--greyscale", is_flag=True, help="Greys only.")
@click.option("--sections", help="Only these, with commas between: answer, standing, why, sums, plan and so on.")
@_LANGUAGE
@_TODAY
def report(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: Path,
    output: Path,
    paper: str | None,
    reader: Reader,
    large_print: bool,
    greyscale: bool,
    sections: str | None,
    language: str,
    today: datetime | None,
) -> None:
    """Write the report of a check-up FILE as a PDF, a web page or a document for a word processor."""
    from plateau_doctor.report import REPORT_MAKERS, SECTIONS, ReportOptions, default_paper, save_report

    _must_end(output, tuple(REPORT_MAKERS), "report")
    one = _examined(file, language, today)
    from plateau_doctor.packs import load_inflation

    names = tuple(name.strip() for name in sections.split(",")) if sections else ()
    if unknown := [name for name in names if name not in SECTIONS]:
        message = f"There is no section {unknown[0]}. Choose from {', '.join(SECTIONS)}."
        raise click.BadParameter(message, param_hint="--sections")
    chosen = paper or default_paper(one.checkup.business.country)
    options = ReportOptions(
        paper="letter" if chosen == "letter" else "a4",
        inflation=load_inflation(),
        reader=reader,
        large_print=large_print,
        greyscale=greyscale,
        sections=names,
    )
    save_report(output, one.pack, one.words, one.checkup, one.result, options)
    _say(f"{output}\n")


@commands.command()
@click.option("-o", "--output", type=_FILE, required=True, help="The PDF to write.")
@click.option("--fillable", is_flag=True, help="With fields to fill in on a screen.")
@click.option("--quick", is_flag=True, help="The quick set of questions.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="The paper.")
@_LANGUAGE
def form(output: Path, fillable: bool, quick: bool, paper: Literal["a4", "letter"], language: str) -> None:
    """Write the blank questionnaire, on two sheets of paper, as a PDF."""
    _must_end(output, (".pdf",), "form")
    from plateau_doctor import packs
    from plateau_doctor.report import FormOptions, form_bytes
    from plateau_doctor.safewrite import write_beside

    pack_, words = packs.shipped(*packs.shipped_packs()[-1], language)
    write_beside(output, form_bytes(pack_, words, FormOptions(paper, fillable, "quick" if quick else "full")))
    _say(f"{output}\n")


@commands.command("read-form")
@click.argument("file", metavar="PDF", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help="The check-up to write, as .json.")
@_TODAY
def read_form(file: Path, output: Path, today: datetime | None) -> None:
    """Read a questionnaire filled in on a screen into a check-up, and say what could not be read."""
    _must_end(output, (".json",), "check-up")
    from plateau_doctor import exchange, packs
    from plateau_doctor.safewrite import write_beside

    day = (today or datetime.now().astimezone()).date()
    found = exchange.read_form(file, lambda name, version: packs.shipped(name, version)[0], day)
    write_beside(output, exchange.write_checkup(found.checkup))
    _say("".join(f"{line}\n" for line in (*found.remarks, output)))


@commands.command()
@click.argument("file", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help="The file to write: .xlsx, .csv or .ics.")
@_LANGUAGE
@_TODAY
def plan(file: Path, output: Path, language: str, today: datetime | None) -> None:
    """Write the plan of a check-up FILE as a sheet, as plain rows or as dates for a calendar."""
    from plateau_doctor.report import PLAN_SUFFIXES, plan_bytes
    from plateau_doctor.safewrite import write_beside

    _must_end(output, PLAN_SUFFIXES, "plan")
    write_beside(output, plan_bytes(_examined(file, language, today), output.suffix.lower()))
    _say(f"{output}\n")


@commands.command()
@click.argument("name", required=False)
@click.option("-o", "--output", type=_FILE, help="The file to write; without it the sample is printed.")
def sample(name: str | None, output: Path | None) -> None:
    """List the sample check-ups, or write the one called NAME."""
    from plateau_doctor import samples
    from plateau_doctor.safewrite import write_beside

    if name is None:
        _say("".join(f"{one}\n" for one in samples.names()))
        return
    data = samples.sample_path(name).read_bytes()
    if output is None:
        click.echo(data, nl=False)
        return
    write_beside(output, data)
    _say(f"{output}\n")


@commands.group()
def pack() -> None:
    """Work with question packs."""


@pack.command("check")
@click.argument("folder", metavar="DIR", type=_FILE)
def pack_check(folder: Path) -> None:
    """Check the question pack in DIR and name every fault at once."""
    from plateau_doctor import packs

    faults = packs.check(folder)
    if faults:
        raise UserError(*faults)
    _say(f"{folder}: no fault found.\n")


@pack.command("method")
@click.argument("folder", metavar="DIR", type=_FILE, required=False)
@_LANGUAGE
def pack_method(folder: Path | None, language: str) -> None:
    """Print how everything is worked out, from the pack in DIR or from the shipped one, as Markdown."""
    from plateau_doctor import packs
    from plateau_doctor.i18n import formats_for
    from plateau_doctor.phrasing.method import markdown

    one, words = packs.load(folder, language) if folder else packs.shipped(*packs.shipped_packs()[-1], language)
    _say(markdown(one, words, formats_for(language, None)))


def main() -> None:
    """Run the command line; faults of the input go to stderr, one line each, with exit code 1."""
    try:
        commands()
    except UserError as error:
        click.echo(f"{error}\n".encode(), nl=False, err=True)
        sys.exit(1)
