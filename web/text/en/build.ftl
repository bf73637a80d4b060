# Building a world: devices, providers, accounts, mail, faults.
