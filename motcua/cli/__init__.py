"""The command line: parse, call, print. Every command is one function; what takes long to import is imported inside.

``up`` start, ``greeting`` what it prints · ``steering``, ``moving``, ``faults`` look at and steer a running sandbox ·
``identity`` the OpenID Provider · ``people`` whom to ask about · ``files`` worlds, batches, contracts · ``doctor`` what
this machine lacks · ``finding`` which sandbox is meant · ``showing`` how things are printed.
"""

import sys
from typing import Annotated

import typer

from motcua import __version__
from motcua.cli import doctor, files, identity, people, steering, up
from motcua.cli.showing import complain, line
from motcua.stack.trouble import Trouble

app = typer.Typer(
    name="motcua",
    help="Hộp cát tích hợp dịch vụ công quốc gia, dữ liệu giả · A sandbox of Viet Nam's public-service integration.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _version(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="In số phiên bản · Print the version")] = False,
) -> None:
    if version:
        line(__version__)
        context.exit()


for part in (up, steering, identity, people, files, doctor):
    part.add_to(app)


def main() -> None:
    """Entry point of ``motcua``: exit code 0 only on success, never a traceback for what a user can mend."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that is not UTF-8 shows what it can
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except Trouble as wrong:
        complain(wrong)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader, as in `motcua journal | head`, has seen enough
        sys.stderr.close()
        sys.exit(1)
