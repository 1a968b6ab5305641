"""HTTP, and nothing but HTTP: the client's one room that knows httpx, and the keychain its logins live in.

This door imports nothing: httpx and keyring's search for a keychain cost a quarter of a start, so :mod:`app.session`
comes for ``api``, ``media`` and ``keychain`` when it needs them, after the first paint.
"""

from __future__ import annotations
