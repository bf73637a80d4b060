# Speichern, Öffnen, Links, und was der Browser behält.
