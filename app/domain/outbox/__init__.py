"""The outbox: mail that the program itself sends, kept until a mail connector, or somebody, has taken it out."""
