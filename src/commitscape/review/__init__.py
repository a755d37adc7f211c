"""The review page: what to decide on, the decisions, and the panel in JupyterLab that takes them by single keys."""
