"""What lies between a request and a feature: who asks, what they may, how it is answered."""
