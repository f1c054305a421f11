"""What people bring along: a photo and a recording, as a telephone makes them."""

import wave
from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload


def a_photo() -> FilePayload:
    content = BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(content, "JPEG")
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def a_voice() -> FilePayload:
    """A second of something; what is said does not matter."""
    content = BytesIO()
    with wave.open(content, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(16000)
        written.writeframes(b"\0\1" * 16000)
    return {"name": "voix.wav", "mimeType": "audio/wav", "buffer": content.getvalue()}
