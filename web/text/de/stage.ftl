# Was die Bühne selbst sagt: Geräte, Mail-Apps, Server, Leitungen.
