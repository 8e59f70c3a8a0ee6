import type { refusals as english } from '../en/refusals.ts'

export const refusals: typeof english = {
  title: (label) => `${label} refuse le blocage`, tab: 'Refus', more: 'Cette personne y reste joignable tant que le blocage n\'est pas pris ou que quelqu\'un n\'a pas réglé la question autrement.',
  facts: 'Ce qui est refusé', said: 'Ce qu\'il répond', since: 'Refusé le', sendAgain: 'Envoyer à nouveau', sendAgainMore: 'Une fois la cause corrigée là-bas : le blocage repart, et il est relu là où c\'est possible.',
  settle: 'Régler à la main', settleMore: 'Quand ce système ne peut jamais le prendre et que quelqu\'un y a arrêté le contact autrement. L\'alarme prend fin ; l\'état reste « Refusé », car rien n\'a été relu.',
  note: 'Ce qui a été fait', noteHint: 'Où, par qui, quand. Ni santé, ni opinion, ni insulte : la personne peut le lire.', evidence: 'Preuve (facultatif)', save: 'Régler à la main',
  errors: { note: 'Dites en quelques mots ce qui a été fait, 1 000 caractères au plus.' },
}
