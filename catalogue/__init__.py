"""The catalogues of messages: taken out of the code, kept in ``.po`` files by area, checked, compiled."""
