# Eine Welt bauen: Geräte, Anbieter, Konten, Mail, Störungen.
