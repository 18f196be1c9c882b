"""Do the declarations hold together, and is each of their changes in a migration? A program; needs no database."""

import sys
import warnings

from django.core.management import CommandError, call_command

from zhike.project.site import set_up


def main() -> int:
    """Django's system checks, warnings included, then a look for migrations that are missing."""
    set_up()
    warnings.simplefilter("ignore", RuntimeWarning)  # the history of migrations cannot be read without a database
    try:
        call_command("check", fail_level="WARNING")
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    call_command("makemigrations", check=True, dry_run=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
