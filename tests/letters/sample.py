"""The facts of the target letter, EL-2026-021."""

from dataclasses import replace

from practice.rules.letters import (
    Grid,
    ItemRow,
    ItemTable,
    LetterFacts,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    Signer,
)

INCLUDED = ItemTable(
    "What is included",
    (
        ItemRow("2.1", "A discovery meeting of up to 90 minutes, and a list of your assets", "December 3, 2026"),
        ItemRow("2.2", "Drafts of your revocable living trust and pour-over will", "15 business days after 2.1"),
        ItemRow("2.3", "Drafts of your durable power of attorney and advance directive", "with 2.2"),
        ItemRow("2.4", "A 60-minute review; one round of changes", "10 business days after you comment"),
        ItemRow("2.5", "A signing meeting with two witnesses and a notary", "on a date we agree"),
        ItemRow("2.6", "A reply to every message within two business days", "throughout"),
    ),
    due_heading="When you will have it",
)
EXCLUDED = ItemTable(
    "What is not included",
    (
        ItemRow("2.7", "Moving your house or accounts into the trust. I give you written instructions."),
        ItemRow("2.8", "Tax returns and tax advice. Please ask your accountant."),
        ItemRow("2.9", "Court work of any kind, including disputes between family members."),
        ItemRow("2.10", "Meetings, calls or messages outside Monday to Thursday, 9 am to 5 pm."),
    ),
)
FEES = Grid(
    ("Stage", "What it pays for", "Fee"),
    (
        ("1\u2002Discovery", "Item 2.1", "$900.00"),
        ("2\u2002Drafting", "Items 2.2 and 2.3", "$1,800.00"),
        ("3\u2002Review", "Item 2.4", "$540.00"),
        ("4\u2002Signing", "Item 2.5", "$360.00"),
    ),
    total=("Total fixed fee", "", "$3,600.00"),
    right=(2,),
)
REFUNDS = Grid(
    ("If you end it", "I keep", "Of the full fee you get back"),
    (
        ("before the discovery meeting", "$0.00", "$3,600.00"),
        ("after the discovery meeting, before I send drafts", "$900.00", "$2,700.00"),
        ("after I send drafts, before the changes are made", "$2,700.00", "$900.00"),
        ("after the changes, before the signing meeting", "$3,240.00", "$360.00"),
    ),
    right=(1, 2),
)
SECTIONS = (
    Section(
        1,
        "Who I act for",
        (
            Paragraph(
                "I act for you alone. I do not act for your children, your trustees or anyone else named in your "
                "documents, even where they come to a meeting with you."
            ),
        ),
    ),
    Section(
        2,
        "What this letter covers",
        (
            Paragraph(
                "This list is the whole of what I promise. If you want something that is not on it, ask; I will tell "
                "you whether I can do it, and what it would cost, before any work begins."
            ),
            INCLUDED,
            EXCLUDED,
        ),
    ),
    Section(
        3,
        "What I need from you",
        (
            Paragraph(
                "Please send me the asset questionnaire at least three business days before the discovery meeting, "
                "and your comments on the drafts within 20 business days of receiving them. My dates in clause 2 move "
                "by one day for each day these are late."
            ),
        ),
    ),
    Section(
        4,
        "How we work together",
        (
            Paragraph(
                "Email is best. I read messages Monday to Thursday, 9 am to 5 pm, and I do not use text messages for "
                "client matters. Nothing in an estate plan is usually urgent; if something is, call the office and say "
                "so. Before you sign this letter we will go through the fees below line by line, in a call of 15 "
                "minutes, as we agreed."
            ),
        ),
    ),
    Section(
        5,
        "Fees",
        (
            Paragraph("The fee is fixed. It does not rise if the work takes me longer than I expect."),
            FEES,
            Paragraph(
                "A deposit of $1,800.00 is due when you sign; work starts once it has arrived. The remaining $1,800.00 "
                "is due at the signing meeting. The deposit stays in my client trust account until each stage is "
                "finished. County and notary charges are passed on at cost, with receipts, and never without asking "
                "you first."
            ),
        ),
    ),
    Section(
        6,
        "If you end this early, or I am late",
        (
            Paragraph(
                "You may end this engagement at any time, for any reason, by telling me in writing. You pay only for "
                "finished stages, and I return the rest within 10 business days."
            ),
            REFUNDS,
            Paragraph(
                "The right-hand column assumes the full fee has been paid; if you have paid only the deposit, I return "
                "what you have paid less what I keep, and if that leaves nothing, you owe nothing more. If I miss a "
                "date in clause 2 for a reason that is mine, I return 10% of that stage’s fee for each full week I am "
                "late, up to 30%."
            ),
        ),
    ),
    Section(
        7,
        "If something goes wrong",
        (
            Paragraph(
                "Tell me, in whatever words come. I will reply in writing within five business days, compare what "
                "happened with this letter, and say plainly which of us was right about what was promised. If the "
                "fault is mine, I will put it right."
            ),
        ),
    ),
    Section(
        8,
        "Ending, and your papers",
        (
            Paragraph(
                "I may end this engagement with 10 business days’ notice if we can no longer work well together, on "
                "the refund terms in clause 6. Your original documents are always yours. I keep copies for seven "
                "years, encrypted, and then destroy them."
            ),
        ),
    ),
)
TARGET = LetterFacts(
    number="EL-2026-021",
    version=1,
    check_code="K7Q4-M2XD",
    title="Engagement letter EL-2026-021",
    letterhead=Letterhead(
        "Halvard Estate Planning",
        "Ines Halvard, attorney at law",
        (
            "14 Lantern Row, Suite 3, Port Ellery, Oregon 97000",
            "(503) 555-0142\u2002·\u2002ines@halvard.example",
        ),
    ),
    date_line="November 17, 2026",
    recipient=("Imelda Corrant", "208 Quarry Hill Road", "Port Ellery, Oregon 97000"),
    delivery_line="By email to imelda@corrant.example",
    subject="Engagement letter for your estate plan",
    reference="Letter EL-2026-021",
    greeting="Dear Ms. Corrant,",
    opening=(
        Paragraph(
            "Thank you for our conversation yesterday, and for asking me to prepare your estate plan. This letter "
            "sets out what I will do, what I will not do, what it costs, and what happens if either of us wants to "
            "stop. Please read it slowly. If any part is unclear, call me before you sign; that call is free.",
        ),
    ),
    sections=SECTIONS,
    closing=(
        Paragraph(
            "If this letter describes what you want, please sign below and return it by December 1, 2026. It takes "
            "effect on the day I receive both your signature and the deposit.",
        ),
    ),
    signers=(
        Signer("Ines Halvard", "Halvard Estate Planning"),
        Signer("Imelda Corrant", "Client. I have read this letter and agree to it."),
    ),
)
TARGET_A4 = replace(TARGET, paper=Paper.A4)
