"""What each command takes, and in which order things are asked. The work is done in the rooms."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from extramile import __version__
from extramile.base.config import WrongSetting
from extramile.cli import prepare
from extramile.cli.prepare import NotUpgraded
from extramile.customers.imports.values import DateOrder


def _encoding(name: str) -> str:
    try:
        "".encode(name or "utf-8")
    except (LookupError, UnicodeError):
        raise typer.BadParameter(f"there is no encoding “{name}”; say one such as cp1250 or shift_jis") from None
    return name


DEMO_FOLDER = Path("demo-data")
Dates = Annotated[
    DateOrder | None,
    typer.Option(help="How dates such as 03/05/2026 are meant, where the file does not show it.", show_default=False),
]

app = typer.Typer(
    name="extramile",
    help="A self-hosted customer service desk. Settings are described in docs/configuration.md.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
bring = typer.Typer(help="Bring in what was said and bought elsewhere.", no_args_is_help=True)
app.add_typer(bring, name="import")
look = typer.Typer(help="Look at this install, and say what to mend.", invoke_without_command=True)
app.add_typer(look, name="check")

Data = Annotated[
    Path | None,
    typer.Option(help="The data folder. Without it EXTRAMILE_DATA counts, and then ./data.", show_default=False),
]
Host = Annotated[str, typer.Option(help="The network address to listen at; 0.0.0.0 for every one.")]
Port = Annotated[int, typer.Option(help="The port to listen at; 0 for any free one.", min=0, max=65535)]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Leave the browser alone.")]
Files = Annotated[
    list[Path], typer.Argument(help="Files of chats, one JSON object a line; .gz is read too.", show_default=False)
]
Tables = Annotated[
    list[Path], typer.Argument(help="CSV files with a header, in any encoding; .gz is read too.", show_default=False)
]
Mapped = Annotated[
    list[str] | None,
    typer.Option(help="FIELD=COLUMN for a heading that is not recognised; may be given often.", show_default=False),
]
Currency = Annotated[str, typer.Option(help="The currency of amounts that name none, such as EUR.")]
Encoding = Annotated[
    str,
    typer.Option(help="How the files are encoded, such as cp1250, where a guess goes wrong.", callback=_encoding),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read everything, and store nothing.")]
To = Annotated[Path, typer.Argument(help="A folder for dated backups, or a file: NAME.tar.gz.", show_default=False)]
From = Annotated[Path, typer.Argument(metavar="FROM", help="A backup.", show_default=False)]
Keep = Annotated[int, typer.Option(help="How many dated backups stay in the folder; 0 for all of them.", min=0)]
Replace = Annotated[bool, typer.Option("--replace", help="Put what is there aside first.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object at the end, and no progress.")]


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    if show:
        print(__version__)
        raise typer.Exit


@app.command()
def serve(data: Data = None, host: Host = "127.0.0.1", port: Port = 8000, no_open: NoOpen = False) -> None:
    """Serve this install. An empty data folder is prepared, and the browser meets a first-run page."""
    prepare.data_folder(data)
    from extramile.cli import serving  # noqa: PLC0415  models can be imported only after Django is set up

    serving.serve(host, port, open_browser=not no_open)


@app.command()
def demo(data: Data = None, host: Host = "127.0.0.1", port: Port = 8000, no_open: NoOpen = False) -> None:
    """Serve Northfold, an invented outdoor shop, to look around in. Without --data it lives in ./demo-data."""
    prepare.data_folder(data, otherwise=DEMO_FOLDER)
    from extramile.cli import serving  # noqa: PLC0415  models can be imported only after Django is set up

    serving.demo(host, port, open_browser=not no_open)


@app.command()
def worker(data: Data = None) -> None:
    """Do the jobs of an install that is served by several processes: mail, and waking what was snoozed."""
    prepare.data_folder(data)
    from extramile.cli import working  # noqa: PLC0415  models can be imported only after Django is set up

    working.work()


@app.command()
def upgrade(
    data: Data = None,
    no_backup: Annotated[
        bool, typer.Option("--no-backup", help="PostgreSQL only: you have made one yourself.")
    ] = False,
) -> None:
    """Bring the database up to this version, as every other command does by itself, and end."""
    prepare.data_folder(data, backup=not no_backup)
    print(f"The install is ready for version {__version__}.")


@look.callback()
def check(context: typer.Context, data: Data = None, json: AsJson = False) -> None:
    """Look at this install from all sides, and say what to mend; ends with 1 when there is something."""
    if context.invoked_subcommand is None:
        from extramile.cli import checking  # noqa: PLC0415  it is needed here alone

        raise typer.Exit(checking.check(data, as_json=json))


@look.command()
def scenarios(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Scenario files, or folders of them.", show_default=False)
    ] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Read scenario files, those of the install without any named, and say what to mend; ends with 1 if anything."""
    from extramile.cli import rehearsing  # noqa: PLC0415  it is needed here alone

    raise typer.Exit(rehearsing.check(files or [], data, as_json=json))


@bring.command()
def chats(files: Files, data: Data = None, json: AsJson = False) -> None:
    """Import chats with their original times, authors and tags. Running it again adds only what is new."""
    prepare.data_folder(data)
    from extramile.cli import importing  # noqa: PLC0415  models can be imported only after Django is set up

    raise typer.Exit(importing.chats(files, as_json=json))


@bring.command()
def orders(
    files: Tables,
    map: Mapped = None,
    dates: Dates = None,
    currency: Currency = "",
    encoding: Encoding = "",
    dry_run: DryRun = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Import what customers bought, from CSV files with a header. Running it again adds only what is new."""
    prepare.data_folder(data)
    from extramile.cli import tables  # noqa: PLC0415  models can be imported only after Django is set up
    from extramile.customers.actions.importing import kinds  # noqa: PLC0415  the same

    kind = kinds.Orders(currency=currency, dates=dates)
    raise typer.Exit(tables.Import(kind, _said(map), encoding=encoding, dry=dry_run, quiet=json).run(files))


@bring.command()
def customers(
    files: Tables,
    map: Mapped = None,
    dates: Dates = None,
    encoding: Encoding = "",
    dry_run: DryRun = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Import customers, from CSV files with a header. What is known of somebody already is never written over."""
    prepare.data_folder(data)
    from extramile.cli import tables  # noqa: PLC0415  models can be imported only after Django is set up
    from extramile.customers.actions.importing import kinds  # noqa: PLC0415  the same

    kind = kinds.Customers(dates=dates)
    raise typer.Exit(tables.Import(kind, _said(map), encoding=encoding, dry=dry_run, quiet=json).run(files))


@bring.command()
def acts(
    files: Tables,
    map: Mapped = None,
    dates: Dates = None,
    encoding: Encoding = "",
    dry_run: DryRun = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Import acts of advocacy: would recommend, public reviews, thanks to be shared, referrals who bought."""
    prepare.data_folder(data)
    from extramile.cli import tables  # noqa: PLC0415  models can be imported only after Django is set up
    from extramile.customers.actions.importing import kinds  # noqa: PLC0415  the same

    kind = kinds.Acts(dates=dates)
    raise typer.Exit(tables.Import(kind, _said(map), encoding=encoding, dry=dry_run, quiet=json).run(files))


def _said(mapped: list[str] | None) -> dict[str, str]:
    pairs = [text.partition("=") for text in mapped or ()]
    if any(not (field and column) for field, _, column in pairs):
        print("--map takes FIELD=COLUMN, such as --map customer=CUST_NO.", file=sys.stderr)
        raise typer.Exit(2)
    return {field.strip().lower(): column.strip() for field, _, column in pairs}


@app.command()
def ladder(
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today without it.")] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Say how many customers stand on each rung, from what is known up to a day and without what was before it."""
    prepare.data_folder(data)
    from extramile.cli import standing  # noqa: PLC0415  models can be imported only after Django is set up

    raise typer.Exit(standing.ladder(as_of.date() if as_of else None, as_json=json))


@app.command()
def corrections(
    to: Annotated[Path, typer.Argument(help="A file that is not there yet.", show_default=False)], data: Data = None
) -> None:
    """Write what agents corrected in estimates of mood into a file, for training/mood.py to learn from."""
    prepare.data_folder(data)
    from extramile.cli import corrections  # noqa: PLC0415  models can be imported only after Django is set up

    raise typer.Exit(corrections.corrections(to))


@app.command()
def backup(to: To, data: Data = None, keep: Keep = 0, json: AsJson = False) -> None:
    """Back this install up into one file, while it runs or not."""
    from extramile.cli import backups  # noqa: PLC0415  it is needed here alone

    raise typer.Exit(backups.backup(to, data, keep=keep, as_json=json))


@app.command()
def restore(source: From, data: Data = None, replace: Replace = False) -> None:
    """Put a backup back, into an empty data folder (or in the place of what is there, with --replace)."""
    from extramile.cli import backups  # noqa: PLC0415  it is needed here alone

    raise typer.Exit(backups.restore(source, data, replace=replace))


def main() -> None:
    """Run the command that was typed. What cannot be used, or upgraded, ends with its sentence and code 2."""
    try:
        app()
    except (WrongSetting, NotUpgraded) as wrong:
        print(wrong, file=sys.stderr)
        sys.exit(2)
