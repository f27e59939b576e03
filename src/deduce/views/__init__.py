"""What deduce shows: prose and episodes say it; terminal, markdown and complaints lay it out.

These modules must never know how a verdict is found: they read a Trace, a Solution or complaints, and return text.
"""
