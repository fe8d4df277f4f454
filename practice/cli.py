"""The same actions without a window: demo, import, clients, letter, check, backup, shots."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TypeAlias

from practice import __version__, log, paths
from practice.actions import store as stores
from practice.actions.store import Store
from practice.errors import Refused, Trouble

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 with one line that says what to do, or 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # a console of few signs shows the others by their numbers
        sys.stdout.reconfigure(errors="backslashreplace")
    log.configure()
    run: Run = options.run
    try:
        code = run(options)
        if sys.stdout:  # None where the caller closed it
            sys.stdout.flush()  # what is short is written only here
        return code
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Trouble, Refused, OSError) as error:
        return _fail(_sentence(error))
    except KeyboardInterrupt:
        return _fail("Stopped; nothing was left half done.")
    except Exception as error:  # our own fault: say where, never with what
        return _fail(f"A fault of the program ({_where(error)}). Nothing was changed. Please report it.")


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and not isinstance(error, Trouble):
        return (
            f"{error.filename or 'A file'}: {error.strerror or 'cannot be used'}. Check the name and its permissions."
        )
    return str(error)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}"


def _fail(sentence: str) -> int:
    print(f"practice: {' '.join(sentence.split())}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="practice",
        description="Client records, fit checks, engagement letters and session notes, encrypted on this computer. "
        "Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"practice {__version__}")
    _where_options(parser, None)
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (_add_demo, _add_import, _add_clients, _add_letter, _add_check, _add_backup, _add_shots):
        add(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _where_options(parser: argparse.ArgumentParser, unset: str | None = argparse.SUPPRESS) -> None:
    parser.add_argument("--data", metavar="DIR", type=Path, default=unset, help="the practice's folder (made if new)")
    parser.add_argument(
        "--passphrase-file", metavar="FILE", default=unset, help="read the passphrase from FILE, - for standard input"
    )


def _command(commands: Commands, name: str, run: Run, text: str, data: bool = True) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    if data:
        _where_options(parser)
    parser.set_defaults(run=run)
    return parser


def _add_demo(commands: Commands) -> None:
    parser = _command(commands, "demo", _demo, "Open a throw-away sample practice, or draw it into files.")
    parser.add_argument("--profile", choices=("lawyer", "coach"), default="lawyer", help="whose practice (lawyer)")
    parser.add_argument("--out", metavar="DIR", type=Path, help="write letter.pdf and shots/*.png instead of a window")


def _add_import(commands: Commands) -> None:
    parser = _command(commands, "import", _import, "Take in contacts from vCard and CSV files, as one change.")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken in, and keep nothing")
    parser.add_argument("--json", action="store_true", help="report as JSON")


def _add_clients(commands: Commands) -> None:
    parser = _command(commands, "clients", _clients, "List clients, or those that a search finds.")
    parser.add_argument("--search", metavar="TEXT", default="", help="words of names and notes, or digits of a phone")
    parser.add_argument("--json", action="store_true", help="report as JSON")


def _add_letter(commands: Commands) -> None:
    parser = _command(commands, "letter", _letter, "Write a client's engagement letter, as PDF or for Word.")
    parser.add_argument(
        "client", metavar="CLIENT", help="the client's name (or number), as far as it is plain who is meant"
    )
    parser.add_argument(
        "--out", metavar="FILE", type=_letter_file, required=True, help="ends in .pdf, or in .docx for Word"
    )
    parser.description = (
        "Write a client's engagement letter: the newest that was issued, else the newest draft. A letter of another "
        "kind is written only where there is no engagement letter."
    )


def _letter_file(text: str) -> Path:
    if Path(text).suffix.lower() not in {".pdf", ".docx"}:
        raise argparse.ArgumentTypeError(f"{text}: give the file a name that ends in .pdf or .docx.")
    return Path(text)


def _add_check(commands: Commands) -> None:
    parser = _command(commands, "check", _check, "Read everything and say what does not hold together.")
    parser.add_argument("--json", action="store_true", help="report as JSON")


def _add_backup(commands: Commands) -> None:
    parser = _command(commands, "backup", _backup, "Write one encrypted backup file, verified by reopening.")
    parser.add_argument("file", metavar="FILE", type=Path)


def _add_shots(commands: Commands) -> None:
    parser = _command(commands, "shots", _shots, "Draw every screen of the sample practice into PNG files.")
    parser.add_argument("dir", metavar="DIR", type=Path)
    parser.add_argument("--theme", choices=("light", "dark", "both"), default="light")
    parser.add_argument("--size", metavar="WxH", type=_size, default=(1440, 900), help="window size (1440x900)")
    parser.add_argument("--scale", metavar="N", type=_scale, default=1.0, help="pixels per point (1)")
    parser.add_argument("--profile", choices=("lawyer", "coach"), default="lawyer", help="whose practice (lawyer)")


def _size(text: str) -> tuple[int, int]:
    wide, _, high = text.lower().partition("x")
    try:
        size = int(wide), int(high)
    except ValueError:
        raise argparse.ArgumentTypeError("write it like 1280x800") from None
    if not (640 <= size[0] <= 7680 and 480 <= size[1] <= 4320):
        raise argparse.ArgumentTypeError("choose between 640x480 and 7680x4320")
    return size


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write it like 2") from None
    if not 1 <= scale <= 4:
        raise argparse.ArgumentTypeError("choose between 1 and 4")
    return scale


def _window(options: argparse.Namespace) -> int:
    from practice import app  # noqa: PLC0415  start-up: the window's modules only where a window opens

    if not (app.has_display() or os.environ.get("QT_QPA_PLATFORM")):  # Qt would end the program with its own words
        raise Trouble("There is no display here, so no window can open. See what works without one: practice --help")
    return app.run(options.data or paths.data_dir(), _passphrase(options) if options.passphrase_file else None)


def _demo(options: argparse.Namespace) -> int:
    from practice import app, sample  # noqa: PLC0415  start-up: as above

    if options.out is None and app.has_display():
        return sample.show(options.profile)
    if options.out is None:
        print("There is no display here, so the sample practice is drawn into files.")
    folder: Path = options.out or Path("build", "demo")
    sample.draw(options.profile, folder)
    print(f"Wrote {folder / 'letter.pdf'} and {folder / 'shots'}.")
    return 0


def _shots(options: argparse.Namespace) -> int:
    from practice import sample  # noqa: PLC0415  start-up: as above

    themes = ("light", "dark") if options.theme == "both" else (options.theme,)
    files = sample.draw_screens(options.profile, options.dir, themes, options.size, options.scale)
    print(f"Wrote {len(files)} pictures into {options.dir}.")
    return 0


def _import(options: argparse.Namespace) -> int:
    from practice.actions import imports  # noqa: PLC0415  start-up: readers of files only where there are any

    for file in options.files:
        if not file.is_file():
            raise Trouble(f"{file} is not a file. Check its name, or export the contacts again.")
    with _open(options) as store:
        report = imports.run(store, options.files, _now(), dry_run=options.dry_run)
    if options.json:
        print(json.dumps(report.as_json(), indent=1, ensure_ascii=False))
        return 0
    taken = "would be" if options.dry_run else "were"
    print(f"{report.read} read: {report.added} {taken} added, {report.merged} {taken} merged.")
    not_taken = [(row.place, row.reason) for row in report.skipped] + [(r.place, r.reason) for r in report.unreadable]
    for place, reason in not_taken:
        print(f"Not taken: {place}: {reason}")
    for what, times in report.not_taken.items():
        print(f"Left out: {what} ({times})")
    return 0


def _clients(options: argparse.Namespace) -> int:
    from practice.actions import search  # noqa: PLC0415  start-up

    with _open(options) as store:
        found = list(search.everyone(store, options.search, _now()))
    if options.json:
        rows = [{"id": c.id, "name": c.name, "kind": c.kind.value, "status": c.status.value} for c in found]
        print(json.dumps(rows, indent=1, ensure_ascii=False))
        return 0
    for c in found:
        print(f"{c.id}\t{c.name}\t{c.status.value}")
    if options.search and not found:
        print("Nobody found.", file=sys.stderr)
    return 0


def _letter(options: argparse.Namespace) -> int:
    from practice.actions import clients, letters, search, word  # noqa: PLC0415  start-up

    with _open(options) as store:
        client = clients.find(store, search.named(store, options.client, _now()).id)
        letter = letters.main_letter(store, client)
        if letter is None:
            raise Trouble("This client has no letter yet. Start one in the window.")
        export = word.export if options.out.suffix.lower() == word.ENDING else letters.export
        export(store, letter.id, options.out, _now().astimezone().date())
    print(f"Wrote {options.out}: {letter.number}, {letter.state.value}.")
    return 0


def _check(options: argparse.Namespace) -> int:
    with _open(options) as store:
        found = stores.check(store)
    if options.json:
        fields = {"rows": found.rows, "entries": found.entries, "head": found.head, "problems": list(found.problems)}
        print(json.dumps(fields, indent=1, ensure_ascii=False))
    elif not found.problems:
        print(f"Everything holds together: {found.rows} records, {found.entries} entries of history.")
    for problem in () if options.json else found.problems:
        print(problem)
    if not found.problems:
        return 0
    what = "One thing does" if len(found.problems) == 1 else f"{len(found.problems)} things do"
    return _fail(f"{what} not hold together. Restore a backup.")


def _backup(options: argparse.Namespace) -> int:
    if options.file.is_file():
        raise Trouble(f"{options.file} is there already. Choose another name, so that no backup is lost.")
    with _open(options) as store:
        size = stores.back_up(store, options.file)
    print(f"Wrote {options.file}: {size:,} bytes, encrypted, verified by reopening.")
    print("To restore it, unpack it (it is a zip) into a new folder and open that: practice --data FOLDER")
    return 0


@contextmanager
def _open(options: argparse.Namespace) -> Iterator[Store]:
    from practice.ui import instance  # noqa: PLC0415  start-up: Qt's lock file

    folder: Path = options.data or paths.data_dir()
    lock = instance.hold(folder)
    try:
        store = _unlock(folder, options) if stores.exists(folder) else _create(folder, options)
        try:
            yield store
        finally:
            store.close()
    finally:
        lock.unlock()


def _unlock(folder: Path, options: argparse.Namespace) -> Store:
    return stores.unlock(folder, _passphrase(options))


def _create(folder: Path, options: argparse.Namespace) -> Store:
    passphrase = _passphrase(options, f"Passphrase for a new practice in {folder}: ")
    if not options.passphrase_file and getpass.getpass("Once more: ") != passphrase:
        raise Trouble("The two passphrases differ. Try again.")
    store, code = stores.create(folder, passphrase)
    print(f"Made a new practice in {folder}.", file=sys.stderr)
    print(f"Recovery code, shown only now; keep it on paper: {code}", file=sys.stderr)
    return store


def _passphrase(options: argparse.Namespace, prompt: str = "Passphrase: ") -> str:
    if options.passphrase_file:
        return _first_line(options.passphrase_file)
    if not (sys.stdin and sys.stdin.isatty()):
        raise Trouble("There is no terminal to ask for the passphrase. Name a file with --passphrase-file.")
    return getpass.getpass(prompt)


def _first_line(file: str) -> str:
    try:
        text = _typed() if file == "-" else Path(file).read_text("utf-8")
        text.encode()  # bytes that are no text pass some consoles, as signs that nothing can encode
    except UnicodeError:
        raise Trouble("The passphrase file is not UTF-8 text. Save it anew.") from None
    return text.removeprefix("\ufeff").partition("\n")[0].rstrip("\r")


def _typed() -> str:
    return sys.stdin.readline() if sys.stdin else ""  # None where the caller closed it


def _now() -> datetime:
    return datetime.now(UTC)
