"""A text with fields in it: each field stands out, and one that is broken is no field any more."""

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument

from practice.rules.passages import TOKEN
from practice.ui import theme
from practice.ui.widgets.fields import TextArea


class _Tokens(QSyntaxHighlighter):
    """Paints fields on a soft ground."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme.changes.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:  # noqa: N802  Qt's own name
        """Paint the fields of one paragraph."""
        look = QTextCharFormat()
        look.setBackground(theme.color("accentSoft"))
        look.setForeground(theme.color("accentText"))
        look.setFontWeight(600)
        for found in TOKEN.finditer(text):
            start = len(text[: found.start()].encode("utf-16-le")) // 2
            self.setFormat(start, len(found[0].encode("utf-16-le")) // 2, look)


class ClauseText(TextArea):
    """A passage of a clause."""

    def __init__(self) -> None:
        super().__init__(least=2, most=14)
        self._tokens = _Tokens(self.document())

    def before_cursor(self) -> str:
        """What stands before the cursor."""
        cursor = self.textCursor()
        cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selection().toPlainText()

    def go_after(self, words: str) -> None:
        """The cursor after these words, or at the end where the text does not begin with them."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if words and self.toPlainText().startswith(words):
            cursor.setPosition(len(words.encode("utf-16-le")) // 2)
        self.setTextCursor(cursor)

    def insert_field(self, name: str) -> None:
        """Put a field where the cursor is, clear of the words beside it."""
        cursor = self.textCursor()
        before = self.toPlainText()[: cursor.position()]
        gap = " " if before and not before[-1].isspace() else ""
        cursor.insertText(f"{gap}{{{{{name}}}}}")
        self.setTextCursor(cursor)
