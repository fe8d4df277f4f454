"""How requests are told on screen."""

from datetime import date

from practice.rules.clients import Client, display_name
from practice.rules.requests import Base, Gathered, Ground, Judgement, Request, base
from practice.ui.tr import tr, trn
from practice.ui.when import day_text


def judgements() -> list[tuple[object, str]]:
    """What a request can be."""
    return [
        (Judgement.IN_SCOPE, tr("In scope: it is part of what we agreed on")),
        (Judgement.OUT_OF_SCOPE, tr("Out of scope: it is not part of it")),
        (Judgement.UNCLEAR, tr("Unclear: the letter can be read either way")),
    ]


def title(request: Request) -> str:
    """What a request is called: its subject, else the beginning of its words."""
    said = " ".join((request.subject or request.words).split())
    cut = said if len(said) <= 60 else said[:60].rpartition(" ")[0] + "…"
    return cut or tr("A new request")


def asked(request: Request, today: date) -> str:
    """ "asked today by email"."""
    day = day_text(request.asked_on, today)
    if not request.channel:
        return tr("asked {day}", day=day)
    return tr("asked {day}, {channel}", day=day, channel=request.channel[:1].lower() + request.channel[1:])


def ground_line(ground: Ground, today: date) -> str:
    """When the letter was signed, what has changed it since, and that the work was over, where it was."""
    signed = ground.letter.signed_on or today
    parts = [tr("signed {day}", day=day_text(signed, today))]
    if ground.force.addenda:
        parts.append(tr("changed by {letters}", letters=", ".join(one.number for one in ground.force.addenda)))
    if ground.ended:
        parts.append(tr("the work was over by then"))
    return ", ".join(parts)


def advice(request: Request, ground: Ground | None) -> tuple[str, str, str] | None:
    """What is to be kept in mind about a judgement: kind of banner, lead and sentence; None for nothing."""
    on = base(request, ground)
    if request.judgement is Judgement.UNCLEAR and on is not Base.NO_LETTER:
        lead = tr("Reasonable doubt goes to the client")
        return "accent", lead, tr("Do it, or the small piece of it, this once, and write down how it is from now on.")
    if request.judgement is Judgement.OUT_OF_SCOPE and on is Base.SILENT:
        lead = tr("No item says so by itself")
        said = tr("The letter’s list is the whole of what is promised. If it could be read otherwise, choose unclear.")
        return "warn", lead, said
    if request.judgement is Judgement.IN_SCOPE and on is Base.SILENT:
        return "warn", tr("Which promise is it?"), tr("Tick the promise that it belongs to, or choose unclear.")
    return None


def repeated(gathered: Gathered) -> str:
    """How often something was asked for, and by how many."""
    times = trn("Asked {n} time", "Asked {n} times", len(gathered.requests))
    people = trn("by {n} client", "by {n} clients", len(gathered.clients))
    return tr(
        "{times} {people}, and no item covers it: {subject}", times=times, people=people, subject=gathered.subject
    )


def dates(gathered: Gathered, clients: tuple[Client, ...], today: date) -> str:
    """Who asked when: "Beatrix Coyle today, November 3; Silas Thorne November 9"."""
    told = []
    for client in clients:
        days = [day_text(one.asked_on, today) for one in gathered.requests if one.client_id == client.id]
        told.append(f"{display_name(client)} {', '.join(days)}")
    return "; ".join(told) + "."
