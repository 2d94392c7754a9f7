"""An area from elsewhere: samples of products that are sent to a lead, and come back."""
