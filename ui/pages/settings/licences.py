"""What the program is built on."""

from __future__ import annotations

LICENCES: tuple[tuple[str, str], ...] = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("qasync", "BSD-2-Clause"),
    ("httpx", "BSD-3-Clause"),
    ("peewee", "MIT"),
    ("sqlcipher3, SQLCipher", "MIT, BSD-3-Clause"),
    ("keyring, jeepney", "MIT"),
    ("msgspec", "BSD-3-Clause"),
    ("platformdirs", "MIT"),
    ("truststore", "MIT"),
    ("cryptography", "Apache-2.0 OR BSD-3-Clause"),
    ("zstandard", "BSD-3-Clause"),
    ("starlette, uvicorn", "BSD-3-Clause"),
    ("argon2-cffi", "MIT"),
    ("prometheus-client", "Apache-2.0"),
    ("defusedxml", "PSF-2.0"),
    ("python-calamine", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("psycopg", "LGPL-3.0"),
)
