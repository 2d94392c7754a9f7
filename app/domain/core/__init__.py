"""The words every area shares: identities, money, moments, text and errors."""
