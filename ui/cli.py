"""The command line (kommandolinjen): arguments in, exit codes out, every error one Danish sentence.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 something was not done (a rejected
file, an error with a sentence of its own), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from rag.errors import ReferatError
from ui import texts
from ui.logs import set_up

Handler = Callable[[argparse.Namespace], int]


# What argparse says of wrong usage, and the Danish for it. Others are told without its words.
_USAGE_ERRORS = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), texts.USAGE_MISSING),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), texts.USAGE_UNKNOWN),
    (re.compile(r"argument (?P<name>\S+): invalid choice: (?P<value>'.*?') \(choose from .*"), texts.USAGE_CHOICE),
    (re.compile(r"argument (?P<name>\S+): invalid (?:int|_port) value: (?P<value>'.*')"), texts.USAGE_NUMBER),
    (re.compile(r"argument (?P<name>\S+): expected .*"), texts.USAGE_VALUE),
)


class _DanishParser(argparse.ArgumentParser):
    """argparse with Danish headings and errors."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **(kwargs | {"add_help": False}))  # type: ignore[arg-type]  # as argparse passes them on
        self._positionals.title = texts.ARGUMENTS
        self._optionals.title = texts.OPTIONS
        self.add_argument("-h", "--help", action="help", help=texts.HELP_HELP)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", f"{texts.USAGE}:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", f"{texts.USAGE}:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in Danish, and exit with 2."""
        told = [(sign.fullmatch(message), sentence) for sign, sentence in _USAGE_ERRORS]
        found = next((sentence.format(**match.groupdict()) for match, sentence in told if match), texts.USAGE_WRONG)
        self.print_usage(sys.stderr)
        self.exit(2, f"{found} {texts.USAGE_HELP.format(program=self.prog)}\n")


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= _LAST_PORT:
        raise ValueError(text)
    return port


_LAST_PORT = 65_535


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", metavar="DIR", help=texts.HELP_DATA)
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    parser: argparse.ArgumentParser = _DanishParser(prog="referat", description=texts.PROGRAM)
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")

    def add(name: str, help_text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_text, description=help_text, parents=[*parents])

    ingest = add("ingest", texts.HELP_INGEST, common, as_json)
    ingest.add_argument("paths", nargs="+", type=Path, metavar="STI", help=texts.HELP_PATHS)
    ingest.add_argument("--prune", action="store_true", help=texts.HELP_PRUNE)
    ingest.add_argument("--watch", action="store_true", help=texts.HELP_WATCH)
    parse = add("parse", texts.HELP_PARSE, as_json)
    parse.add_argument("file", type=Path, metavar="FIL", help=texts.HELP_FILE)
    ask = add("ask", texts.HELP_ASK, common, as_json)
    ask.add_argument("question", nargs="*", metavar="SPØRGSMÅL", help=texts.HELP_QUESTION)
    ask.add_argument("--history", type=Path, metavar="FIL", help=texts.HELP_HISTORY)
    ask.add_argument("--batch", type=Path, metavar="FIL", help=texts.HELP_BATCH)
    search = add("search", texts.HELP_SEARCH, common, as_json)
    search.add_argument("query", nargs="+", metavar="ORD", help=texts.HELP_QUERY)
    search.add_argument("--limit", type=int, default=10, metavar="N", help=texts.HELP_LIMIT)
    served = _served()
    add("chat", texts.HELP_CHAT, common, served)
    mcp = add("mcp", texts.HELP_MCP, common, served)
    mcp.add_argument("--http", action="store_true", help=texts.HELP_MCP_HTTP)
    password = add("password", texts.HELP_HASH)
    password.add_argument("name", metavar="NAVN", help=texts.HELP_NAME)
    roles = ("læser", "indlæser")
    password.add_argument("--role", choices=roles, default=roles[0], metavar="ROLLE", help=texts.HELP_ROLE)
    embed = add("embed", texts.HELP_EMBED)
    embed.add_argument("--query", action="store_true", help=texts.HELP_EMBED_QUERY)
    add("status", texts.HELP_STATUS, common, as_json)
    doctor = add("doctor", texts.HELP_DOCTOR, common)
    doctor.add_argument("--repair", action="store_true", help=texts.HELP_REPAIR)
    for name, help_text in (("backup", texts.HELP_BACKUP), ("restore", texts.HELP_RESTORE)):
        keeping = add(name, help_text, common, as_json)
        keeping.add_argument("file", type=Path, metavar="FIL", help=texts.HELP_BACKUP_FILE)
        if name == "restore":
            keeping.add_argument("--replace", action="store_true", help=texts.HELP_REPLACE)
    verify = add("verify", texts.HELP_VERIFY, common, as_json)
    verify.add_argument("file", type=Path, metavar="FIL", help=texts.HELP_VERIFY_FILE)
    add("feedback", texts.HELP_FEEDBACK, common, as_json)
    evaluate = add("eval", texts.HELP_EVAL, common, as_json)
    evaluate.add_argument("gold", type=Path, metavar="FIL", help=texts.HELP_GOLD)
    evaluate.add_argument("--wrong", action="store_true", help=texts.HELP_WRONG)
    return parser


def _served() -> argparse.ArgumentParser:
    """What every command that serves something takes."""
    served = argparse.ArgumentParser(add_help=False)
    served.add_argument("--host", default="127.0.0.1", metavar="ADRESSE", help=texts.HELP_HOST)
    served.add_argument("--port", type=_port, default=7860, metavar="PORT", help=texts.HELP_PORT)
    served.add_argument("--auth-file", type=Path, metavar="FIL", help=texts.HELP_AUTH_FILE)
    served.add_argument("--root-path", default="", metavar="STI", help=texts.HELP_ROOT_PATH)
    served.add_argument("--proxy", action="append", default=[], metavar="ADRESSE", help=texts.HELP_PROXY)
    return served


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # Our matrices are small: two threads over one waste both cores waiting (reading an item 20 ms, with one 4 ms).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    set_up(os.environ.get("REFERAT_LOG", "").lower())
    parsed = build_parser().parse_args(arguments)
    from ui import commands

    handler: Handler = commands.HANDLERS[parsed.command]
    try:
        return handler(parsed)
    except ReferatError as error:
        print(error.user_message, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(texts.INTERRUPTED, file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected", exc_info=error)
        print(texts.UNEXPECTED.format(kind=type(error).__name__), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
