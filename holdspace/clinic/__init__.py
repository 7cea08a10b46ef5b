"""Who and where: clinic, sites, rooms, staff, what each may do, and the trail of who did what."""
