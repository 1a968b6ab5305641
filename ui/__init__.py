"""What the agent sees: windows, pages, models and brushes over the services of ``app``."""
