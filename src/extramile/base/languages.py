"""Words by which a language is told from another."""

from __future__ import annotations

# Small words that English does not have, of the languages that visitors of a European or American site write most.
ELSEWHERE = frozenset(
    """
    que el la los las una unos por para con pero como muy está esta esto mi tu su gracias hola donde cuando porque
    le les des une est pas je vous nous avec pour dans sur mais merci bonjour c'est j'ai qui quand où très ça mon ma
    der das und ist nicht ich sie ein eine mit auf für wie wo wann bitte danke warum noch auch aber mein meine habe
    het een niet ik wij zijn voor van naar maar dank waar wanneer mijn
    il di che non per sono ho mia mio quando dove grazie ciao perché anche della
    os um uma não você voce obrigado obrigada olá meu minha isso onde mas estou
    jag är inte och det att på tack hej var när min mitt jeg ikke og er til takk hvor
    """.split()  # noqa: SIM905  a list would be a hundred lines
)
