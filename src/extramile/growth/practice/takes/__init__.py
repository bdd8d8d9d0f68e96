"""Takes: what somebody said in the rehearsal room, sealed."""
