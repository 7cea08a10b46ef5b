"""How long do the wide pages take, as ratios that mean the same on every machine?"""
