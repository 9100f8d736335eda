"""Work that nobody waits for: named jobs, each again and again, in one thread beside the server.

Says nothing of what they do; the application wires that in. Only `flask serve` starts them.
"""
