"""The commands of a record, by what they are about; a screen is made of those it offers."""
