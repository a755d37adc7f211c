"""Who committed what, with which stance, under which condition: read out of news documents."""

__version__ = "0.1.0"
