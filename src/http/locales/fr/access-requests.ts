import { wordsOf } from '../words.ts'
import type { accessRequests as en } from '../en/access-requests.ts'

const { some } = wordsOf('fr-FR')

export const accessRequests: typeof en = {
  title: 'Demandes d\'accès', context: 'Toute personne qui demande ce que vous détenez à son sujet reçoit une réponse dans un mois calendaire après réception (RGPD art. 15 et 12(3)). Personne n\'est supprimé tant que sa réponse est attendue.', none: 'Aucune demande d\'accès consignée. Consignez-en une depuis la page du contact.', record: 'Consigner une demande d\'accès', new: 'Consigner une demande d\'accès',
  columns: { number: 'Demande', received: 'Reçue', due: 'Répondre au plus tard le', identity: 'Identité', state: 'État' }, overdue: 'en retard', open: 'Réponse à envoyer', answered: (when, by) => `Réponse envoyée le ${when} par ${by}`,
  who: 'Qui a demandé', contact: 'Ouvrir le contact', go: 'Consigner', recorded: 'Consignée', by: (who, when) => `${who}, ${when}`, facts: 'La demande',
  answer: 'Réponse à la personne', answerMore: 'Téléchargez la réponse d\'accès et envoyez-la par la voie que la personne a utilisée. Elle contient des données en clair ; chaque copie est au journal.', pdf: 'Réponse d\'accès (PDF)', json: 'Le même dossier en JSON', sent: 'J\'ai envoyé la réponse', gone: 'La personne a été supprimée : la réponse dit ce qu\'il en reste.',
  errors: { door: 'Choisissez comment la demande est arrivée.', receivedOn: 'Indiquez un jour, aujourd\'hui au plus tard.', identity: 'Dites comment on a vérifié que cette personne l\'a demandé.', identityWords: 'Dites en une phrase ce qui a été fait.', open: 'Une demande de cette personne attend déjà sa réponse.', unknown: 'Ce contact n\'existe pas.', role: 'Ce registre est tenu par un DPO ou un administrateur.', answered: 'Cette réponse a déjà été notée.' },
  need: (count) => `${some(count, 'demande d\'accès', 'demandes d\'accès')} à traiter`, needMore: 'Un mois calendaire au plus.', needAct: 'Ouvrir',
}
