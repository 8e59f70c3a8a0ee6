import { wordsOf } from '../words.ts'
import type { openWork as english } from '../en/open-work.ts'

const { some, n } = wordsOf('fr-FR')

export const openWork: typeof english = {
  counts: {
    'open-deal': (count) => some(count, 'affaire ouverte', 'affaires ouvertes'), 'won-deal': (count) => some(count, 'affaire gagnée', 'affaires gagnées'), contract: (count) => some(count, 'contrat en cours', 'contrats en cours'), asset: (count) => some(count, 'produit en service', 'produits en service'), 'open-case': (count) => some(count, 'requête ouverte', 'requêtes ouvertes'), 'open-ticket': (count) => some(count, 'ticket ouvert', 'tickets ouverts'), quote: (count) => some(count, 'devis', 'devis'), campaign: (count) => some(count, 'campagne en cours', 'campagnes en cours'), approval: (count) => some(count, 'approbation en cours', 'approbations en cours'), encounter: (count) => some(count, 'appel ou réunion dont personne n’a jugé l’issue', 'appels et réunions dont personne n’a jugé l’issue'),
  },
  kinds: { 'open-deal': 'affaires ouvertes', 'won-deal': 'affaires gagnées', contract: 'contrats', asset: 'produits en service', 'open-case': 'requêtes ouvertes', 'open-ticket': 'tickets ouverts', quote: 'devis', campaign: 'campagnes en cours', approval: 'approbations', encounter: 'appels et réunions' },
  in: (what, label) => `${what} dans ${label}`, unknown: (what, label) => `Inconnu dans ${label} : ${what}`,
  person: { title: 'Ce qui est ouvert avec cette personne', nothing: 'Rien d\'ouvert.', read: (when) => `Lu ${when}.`, never: 'Pas encore lu. C\'est lu avant toute suppression.', more: 'Qui a quelque chose d\'ouvert n\'est dans aucun plan de suppression.' },
  plan: {
    card: (count) => `Qui a été gardé : ${some(count, 'personne', 'personnes')}`, all: (count) => `Voir les ${n(count)}`, title: (number) => `Qui reste hors de ${number}`, tab: 'Gardés', context: (count) => `${some(count, 'personne était', 'personnes étaient')} à supprimer et ont été gardées lors de ce plan. Ce qui est ouvert avec elles a été lu à ce moment.`,
    person: 'Contact', why: 'Gardé à cause de', what: 'Ce qui est ouvert', everything: 'Tous', none: 'Personne n\'a été gardé.', filters: 'Quelles personnes', gone: 'Un plan plus récent a remplacé cette liste.',
  },
  connection: {
    title: 'Ce qui retient une personne ici', more: 'Lu pour les seules personnes d\'une suppression : avant le plan, avant la mise en attente et avant toute suppression.', kind: 'Quoi', people: 'Personnes concernées', state: 'À la dernière lecture', never: 'pas encore lu', all: 'Lu en entier', unread: 'Inconnu : toutes les personnes ici sont gardées', some: (count) => `Inconnu pour ${some(count, 'personne', 'personnes')}`, said: 'Vous avez dit qu\'il n\'y en a pas d\'autres', statement: (kinds) => `Il n'y en a pas d'autres que ceux que Lawbase lit ici : ${kinds}`, statementMore: 'Seulement si vous en êtes sûr : des personnes avec quelque chose d\'ouvert que Lawbase ne voit pas pourraient alors être supprimées. Ce qu\'il voit les retient toujours.', save: 'Enregistrer', legend: 'Là où quelque chose ne peut pas être lu',
  },
  settings: { company: 'Ce qui est ouvert avec l\'entreprise d\'une personne la retient aussi', companyHint: 'Affaires ouvertes, contrats et produits en service de son entreprise. Une affaire gagnée ne compte que pour la personne.' },
}
