"""The words of the clause screen for what the rules call by code."""

from practice.rules.clauses import Clause, Level, Library
from practice.rules.letters import Letter, LetterState
from practice.rules.passages import condition
from practice.ui.tr import tr


def level(found: Level) -> tuple[str, str, str]:
    """How strongly a clause belongs in a letter as status kind, word and icon."""
    return {
        Level.REQUIRED: ("accent", tr("Required"), "lock"),
        Level.CASES: ("neutral", tr("In some cases"), "split"),
        Level.RECOMMENDED: ("neutral", tr("Recommended"), "circle-check"),
        Level.RESTRICTED: ("warn", tr("Restricted"), "triangle-alert"),
    }[found]


def stands(lib: Library, clause: Clause) -> str:
    """Where a clause stands in letters, as one line: "Required: in the UK. A new letter starts without it."."""
    parts = []
    if clause.mandatory not in ("never", "always"):
        parts.append(tr("Required: {when}.", when=when(lib, clause, clause.mandatory)))
    if clause.needs:
        parts.append(tr("Only for: {when}.", when=when(lib, clause, clause.needs)))
    if clause.mandatory == "always":
        parts.append(tr("It stands in every letter."))
    elif clause.on == "never":
        parts.append(tr("A new letter starts without it."))
    elif clause.on != "always":
        parts.append(tr("A new letter starts with it: {when}.", when=when(lib, clause, clause.on)))
    return " ".join(parts)


def when(lib: Library, clause: Clause, term: str) -> str:
    """A condition in words."""
    names = {flag: tr(said) for flag, said in lib.flags}
    return condition(term, names, {gap.key: tr(gap.label) for gap in clause.fields})


def version(number: int) -> str:
    """A version of a clause by its name."""
    return tr("Version {n}", n=number) if number else tr("The text it came with")


def state(letter: Letter) -> tuple[str, str, str]:
    """Where a letter stands as status kind, word and icon."""
    if letter.state is LetterState.DRAFT:
        return "neutral", tr("Draft"), "circle-dashed"
    if letter.signed_on:
        return "ok", tr("Signed"), "circle-check"
    return "neutral", tr("Issued"), "file-text"
