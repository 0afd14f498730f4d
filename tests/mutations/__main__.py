"""`python -m tests.mutations`: the corpus through the program and RapidFuzz, into DRIFT.md."""

import sys

from tests.mutations.table import run

sys.exit(run())
