# Einblick: was auf einer Platte liegt, und was es gekostet hat.
