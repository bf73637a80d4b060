# Die Leitung: Zeilen von Rechner zu Rechner, ihre Wörter erklärt, und wer sie lesen konnte.
