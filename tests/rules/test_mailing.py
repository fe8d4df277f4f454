from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules.mailing import Message, address, command


@given(st.text(), st.text())
def test_a_mail_program_reads_back_what_was_said(subject, text):
    read = urlsplit(address(Message(("ada@moss.example",), subject, text)))
    assert (read.scheme, unquote(read.path)) == ("mailto", "ada@moss.example")
    told = parse_qs(read.query, keep_blank_values=True, errors="surrogatepass")
    assert set(told) == {"subject", "body"}
    assert told["body"] == ["\r\n".join(text.splitlines())]
    assert told["subject"] == [subject]


@pytest.mark.parametrize("to", ["a&cc=b@c.example", "a?bcc=b@c.example", "ada moss@x.example"])
def test_an_address_adds_no_part(to):
    read = urlsplit(address(Message((to,), "S", "T")))
    assert set(parse_qs(read.query)) == {"subject", "body"}
    assert unquote(read.path) == to
    assert parseaddr(to) is not None


def test_two_people_are_written_to_at_once():
    assert address(Message(("a@x.example", "b@x.example"), "S", "T")).startswith("mailto:a@x.example,b@x.example?")


def test_the_file_goes_along_and_no_address_is_an_option():
    words = command(Message(("--attach=/etc/passwd", "a@x.example"), "S", "T"), "letter.pdf")
    assert words == ["xdg-email", "--utf8", "--subject", "S", "--body", "T", "--attach", "letter.pdf", "a@x.example"]
