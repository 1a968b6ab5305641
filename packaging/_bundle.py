"""The frozen program: a trimmed one-dir bundle, and the proof that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from _environment import ROOT, Trouble

BUNDLE = ROOT / "dist" / "heliu"
SMOKE_SECONDS = 120


def build(python: Path) -> None:
    """Freeze main.py into dist/heliu."""
    places = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "pyinstaller")]
    quiet = ["--noconfirm", "--log-level", "WARN"]
    command = [str(python), "-m", "PyInstaller", *quiet, *places, str(ROOT / "packaging" / "heliu.spec")]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise Trouble("the bundle could not be built; PyInstaller said why above")


def smoke() -> int:
    """Start everything in the bundle once, print what it found, and return 0 when all of it works."""
    program = BUNDLE / ("heliu.exe" if os.name == "nt" else "heliu")
    with tempfile.TemporaryDirectory(prefix="heliu-smoke-") as folder:
        report = Path(folder) / "smoke.json"
        command = [str(program), "desktop", "--data-dir", folder, "--smoke", str(report)]
        env = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        try:
            code = subprocess.run(command, env=env, cwd=folder, timeout=SMOKE_SECONDS, check=False).returncode
        except subprocess.TimeoutExpired as late:
            raise Trouble(f"the bundle did not finish its smoke test in {SMOKE_SECONDS} s") from late
        if not report.exists():
            raise Trouble(f"the bundle ended with code {code} and left no report")
        found = json.loads(report.read_text(encoding="utf-8"))
    print(json.dumps(found, indent=2, ensure_ascii=False))
    if code != 0 or found.get("frozen") is not True:
        raise Trouble(f"the bundle does not work: {found.get('failed', f'exit code {code}')}")
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"package: {BUNDLE.relative_to(ROOT)}, {size / 1e6:.0f} MB")
    return 0
