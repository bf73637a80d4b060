# Inside: what is on a disk, and what it cost.
