"""The readers that lawcheck brings: one module each, registered like those of a plugin."""
