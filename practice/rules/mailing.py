"""An email that brings a letter, as any mail program can be handed it."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Message:
    """To whom, about what, and the text; the letter itself goes along as a file."""

    to: tuple[str, ...]
    subject: str
    text: str


def address(message: Message) -> str:
    """The message as a mailto address (RFC 6068): lines end in %0D%0A, and no sign of a text ends a part early."""
    to = ",".join(quote(one, safe="@") for one in message.to)
    body = quote("\r\n".join(message.text.splitlines()), safe="")
    return f"mailto:{to}?subject={quote(message.subject, safe='')}&body={body}"


def command(message: Message, file: str) -> list[str]:
    """The message as words for xdg-email, with the file attached; what begins like an option is no address."""
    to = [one for one in message.to if not one.startswith("-")]
    words = ["--utf8", "--subject", message.subject, "--body", message.text, "--attach", file]
    return ["xdg-email", *words, *to]
