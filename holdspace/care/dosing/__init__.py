"""The dose itself: time-out, live session, readiness to leave, closing. Everything on its screen folds over events."""
