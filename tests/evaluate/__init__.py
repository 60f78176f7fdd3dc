"""Measuring the pipeline on the annotated corpus, and the recipes of what it has learned."""

import workers as workers  # before numpy, whose threads it limits
