"""docs/ -> site/ -> zip, and the check of what came out (architecture: "ship").

``site.build``, ``bundle.bundle``, ``serve.serve`` and ``check.check`` are its doors.
"""
