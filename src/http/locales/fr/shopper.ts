import { wordsOf } from '../words.ts'
import type { shopper as english } from '../en/shopper.ts'

const { some } = wordsOf('fr-FR')

export const shopper: typeof english = {
  title: 'Client mystère : le temps que prend une opposition', off: "Le client mystère est éteint : il s'oppose à intervalles réguliers avec un contact à lui et mesure le temps que met chaque système.", switchOn: 'Le mettre en marche',
  none: (when) => `Aucun passage pour l'instant. Le premier commence ${when}.`, through: (door, when) => `Par « ${door} », ${when}`, next: (when) => `Prochain passage ${when}.`, now: 'En lancer un maintenant', under: 'Un passage est en cours.',
  refused: "Aucun passage n'a été lancé : l'un est en cours, ou aucun système coché n'est actif avec le droit « suppress ».", counted: "Son contact et son opposition n'entrent dans aucun autre chiffre.",
  system: 'Système', took: "De l'opposition à la relecture", state: 'État', rounds: 'Derniers passages', contact: 'Contact de test', readBack: 'Relu', moving: 'En cours', late: (after) => `Pas relu après ${after}`, missed: 'Pas relu', notMade: 'Pas créé',
  steps: { planting: 'Création du contact', seeing: 'Attente de le voir', acting: 'Opposition', following: 'Attente de la relecture', erasing: 'Suppression du contact', done: 'Terminé' },
  there: 'présent, supprimé à la fin', deleted: 'supprimé', kept: 'Encore présent : à supprimer à la main.', notThere: 'aucun',
  drawing: (figures) => `Derniers passages, du plus ancien au plus récent : ${figures}.`, table: 'En tableau', round: 'Passage', door: 'Voie', byHand: 'À la main',
  need: (systems) => `L'opposition du client mystère n'a pas été relue dans ${systems}`, needMore: "Aucune personne n'est concernée, mais une opposition réelle suivrait le même chemin.", needKept: (systems) => `Un contact de test est encore dans ${systems}`, needKeptMore: 'Cherchez-y « Lawbase Mystery Shopper » et supprimez-le.', needAct: 'Voir le passage',
  settings: {
    more: "À intervalles réguliers, Lawbase crée un contact à lui dans chaque système coché, s'oppose avec lui par une voie différente chaque fois, attend que l'opposition y soit relue, le supprime et montre les secondes sur la page Aujourd'hui. Il n'entre dans aucun autre chiffre et aucun courtier n'en entend parler.",
    mailbox: 'Une boîte à vous', mailboxHint: "Chaque passage en prend une nouvelle adresse, par exemple compliance+lb-k3x9@entreprise.example. Un e-mail envoyé là doit arriver chez quelqu'un de chez vous. Laissez vide pour éteindre le client mystère.", every: 'Fréquence', daily: 'Chaque jour à 05:00', weekly: 'Chaque lundi à 05:00',
    systems: 'Systèmes où il peut écrire', writes: (writes) => `Écrit là-bas : un contact « Lawbase Mystery Shopper », désinscrit, puis supprimé. ${writes}.`, waits: "Il n'y participe pas tant que le droit « suppress » n'est pas accordé.", noSystem: "Connectez d'abord un CRM.", admin: "Seul un administrateur le met en marche ou l'éteint.", doors: (doors) => `Voies possibles aujourd'hui : ${doors}.`,
    state: (mailbox, count) => `En marche avec ${mailbox}, dans ${some(count, 'système', 'systèmes')}.`, stateOff: 'Éteint.',
    errors: { mailbox: (typed) => `« ${typed} » n'est pas une adresse complète. Exemple : compliance@exemple.example.test`, needed: 'Indiquez une boîte, ou ne cochez aucun système.' },
  },
}
