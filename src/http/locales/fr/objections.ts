import { wordsOf } from '../words.ts'
import type { objections as en } from '../en/objections.ts'

const { n, some, pick } = wordsOf('fr-FR')

export const objections: typeof en = {
  title: ({ open, pending, settled, unconfirmed }) => {
    if (open > 0) return `${some(open, 'opposition n\'est pas encore appliquée', 'oppositions ne sont pas encore appliquées')} partout`
    const first = pending === 0 ? 'Aucune opposition en cours d\'envoi' : `${some(pending, 'opposition reste', 'oppositions restent')} à envoyer ou à vérifier`
    if (settled > 0) return `${first} ; ${some(settled, 'a un refus réglé', 'ont un refus réglé')} à la main`
    if (unconfirmed > 0) return `${first} ; ${n(unconfirmed)} sans confirmation d'un courtier`
    return pending === 0 ? 'Toutes les oppositions sont appliquées partout' : `${first} ; aucun système ne montre ${pick(pending, 'cette personne', 'ces personnes')} encore joignable${pick(pending, '', 's')}`
  },
  tab: 'Oppositions',
  context: ({ all, pending }) => `${some(all, 'opposition enregistrée', 'oppositions enregistrées')}${pending === 0 ? '' : `, dont ${n(pending)} à envoyer ou à vérifier dans un système qui bloque déjà la personne ou ne la contient pas`}. Seule la personne peut en lever une.`,
  filters: { open: 'Pas encore appliquées partout', pending: 'À envoyer ou à vérifier', unconfirmed: 'Sans confirmation d\'un courtier', settled: 'Réglées à la main', all: 'Toutes' },
  none: 'Aucune opposition pour l\'instant. Elles arrivent par lien, boîte mail, CRM, API ou ligne de commande.', noneOpen: 'Toutes les oppositions sont appliquées partout.', nonePending: 'Rien d\'autre ne reste à envoyer ni à vérifier.', noneUnconfirmed: 'Aucune confirmation de courtier ne manque.', noneSettled: 'Aucun refus réglé à la main.', seeAll: 'Tout voir',
  columns: { number: 'Numéro', received: 'Reçue', recorded: 'Enregistrée', contact: 'Contact', door: 'Voie de réception', scope: 'Portée', systems: 'Systèmes', person: 'Personne' }, notInBase: 'pas dans la base', contact: 'Ouvrir le contact',
  page: { title: (number) => `Opposition ${number}`, received: 'Reçue', recorded: 'Enregistrée', door: 'Voie de réception', scope: 'Arrête', reason: 'Motif', reasons: { objection: 'opposition', complaint: 'plainte', erasure: 'effacement demandé' }, evidence: 'Preuve', noEvidence: 'aucune en dehors de la voie de réception', doubtful: 'rien ne prouve qui l\'a écrite', forwarded: 'un collègue a transféré le message de la personne', told: 'un collègue a nommé la personne', undated: 'le fournisseur n’a pas donné de date', record: 'Fiche', person: 'Personne' },
  lanes: {
    known: (records) => (records === 0 ? 'aucune fiche connue' : some(records, 'fiche connue', 'fiches connues')), unread: 'pas encore lu',
    system: 'Système', time: 'Temps', state: 'État', value: 'Valeur vérifiée dans le système', here: 'bloquée ici', waiting: 'attente de son tour', sending: 'envoi', checking: 'écrit, vérification', proved: 'vérifié', accepted: 'accepté', after: (duration) => `après ${duration}`, records: (records, addresses) => [records > 0 ? some(records, 'fiche', 'fiches') : '', addresses > 0 ? some(addresses, 'adresse', 'adresses') : ''].filter((part) => part !== '').join(', '),
    ticket: (ticket) => `ticket ${ticket}`, cannot: 'vérification impossible', noSystem: 'Aucun système à prévenir : aucun système connecté n\'est connu pour détenir cette personne.', drawing: (label, parts) => `${label} : ${parts}`, notSent: 'pas encore envoyé', notReadBack: 'pas encore vérifié', again: (label) => `Blocage retiré dans ${label}, bloqué de nouveau`, putBack: { user: (by, when) => `Retiré par un utilisateur de ce système (${by}) le ${when}.`, app: (by, when) => `Retiré par un programme ou un import (${by}) le ${when}.`, unknown: (by, when) => `Retiré le ${when} (${by}).` }, againMore: (when) => `Blocage vérifié le ${when}.`,
    notStopped: 'Ce que ces blocages n\'arrêtent pas', settled: (by, when) => `Réglé par ${by} le ${when} : `, since: (when) => `depuis ${when}`, next: (when) => `essai ${when}`, scale: 'Secondes depuis l\'enregistrement',
  },
}
