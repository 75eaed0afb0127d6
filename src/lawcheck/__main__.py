"""`python -m lawcheck`."""

import sys

from lawcheck.cli.app import main

sys.exit(main())
