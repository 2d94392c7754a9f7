"""What exists only so that a start is quick; README.md beside it says what each part wins."""
