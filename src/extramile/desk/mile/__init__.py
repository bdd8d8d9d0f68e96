"""The extra mile: what may be given without asking anybody, by the company's guard rails. No rows, no clock."""
