"""村鉴: from county speeches to a citable knowledge base."""

__version__ = "0.1.0"
