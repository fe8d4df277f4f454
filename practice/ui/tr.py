"""Every word a person sees goes through here: `tr("Keep {name}", name=…)`, and `trn("{n} note", "{n} notes", n)`.

The program speaks English; this is where another language would come in, and where a test makes every text twice as
long to find what would be cut off.
"""

_state = {"doubled": False}


def tr(text: str, **values: object) -> str:
    """The text as shown, with its {values} filled in; braces inside a value stay as they are."""
    shown = f"{text} {text}" if _state["doubled"] and text else text
    return shown.format(**values) if values else shown


def trn(one: str, many: str, n: int, **values: object) -> str:
    """The text for one or for many, with {n} and the other {values} filled in."""
    return tr(one if n == 1 else many, n=n, **values)


def double_texts(on: bool) -> None:
    """For tests: from now on every text comes out twice as long."""
    _state["doubled"] = on
