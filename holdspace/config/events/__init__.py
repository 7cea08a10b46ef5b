"""Tells open pages that something changed: a small process of its own, beside the pages.

`watching` notices commits, `news` keeps the latest and hands them round, `application` speaks to browsers.
Nothing clinical passes through here: a message names a channel, never a value, a patient's name or a finding.
"""
