import type { Channel } from '../../../domain/app/channel.ts'
import type { scorecard as en } from '../en/scorecard.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

const asks: Readonly<Record<Channel, string>> = { email: 'leur écrire par e-mail', sms: 'leur envoyer un SMS', phone: 'les appeler', robocall: 'les appeler par automate', post: 'leur écrire par courrier', social: 'leur écrire sur les réseaux sociaux', fax: 'leur envoyer un fax', audience: 'les placer dans une audience publicitaire' }

export const scorecard: typeof en = {
  title: 'État de la base', tab: 'Tableau de bord', empty: 'Le tableau de bord demande un traitement nocturne terminé.', pdf: 'Télécharger le PDF', page: (now, of) => `${n(now)} sur ${n(of)}`,
  context: (company, when, people, records, systems) => `${company === '' ? '' : `${company}, `}${when}. ${some(people, 'contact', 'contacts')}, ${some(records, 'fiche', 'fiches')} dans ${some(systems, 'système', 'systèmes')}.`,
  question: (offer, channel) => `Peut-on ${asks[channel]} aujourd'hui${offer === null ? '' : ` pour « ${offer} »`} ?`, part: (total) => `tirés au hasard parmi ${n(total)}`, choose: { offer: 'Offre', channel: 'Canal', show: 'Afficher' }, yes: (yes, of) => `oui : ${yes} sur ${of}`, was: (share, month) => `${share} en ${month}`,
  parts: { allowed: 'Autorisés', notice: 'Avec l\'information', consent: 'Consentement requis', waiting: 'Quarantaine ou examen', blocked: 'Bloqués' },
  trend: { title: 'Douze mois', more: 'contacts en fin de mois', mailed: 'Joignables par e-mail', toDo: 'À corriger, ou opposition', allowed: 'autorisés', objectors: 'avec opposition', noSource: 'sans source', past: 'conservation dépassée', one: 'La courbe commence ce mois-ci : les chiffres sont gardés à chaque traitement nocturne.', elsewhere: 'Le suivi mensuel des personnes joignables n\'est gardé que pour la première offre, par e-mail.', table: 'En tableau', month: 'Mois' },
  duties: {
    title: 'Obligations', today: 'aujourd\'hui', open: 'Personnes avec une opposition non appliquée', openMore: (blocked, all) => `${n(blocked)} sur ${some(all, 'personne qui s’est opposée', 'personnes qui se sont opposées')} sont bloquées dans chaque système connecté qui les détient`, since: (when) => `La plus ancienne date du ${when}.`,
    delay: 'De l\'opposition à sa vérification', delayMore: (p95) => `95 % en moins de ${p95} sur 30 jours`, delayNone: 'aucune opposition en 30 jours', notice: 'Information en retard', noticeMore: (due) => `${n(due)} à faire dans le mois`, answer: 'Courtiers sans réponse', answerMore: 'envoyées, pas encore confirmées', source: 'Sans source', sourceMore: (days) => `entrent dans un plan après ${some(days, 'jour', 'jours')}`,
    overruled: 'Messages peu clairs : lecture contredite', overruledMore: (against, all) => `${n(against)} sur ${some(all, 'message tranché', 'messages tranchés')} par une personne en 12 mois`,
    past: 'Conservation dépassée, dans aucun plan', pastMore: (waiting) => `${n(waiting)} en attente dans un plan ; des garde-fous protègent les autres ; clients et affaires ouvertes ne sont pas comptés`, target: (text) => `cible ${text}`, zero: '0', minutes: (count) => `${n(count)} min`,
  },
  lists: { basis: 'Par base légale', source: 'Par source', country: 'Par pays', other: 'Autres' },
}
