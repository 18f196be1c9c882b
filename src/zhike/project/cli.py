"""The command line: `./zhike <command>`. One module in `commands` is one command.

Such a module has `HELP` (English, Chinese), `arguments(parser)` and `run(arguments) -> exit code`. Its name is the
command's; a trailing underscore is left out (`import_` is `import`).
"""

import argparse
import errno
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from django.db import OperationalError

from zhike.kernel.errors import ZhikeError
from zhike.project import commands, console, environment
from zhike.project.problem import EXIT_CODE, Problem, chinese

INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """Says in one sentence what it did not understand."""

    def error(self, message: str) -> NoReturn:
        english, zh = f"{message}. See {self.prog} --help.", f"看不懂参数：{message}。用法见 {self.prog} --help。"
        console.complain(zh if chinese() else english)
        raise SystemExit(2)


def names() -> dict[str, str]:
    """Command -> module name, of all commands there are."""
    found = (info.name for info in pkgutil.iter_modules(commands.__path__) if not info.name.startswith("_"))
    return {name.rstrip("_"): name for name in sorted(found)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; answers with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    known = names()
    chosen = given[0] if given and given[0] in known else None
    parser = Parser(prog="./zhike", description="Zhike 知客")
    group = parser.add_subparsers(dest="command", metavar="command", required=True, parser_class=Parser)
    module: ModuleType | None = None
    for name in [chosen] if chosen else known:
        module = importlib.import_module(f"{commands.__name__}.{known[name]}")
        text = module.HELP[1 if chinese() else 0]
        module.arguments(group.add_parser(name, help=text, description=text))
    parsed = parser.parse_args(given)
    if module is None:
        return EXIT_CODE
    try:
        return int(module.run(parsed))
    except Problem as problem:
        console.complain(str(problem))
        return EXIT_CODE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        console.complain(str(Problem("no_space", folder=error.filename or environment.home(), free=0, needed=1)))
        return EXIT_CODE
    except OperationalError as error:
        console.complain(str(Problem("database_away", reason=str(error).strip().partition("\n")[0])))
        return EXIT_CODE
    except ZhikeError as error:
        if isinstance(error.__cause__, Problem):  # told to whoever asks at a page in fewer words
            console.complain(str(error.__cause__))
            return EXIT_CODE
        people = importlib.import_module("zhike.project.people")  # who raised it has set Django up
        console.complain(people.sentence(error))
        return EXIT_CODE
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
