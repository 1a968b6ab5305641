"""Makes resources/sounds/*.wav: five short tones, computed, so that nobody else's recording is shipped."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 22_050
LOUDNESS = 0.42

# Name -> notes of (start s, length s, frequency Hz, decay 1/s, overtones).
TONES = {
    "drop": [(0.00, 0.30, 880.0, 16.0, (1.0, 0.25)), (0.07, 0.30, 1318.5, 14.0, (1.0, 0.2))],
    "chime": [
        (0.00, 0.60, 659.3, 7.0, (1.0, 0.3, 0.1)),
        (0.12, 0.55, 830.6, 7.0, (1.0, 0.3, 0.1)),
        (0.24, 0.60, 987.8, 6.0, (1.0, 0.3, 0.1)),
    ],
    "knock": [(0.00, 0.12, 220.0, 45.0, (1.0, 0.6, 0.4)), (0.14, 0.14, 220.0, 45.0, (1.0, 0.6, 0.4))],
    "bell": [(0.00, 0.90, 1046.5, 4.5, (1.0, 0.1, 0.45, 0.1, 0.2))],
    "pluck": [(0.00, 0.40, 523.3, 10.0, (1.0, 0.5, 0.33, 0.25)), (0.10, 0.40, 392.0, 10.0, (1.0, 0.5, 0.33, 0.25))],
}


def samples(notes: list[tuple[float, float, float, float, tuple[float, ...]]]) -> list[float]:
    """The sum of the notes, between -1 and 1."""
    length = max(start + lasts for start, lasts, *_ in notes)
    wave_form = [0.0] * int(length * RATE)
    for start, lasts, frequency, decay, overtones in notes:
        first = int(start * RATE)
        for at in range(min(int(lasts * RATE), len(wave_form) - first)):
            moment = at / RATE
            rise = min(1.0, moment / 0.004)
            fall = math.exp(-decay * moment) * min(1.0, (lasts - moment) / 0.02)
            tone = sum(
                strength * math.sin(2 * math.pi * frequency * (number + 1) * moment)
                for number, strength in enumerate(overtones)
            )
            wave_form[first + at] += rise * fall * tone
    loudest = max(abs(value) for value in wave_form)
    return [LOUDNESS * value / loudest for value in wave_form]


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, notes in TONES.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"".join(struct.pack("<h", round(value * 32767)) for value in samples(notes)))


if __name__ == "__main__":
    main()
