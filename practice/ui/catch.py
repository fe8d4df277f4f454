"""Where an error goes that nobody caught: known trouble to the message bar, our bugs to the crash page."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from practice.errors import Refused, Trouble

log = logging.getLogger(__name__)


def catch(tell: Callable[[str], None], crash: Callable[[str], None]) -> Callable[..., None]:
    """From now on send known trouble to `tell` and the report of anything else to `crash`; return the hook."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, (Trouble, Refused)):
            tell(str(error))
        else:
            from practice.ui.crash import report  # noqa: PLC0415  start-up: only where something broke

            text = report(kind, trace)
            log.error("unexpected error\n%s", text)
            crash(text)

    sys.excepthook = hook
    return hook
