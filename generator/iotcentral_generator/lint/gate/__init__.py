"""Gate of the generator: what it does not carry out is refused (S120 to S139), by a white list and checks by kind."""

from .gate import gate

__all__ = ["gate"]
