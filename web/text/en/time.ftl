# Time: the timeline, steps, other ways, named moments, and chains of causes.
