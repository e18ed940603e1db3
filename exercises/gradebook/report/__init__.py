"""The class report and the feedback pages."""
