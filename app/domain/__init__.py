"""The domain: what lead qualification is, without any face."""
