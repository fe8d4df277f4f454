"""The place of money: what waits to be billed, invoices, and the reconciliation of trust."""
