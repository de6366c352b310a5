"""Tools that do some of what keerpunt does, one a file.

Each has NAME, CANNOT (what of the sixty codes it cannot say), missing() (why it is not measured here,
or None) and version(); what can be done with it differs.
"""
