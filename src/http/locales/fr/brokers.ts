import type { brokers as english } from '../en/brokers.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('fr-FR')

export const brokers: typeof english = {
  ack: {
    title: 'Oppositions à appliquer', asked: (company: string, when: string) => `${company} vous a transmis ces oppositions le ${when}.`, reference: (number: string) => `Référence ${number}`,
    count: (count: number) => `${some(count, 'personne demande', 'personnes demandent')} à ne plus être prospectée${count > 1 ? 's' : ''} avec des données venues de vous. Indiquez ligne par ligne ce que vous avez fait ; vous pouvez revenir et modifier à tout moment.`,
    show: 'Afficher les personnes', showMore: 'Les adresses sont masquées tant que vous ne les demandez pas. Leur affichage est noté.', shown: 'Les adresses figurent ci-dessous. Ne les utilisez que pour ces oppositions.', address: 'Adresses', noAddress: 'Nous ne détenons plus d\'adresse de cette personne.',
    withdrawn: 'Plus nécessaire : il n\'y a rien à faire pour cette ligne.', objected: (when: string) => `Opposition du ${when}`,
    line: (reference: string) => `Ligne ${reference}`, answer: 'Ce que vous avez fait', hidden: 'masquées',
    answers: { acknowledged: 'Bien reçu, nous allons le faire', applied: 'Fait : cette personne est bloquée chez nous', absent: 'Introuvable : nous ne détenons pas cette personne', refused: 'Nous ne pouvons pas' },
    reason: 'Motif, si vous ne pouvez pas', name: 'Nom de la personne qui répond', nameHint: 'Conservé comme preuve de la réponse.', send: 'Envoyer les réponses',
    faults: 'L\'envoi n\'est pas encore possible :', noName: 'Saisissez le nom de la personne qui répond.', noReason: (reference: string) => `Ligne ${reference} : indiquez pourquoi vous ne pouvez pas.`, nothing: 'Choisissez une réponse pour au moins une ligne.',
    thanks: 'Merci : vos réponses sont enregistrées', thanksMore: 'Voici la copie de ce qui a été enregistré. Gardez le lien de notre message pour modifier ou compléter ; il n\'a pas de fin de validité.', by: (name: string, when: string) => `${name}, ${when}`, open: 'Pas encore de réponse', back: 'Retour aux lignes',
    unknown: 'Ce lien n\'est pas connu', unknownMore: 'Copiez-le en entier depuis notre message, ou répondez à ce message.', state: 'Réponse enregistrée',
  },
}
