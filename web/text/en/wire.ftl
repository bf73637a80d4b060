# The wire: lines from host to host, their words explained, and who could read them.
