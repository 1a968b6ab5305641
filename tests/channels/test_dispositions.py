"""What a platform's answer calls a file, in all the ways that are met."""

from __future__ import annotations

import pytest

from app.channels.dispositions import name_in


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'attachment; filename="price.pdf"', "price.pdf"),
        (b"attachment;filename=price.pdf", "price.pdf"),
        ('attachment; filename="报价单.pdf"'.encode(), "报价单.pdf"),
        ('attachment; filename="报价单.pdf"'.encode("gbk"), "报价单.pdf"),
        (b'attachment; filename="%E6%8A%A5%E4%BB%B7.pdf"', "报价.pdf"),
        (b"attachment; filename=\"x.pdf\"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7.pdf", "报价.pdf"),
        (b"attachment; filename*=utf-8''a%20b.pdf", "a b.pdf"),
        (b"attachment; filename*=martian''%FF.pdf; filename=\"plain.pdf\"", "plain.pdf"),
        (b'attachment; filename="say \\"hi\\"; then.pdf"', 'say "hi"; then.pdf'),
        (b'attachment; filename="100%.pdf"', "100%.pdf"),
        (b"attachment", ""),
        (b"", ""),
        (b'attachment; filename=""', ""),
    ],
)
def test_a_name_is_read_however_it_is_written(header: bytes, name: str) -> None:
    assert name_in(header) == name
