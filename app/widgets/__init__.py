"""The panes: data in by methods, messages out; no domain calls and no clock."""
