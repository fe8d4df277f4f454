"""Every table: columns, keys and indexes. Columns are plain; records.py knows how a record's fields lie in them.

Days are ISO texts, instants are microseconds since 1970 UTC, choices are their codes, structured fields are JSON.
Foreign keys are RESTRICT: records are archived, not deleted. One file per part of the work.
"""

from peewee import Model

from practice.db import opened
from practice.db.inner import INNER
from practice.db.inner import HistoryRow as HistoryRow
from practice.db.tables.base import Row
from practice.db.tables.boundaries import BoundaryDraftRow as BoundaryDraftRow
from practice.db.tables.boundaries import BoundaryEntryRow as BoundaryEntryRow
from practice.db.tables.boundaries import BoundaryRuleRow as BoundaryRuleRow
from practice.db.tables.complaints import ComplaintEntryRow as ComplaintEntryRow
from practice.db.tables.complaints import ComplaintItemRow as ComplaintItemRow
from practice.db.tables.complaints import ComplaintRow as ComplaintRow
from practice.db.tables.complaints import ComplaintStepRow as ComplaintStepRow
from practice.db.tables.core import AttachmentRow as AttachmentRow
from practice.db.tables.core import ChecklistRow as ChecklistRow
from practice.db.tables.core import ClauseRow as ClauseRow
from practice.db.tables.core import ClientRow as ClientRow
from practice.db.tables.core import DeliveryRow as DeliveryRow
from practice.db.tables.core import EngagementRow as EngagementRow
from practice.db.tables.core import FitCheckRow as FitCheckRow
from practice.db.tables.core import FollowUpRow as FollowUpRow
from practice.db.tables.core import IdealClientRow as IdealClientRow
from practice.db.tables.core import LetterDocumentRow as LetterDocumentRow
from practice.db.tables.core import LetterRow as LetterRow
from practice.db.tables.core import NoteEntryRow as NoteEntryRow
from practice.db.tables.core import NoteRow as NoteRow
from practice.db.tables.core import ScopeItemRow as ScopeItemRow
from practice.db.tables.core import SessionRow as SessionRow
from practice.db.tables.core import SettingRow as SettingRow
from practice.db.tables.core import SignedCopyRow as SignedCopyRow
from practice.db.tables.core import ThingRow as ThingRow
from practice.db.tables.exits import ExitRow as ExitRow
from practice.db.tables.invoices import InvoiceDocumentRow as InvoiceDocumentRow
from practice.db.tables.invoices import InvoiceRow as InvoiceRow
from practice.db.tables.invoices import ReconciliationDocumentRow as ReconciliationDocumentRow
from practice.db.tables.invoices import ReconciliationRow as ReconciliationRow
from practice.db.tables.invoices import TimeEntryRow as TimeEntryRow
from practice.db.tables.ledger import CorrectionRow as CorrectionRow
from practice.db.tables.ledger import LedgerEntryRow as LedgerEntryRow
from practice.db.tables.outcomes import OutcomeRow as OutcomeRow
from practice.db.tables.refunds import RefundRow as RefundRow
from practice.db.tables.requests import RequestEntryRow as RequestEntryRow
from practice.db.tables.requests import RequestRow as RequestRow
from practice.db.tables.requests import UsualLimitRow as UsualLimitRow

RECORDS: tuple[type[Row], ...] = tuple(Row.__subclasses__())  # in the order above
TABLES: tuple[type[Model], ...] = (*RECORDS, *INNER)

opened.tables_are_there()
