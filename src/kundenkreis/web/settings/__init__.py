"""Settings: plain pages that change how the company is set up, with a log of changes."""
