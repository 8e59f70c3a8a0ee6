import type { Unlock } from './verdicts.ts'

/** What would change a verdict, for the person who reads it. */
export const unlockTexts: Readonly<Record<Unlock, { fr: string; en: string }>> = {
  'own-act': { fr: 'Seulement une démarche de la personne elle-même', en: 'Only an action by the person' },
  'hold-ends': { fr: 'Automatiquement, le jour où l’attente prend fin', en: 'Automatically, on the day the hold ends' },
  'new-address': { fr: 'Une autre adresse au lieu de celle-ci', en: 'Another address instead of this one' },
  review: { fr: 'La décision d’un responsable', en: 'The decision of someone in charge' },
  source: { fr: 'Indiquer la source de la fiche', en: 'State the source of the record' },
  'broker-checked': { fr: 'Terminer les contrôles du vendeur', en: 'Finish the checks of the seller' },
  'delivery-sampled': { fr: 'Clore un sondage de la livraison, preuves à l’appui', en: 'Close a sample of the delivery, with its proofs' },
  address: { fr: 'Une adresse ou un numéro dans un des systèmes', en: 'An address or number in one of the systems' },
  consent: { fr: 'Un consentement de la personne', en: 'Consent from the person' },
  'function-of-title': { fr: 'Associer l’intitulé du poste à une fonction', en: 'Map the job title to a function' },
  offer: { fr: 'Déclarer l’offre et les fonctions qu’elle concerne', en: 'Declare the offer and the functions it concerns' },
  assessment: { fr: 'Lier une évaluation de l’intérêt légitime à l’offre', en: 'Link a legitimate-interest assessment to the offer' },
  country: { fr: 'Un pays dans un des systèmes', en: 'A country in one of the systems' },
  'legal-form': { fr: 'La forme juridique de l’entreprise', en: 'The legal form of the company' },
  notice: { fr: 'Informer la personne', en: 'Inform the person' },
  'other-channel': { fr: 'Informer par un autre canal, ou supprimer', en: 'Inform on another channel, or remove' },
}

/** An allowed verdict changes by these. */
export const allowedEnds = { fr: 'Une opposition, ou la fin de la durée de conservation', en: 'An opt-out, or the end of the retention period' } as const
