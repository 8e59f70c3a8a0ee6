import { wordsOf } from '../words.ts'
import type { shopper as english } from '../en/shopper.ts'

const { some } = wordsOf('fr-FR')

export const shopper: typeof english = {
  title: 'Test mystère : le temps que prend une opposition', off: "Le test mystère est désactivé. Activé, il s'oppose à intervalles réguliers avec son propre contact de test et mesure le temps que met chaque système.", switchOn: 'L\'activer',
  none: (when) => `Aucun test pour l'instant. Le premier commence ${when}.`, through: (door, when) => `Par « ${door} », ${when}`, next: (when) => `Prochain test ${when}.`, now: 'Lancer maintenant', under: 'Un test est en cours.',
  refused: "Aucun test n'a été lancé : l'un est en cours, ou aucun système coché n'est actif avec le droit « bloquer ».", counted: "Son contact et son opposition n'entrent dans aucun autre chiffre.",
  system: 'Système', took: "De l'opposition à sa vérification", state: 'État', rounds: 'Derniers tests', contact: 'Contact de test', readBack: 'Vérifié', moving: 'En cours', late: (after) => `Non vérifié après ${after}`, missed: 'Non vérifié', notMade: 'Pas créé',
  steps: { planting: 'Création du contact', seeing: 'Attente de son apparition', acting: 'Opposition', following: 'Attente de la vérification', erasing: 'Suppression du contact', done: 'Terminé' },
  there: 'présent, supprimé à la fin', deleted: 'supprimé', kept: 'Encore présent : à supprimer à la main.', notThere: 'aucun',
  drawing: (figures) => `Derniers tests, du plus ancien au plus récent : ${figures}.`, table: 'En tableau', round: 'Test', door: 'Voie de réception', byHand: 'À la main',
  need: (systems) => `L'opposition du test mystère n'a pas été vérifiée dans ${systems}`, needMore: "Aucune personne n'est concernée, mais une opposition réelle serait touchée de la même façon.", needKept: (systems) => `Un contact de test est encore dans ${systems}`, needKeptMore: 'Cherchez-y « Lawbase Mystery Shopper » et supprimez-le.', needAct: 'Voir le test',
  settings: {
    more: "À intervalles réguliers, Lawbase crée son propre contact dans chaque système coché, s'oppose avec lui par une voie différente chaque fois, attend que l'opposition y soit vérifiée, supprime le contact et affiche le temps en secondes sur la page Aujourd'hui. Ce test n'entre dans aucun autre chiffre et ne concerne aucun courtier.",
    mailbox: 'Une de vos boîtes mail', mailboxHint: "Chaque test utilise une nouvelle variante de son adresse, par exemple compliance+lb-k3x9@entreprise.example. Un e-mail envoyé à cette adresse doit arriver chez l'un de vos collaborateurs. Laissez vide pour désactiver le test.", every: 'Fréquence', daily: 'Chaque jour à 05:00', weekly: 'Chaque lundi à 05:00',
    systems: 'Systèmes où il peut écrire', writes: (writes) => `Écrit là-bas : un contact « Lawbase Mystery Shopper », désinscrit, puis supprimé. ${writes}.`, waits: "Non inclus tant que le droit « bloquer » n'est pas accordé.", noSystem: "Connectez d'abord un CRM.", admin: "Seul un administrateur peut l'activer ou le désactiver.", doors: (doors) => `Voies disponibles : ${doors}.`, ways: 'L’API est appelée à sa propre adresse, avec une clé qui finit avec l’appel. « À la main » ne passe pas par le formulaire, mais entre directement dans ce qu’il fait. L’opposition par e-mail n’est pas essayée.', noLinks: 'Sans PUBLIC_URL, les liens ne passent pas non plus par leurs pages.',
    state: (mailbox, count) => `Activé avec ${mailbox}, dans ${some(count, 'système', 'systèmes')}.`, stateOff: 'Désactivé.',
    errors: { mailbox: (typed) => `« ${typed} » n'est pas une adresse complète. Exemple : compliance@exemple.example.test`, needed: 'Indiquez une boîte, ou ne cochez aucun système.' },
  },
}
