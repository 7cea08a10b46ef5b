"""The wide views: today's board, everybody's list, one patient's whole course. Reads only."""
