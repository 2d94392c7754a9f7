"""Dialogs: modal screens that ask one thing and return a value; each is imported when it is opened."""
