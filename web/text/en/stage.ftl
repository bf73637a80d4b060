# What the stage says for itself: devices, mail apps, servers, wires.
