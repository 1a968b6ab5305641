"""Whether there is a screen to draw on, asked before Qt is: it would abort without a word of sense."""

from __future__ import annotations

import ctypes


def answers() -> bool:
    """Whether the X server that DISPLAY names lets us in; also where nobody knows how to ask it."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answered = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answered
