import type { refusals as english } from '../en/refusals.ts'

export const refusals: typeof english = {
  title: (label) => `${label} refuse le blocage`, tab: 'Refus', more: 'Cette personne y reste joignable tant que le système n\'accepte pas le blocage ou que le contact n\'est pas arrêté autrement.',
  facts: 'Ce qui est refusé', said: 'Pourquoi', reasons: { 'not-honoured': 'Il a accepté le blocage et ne l’a jamais montré.', validation: 'Une règle du système empêche l’écriture.', 'not-permitted': 'Notre utilisateur ne peut pas y écrire.', 'not-supported': 'Il n’a pas de blocage pour ce canal.', declined: 'Il dit qu’il ne peut pas.', conflict: 'La fiche est verrouillée, fusionnée ou en conflit avec une autre.', 'unexpected-response': 'Il a répondu d’une façon qui n’est pas documentée.', 'bad-request': 'Il a refusé l’appel comme erroné.' }, since: 'Refusé le', sendAgain: 'Envoyer à nouveau', sendAgainMore: 'Une fois la cause corrigée là-bas : le blocage est renvoyé, et vérifié là où c\'est possible.',
  settle: 'Régler à la main', settleMore: 'Quand ce système ne peut jamais l\'accepter et que le contact y a été arrêté autrement. L\'alarme prend fin ; l\'état reste « Refusé », car rien n\'a été vérifié.',
  note: 'Ce qui a été fait', noteHint: 'Où, par qui, quand. Ni santé, ni opinion, ni insulte : la personne peut le lire.', evidence: 'Preuve (facultatif)', save: 'Régler à la main',
  errors: { note: 'Dites en quelques mots ce qui a été fait, 1 000 caractères au plus.' },
}
