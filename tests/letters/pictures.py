"""Pictures made in the tests: what a person might choose for a logo."""

from io import BytesIO

from PIL import Image, ImageDraw

SVG = b"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40">
  <title>Mark</title>
  <defs><clipPath id="half"><rect width="60" height="40"/></clipPath><path id="leaf" d="M0 0 Q 10 0 10 10 Q 0 10 0 0"/>
  <linearGradient id="left over"/></defs>
  <style>.ink{fill:#17607A}</style>
  <circle class="ink" cx="20" cy="20" r="18"/>
  <g transform="translate(60 5) rotate(10)" fill="none" stroke="#A03020" stroke-width="3"><path d="M0 30 L 30 0 Z"/></g>
  <use xlink:href="#leaf" x="90" y="10"/>
  <g clip-path="url(#half)"><rect width="120" height="3"/></g>
</svg>"""


def png(width: int = 300, height: int = 100, *, alpha: bool = True) -> bytes:
    """A disc on nothing, or on white."""
    picture = Image.new("RGBA" if alpha else "RGB", (width, height), (0, 0, 0, 0) if alpha else "white")
    ImageDraw.Draw(picture).ellipse((0, 0, height - 1, height - 1), fill="#17607A")
    return _saved(picture, "PNG")


def jpeg(width: int = 300, height: int = 100, mode: str = "RGB") -> bytes:
    """A slope of colours, as in a photograph."""
    return _saved(Image.linear_gradient("L").resize((width, height)).convert(mode), "JPEG")


def noise(width: int, height: int) -> bytes:
    """What compresses badly."""
    return _saved(Image.effect_noise((width, height), 90).convert("RGB"), "PNG")


def _saved(picture: Image.Image, kind: str) -> bytes:
    made = BytesIO()
    picture.save(made, kind)
    return made.getvalue()
