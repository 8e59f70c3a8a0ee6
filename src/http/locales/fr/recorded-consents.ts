import type { recordedConsents as english } from '../en/recorded-consents.ts'

export const recordedConsents: typeof english = {
  title: 'Consentements', none: 'Aucun consentement enregistré.', add: 'Enregistrer un consentement', channels: 'Pour', words: 'Termes', given: 'Donné', proof: 'Preuve',
  acts: { tick: 'coché sur notre formulaire', signature: 'signé sur notre formulaire', button: 'bouton de notre e-mail', paper: 'signé sur papier', spoken: 'dit de vive voix' },
  recordedBy: (who) => `enregistré par ${who}`, file: 'Télécharger', withdrawn: (day, by) => `retiré le ${day} (${by})`, confirmed: (day) => `confirmé le ${day}`,
  waiting: {
    sent: 'attend la confirmation par e-mail', due: 'attend la confirmation : l’e-mail va partir', failed: 'ne compte pas : l’e-mail de confirmation n’a pas pu être envoyé', none: 'ne compte pas : aucun e-mail ne demande la confirmation (une opposition était en vigueur, ou trois e-mails sont partis à cette adresse ce jour-là)',
    noServer: (day) => `ne compte pas : l’e-mail de confirmation ne peut pas être envoyé, faute de serveur de messagerie (SMTP_URL et MAIL_FROM). Il part dès qu’ils sont indiqués, jusqu’au ${day} ; ensuite le consentement est caduc`,
    noPages: (day) => `ne compte pas : l’e-mail de confirmation ne peut pas être envoyé, faute d’adresse pour les pages des personnes (PUBLIC_URL). Il part dès qu’elle est indiquée, jusqu’au ${day} ; ensuite le consentement est caduc`,
  },
  form: {
    title: 'Enregistrer un consentement', context: 'Ce que cette personne a signé sur papier, ou dit à quelqu\'un de chez vous. Il vaut autant que sa preuve, et ne met fin à aucune opposition.', back: 'Contact',
    way: 'Comment il a été donné', ways: { paper: 'sur papier', spoken: 'dit de vive voix' }, wayHints: { paper: 'Le scan est gardé scellé et le prouve.', spoken: 'Ce que vous écrivez ici est tout ce qui le prouve.' }, channels: 'Pour quels canaux', givenOn: 'Le', givenHint: 'Le jour où il a été donné.', sureOfDay: 'Le jour est exact, l’année aussi', words: 'Dans quels termes', wordsHint: 'La phrase du papier, ou ce qui a été dit. Elle doit nommer votre société et ce qui sera envoyé.',
    heardBy: 'Qui l\'a reçu ou entendu', heardHint: 'Un nom.', file: 'Scan', fileHint: 'Obligatoire pour le papier. Un PDF, une image ou un texte de 10 Mo au plus.', save: 'Enregistrer', stays: 'Il reste tel quel : la personne le retire par toute opposition. En Allemagne, en Autriche, en Suisse, et là où le pays est inconnu, il ne compte pas : la loi y veut une confirmation par e-mail, que seul un de vos questionnaires demande.',
    errors: { way: 'Choisissez comment il a été donné.', channels: 'Choisissez au moins un canal.', givenOn: 'Indiquez un jour.', 'long-past': 'Ce jour est plus ancien que la durée de conservation des données de personnes inactives : avec lui, celles de cette personne peuvent être à supprimer. Corrigez l’année, ou cochez ci-dessous qu’elle est exacte.', words: 'Écrivez les termes, en 10 à 1 000 signes.', heardBy: 'Nommez qui l\'a reçu ou entendu.', evidence: 'Joignez le scan : un formulaire vierge ne prouve rien.', 'no-address': 'Aucune fiche n\'a d\'adresse e-mail : un consentement est gardé pour une adresse.', 'no-number': 'Aucune fiche n\'a de numéro à appeler.', 'opted-out': 'Une opposition vaut pour l\'un de ces canaux. Seule la personne peut y mettre fin, sur sa page.', 'no-file': 'Joignez le scan : un formulaire vierge ne prouve rien.', 'no-company': 'Indiquez d\'abord votre société dans les réglages.' },
  },
}
