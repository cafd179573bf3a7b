"""``python -m cunjian`` is the command."""

import sys

from cunjian.cli import main

sys.exit(main())
