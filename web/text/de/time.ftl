# Zeit: Zeitleiste, Schritte, andere Wege, benannte Momente, Ketten von Ursachen.
