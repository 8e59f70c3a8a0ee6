import type { samePerson as en } from '../en/same-person.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('fr-FR')

export const samePerson: typeof en = {
  title: (count) => (count === 0 ? 'Aucun contact ne semble être deux fois la même personne' : `Une personne ou deux ? ${some(count, 'paire', 'paires')} à trancher`),
  tab: 'Une personne ou deux', context: 'Ces contacts ont dépassé la durée de conservation et ressemblent à quelqu’un qui est actif, client, ou arrivé plus tard. Aucun plan de suppression ne les prend avant votre réponse. Qui s’est opposé à tout peut aussi partager un numéro de mobile avec un autre contact : celui-ci est bloqué pour appels et SMS en attendant. La réponse est retenue.', none: 'Rien à trancher. Des paires apparaissent ici quand un plan de suppression écarte quelqu’un comme doublon possible, ou quand quelqu’un partage le mobile d’une personne opposée à tout.', more: 'Il y en a d’autres : elles suivent quand celles-ci sont tranchées.',
  because: (signs) => `En commun : ${signs}`, likenesses: { address: 'une adresse', 'former-address': 'une adresse que l’un des deux avait avant', mobile: 'un numéro de mobile', linkedin: 'une page LinkedIn', phone: 'le nom et le téléphone', company: 'le nom et le domaine de l’entreprise', objector: 'un numéro de mobile ; l’une s’est opposée à tout' },
  objector: 'Opposé à tout', byMobile: 'Bloqué pour appels et SMS seulement', objectorHints: { two: 'Le second contact reste bloqué pour les appels, SMS et automates : le numéro est celui du premier. Tout le reste est ouvert.', one: 'L’opposition est enregistrée aussi pour le second contact, avec sa date et son canal de réception. Les fiches ne sont pas fusionnées ici.' },
  kept: 'Écarté du plan', other: 'Peut-être la même personne', noAddress: 'sans adresse', noAct: 'Aucune activité comptée', record: (label, object, when) => `${label} ${object}, ${when === null ? 'date de création inconnue' : `créée le ${when}`}`,
  reveal: 'Afficher les données personnelles', revealed: 'Données personnelles affichées, consultation au journal d’audit pour les deux.', noName: 'sans nom', noPhone: 'sans numéro', noCompany: 'inconnues', nothing: 'rien à notre connaissance', waiting: 'quelque chose de sa part attend d’être lu', openContact: 'Ouvrir le contact',
  lines: { contact: 'Page', name: 'Nom', company: 'Entreprise, fonction', addresses: 'Adresses', phones: 'Numéros', records: 'Fiches', act: 'Dernière activité comptée', keeps: 'Ce qui la garde par ailleurs' }, relations: { customer: 'client', 'open-deal': 'affaire ouverte' },
  answer: 'Une personne ou deux ?', answers: { two: { label: 'Deux personnes', hint: 'Chacune suit ce qu’elle a fait elle-même : le prochain traitement nocturne reprend l’inactive dans un plan.' }, one: { label: 'Une seule personne', hint: 'Ce que fait l’une garde les deux, et l’opposition de l’une est enregistrée pour les deux, plus tard aussi. Les fiches ne sont pas fusionnées ici : fusionnez-les dans le CRM pour qu’elles n’en fassent plus qu’une.' } },
  reason: 'Motif', reasonHint: 'Une phrase, gardée avec votre nom.', go: 'Répondre',
  errors: { answer: 'Choisissez une réponse.', reason: 'Dites pourquoi en une phrase : elle est gardée.' },
  need: (count) => `Une personne ou deux ? ${some(count, 'paire', 'paires')} à trancher`, needMany: (count) => `Une personne ou deux ? Plus de ${count} paires à trancher`, needMore: 'En attendant, aucun plan de suppression ne les prend, ou seuls appels et SMS sont bloqués.', needAct: 'Répondre', open: 'Une personne ou deux ?',
}
