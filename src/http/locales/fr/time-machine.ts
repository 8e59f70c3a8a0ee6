import type { timeMachine as en } from '../en/time-machine.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

export const timeMachine: typeof en = {
  title: 'Simulateur', context: 'Choisissez un jour et une durée, et voyez qui serait supprimé et pourquoi. Rien n\'est écrit.', saved: 'Enregistré comme nouvelle version des réglages. S\'applique dès le prochain traitement nocturne.',
  on: 'Jour', months: 'Mois sans activité', unit: 'mois', monthsHint: (inForce) => `En vigueur : ${n(inForce)}. Entre 1 et 60.`, population: 'Population', populations: { prospect: 'Prospects', 'former-customer': 'Anciens clients' }, former: 'dont anciens clients', country: 'Pays', sourceKind: 'Nature de la source', any: 'Tout le monde', anySource: 'Toutes', anyCountry: 'Tous', look: 'Calculer',
  tiles: { now: 'À supprimer, réglages actuels', tried: 'À supprimer, avec cette durée', past: 'Au-delà de cette durée', pastMore: 'avant tout garde-fou', protected: 'Protégés', protectedMore: 'par un garde-fou', onDay: (day) => `le ${day}` },
  same: 'aucune différence', more: (people) => `${n(people)} de plus`, fewer: (people) => `${n(people)} de moins`,
  chart: 'Quand ils seraient supprimés, sur trois ans', chartLabel: (now, tried) => `En trois ans, ${some(now, 'contact serait supprimé', 'contacts seraient supprimés')} avec les réglages actuels, ${some(tried, 'contact', 'contacts')} avec cette durée`, series: { now: 'réglages actuels', tried: 'avec cette durée' }, table: 'En tableau', month: 'Mois',
  guards: 'Qui est protégé par quoi', openWork: 'Quelque chose d\'ouvert, ou inconnu (dernière lecture)', go: 'À supprimer', underWay: 'Dans un plan en cours', unforeseen: 'Compté comme le ferait un plan de la même minute, d\'après la dernière réponse des systèmes. Pour un jour à venir, l\'activité future et les systèmes alors illisibles ne sont pas prévus.',
  inForce: 'L\'appliquer', everybody: 'Une durée pour tout le monde est un réglage.', settings: 'Ouvrir les réglages', would: (who, months) => `${who} : ${some(months, 'mois', 'mois')}.`, term: (who, months) => `${who} ${some(months, 'mois', 'mois')}`, from: 'À partir du', reason: 'Raison', reasonHint: 'Nécessaire au-delà de 36 mois : une phrase qu\'un contrôleur accepte.', save: 'Enregistrer cette durée',
  rules: 'Durées propres', noRules: (months) => `Aucune : ${some(months, 'mois', 'mois')} pour tout le monde.`, columns: { who: 'Qui', months: 'Mois', from: 'À partir du', reason: 'Raison' }, end: 'Mettre fin', sample: (count) => `${n(count)} d'entre eux, au hasard`,
  errors: { reason: 'Au-delà de 36 mois, il faut une raison écrite d\'au moins 20 caractères.', from: 'Indiquez un jour.', other: 'Impossible d\'enregistrer : vérifiez population, pays, nature et mois.' },
}
