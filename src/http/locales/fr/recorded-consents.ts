import type { recordedConsents as english } from '../en/recorded-consents.ts'

export const recordedConsents: typeof english = {
  title: 'Consentements', none: 'Aucun consentement enregistré.', add: 'Enregistrer un consentement', channels: 'Pour', words: 'Termes', given: 'Donné', proof: 'Preuve',
  acts: { tick: 'coché sur notre formulaire', signature: 'signé sur notre formulaire', button: 'bouton de notre e-mail', paper: 'signé sur papier', spoken: 'dit de vive voix' },
  recordedBy: (who) => `enregistré par ${who}`, file: 'Télécharger', withdrawn: (day) => `retiré le ${day}`, waits: 'attend la confirmation par e-mail', confirmed: (day) => `confirmé le ${day}`,
  form: {
    title: 'Enregistrer un consentement', context: 'Ce que cette personne a signé sur papier, ou dit à quelqu\'un de chez vous. Il vaut autant que sa preuve, et ne met fin à aucune opposition.', back: 'Contact',
    way: 'Comment il a été donné', ways: { paper: 'sur papier', spoken: 'dit de vive voix' }, wayHints: { paper: 'Le scan est gardé scellé et le prouve.', spoken: 'Ce que vous écrivez ici est tout ce qui le prouve.' }, channels: 'Pour quels canaux', givenOn: 'Le', givenHint: 'Le jour où il a été donné.', words: 'Dans quels termes', wordsHint: 'La phrase du papier, ou ce qui a été dit. Elle doit nommer votre société et ce qui sera envoyé.',
    heardBy: 'Qui l\'a reçu ou entendu', heardHint: 'Un nom.', file: 'Scan', fileHint: 'Obligatoire pour le papier. Un PDF, une image ou un texte de 10 Mo au plus.', save: 'Enregistrer', stays: 'Il reste tel quel : la personne le retire par toute opposition. En Allemagne, en Autriche, en Suisse, et là où le pays est inconnu, il ne compte pas : la loi y veut une confirmation par e-mail, que seul un de vos questionnaires demande.',
    errors: { way: 'Choisissez comment il a été donné.', channels: 'Choisissez au moins un canal.', givenOn: 'Indiquez un jour.', words: 'Écrivez les termes, en 10 à 1 000 signes.', heardBy: 'Nommez qui l\'a reçu ou entendu.', evidence: 'Joignez le scan : un formulaire vierge ne prouve rien.', 'no-address': 'Aucune fiche n\'a d\'adresse e-mail : un consentement est gardé pour une adresse.', 'no-number': 'Aucune fiche n\'a de numéro à appeler.', 'opted-out': 'Une opposition vaut pour l\'un de ces canaux. Seule la personne peut y mettre fin, sur sa page.', 'no-file': 'Joignez le scan : un formulaire vierge ne prouve rien.', 'no-company': 'Indiquez d\'abord votre société dans les réglages.' },
  },
}
