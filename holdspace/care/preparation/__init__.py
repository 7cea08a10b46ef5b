"""Before the dose: intention, what calms, the safety plan, the room and the touch that are welcome."""
