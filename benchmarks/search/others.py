"""Other engines on the same pages."""
