"""motcua: the sandbox of Viet Nam's national public-service integration, over one synthetic population."""

__version__ = "0.1.0"
