import { wordsOf } from '../words.ts'
import type { brakes as en } from '../en/brakes.ts'

const { some, n } = wordsOf('fr-FR')

export const brakes: typeof en = {
  people: {
    card: (count) => `Personnes de ce plan, les premières sur ${n(count)}`, title: (number) => `Toutes les personnes de ${number}`, tab: 'Personnes', context: (count) => `${some(count, 'contact', 'contacts')}. Cochez des personnes pour les rétablir ou les exclure du plan.`,
    open: (count) => `Lire la liste entière (${n(count)})`, filters: { label: 'Afficher', all: 'Toutes', in: 'Dans le plan', removed: 'Supprimées', out: 'Retirées', restored: 'Rétablies', refused: 'Refusées par un système' },
    columns: { tick: 'Cocher', contact: 'Contact', act: 'Dernière activité comptée', term: 'Conservation dépassée', state: 'État', where: 'Dans chaque système' },
    none: 'Personne ici.', hidden: 'Les données personnelles sont masquées.', reveal: 'Afficher les données personnelles', revealed: (when) => `Affichées pour vous à ${when}, noté au journal pour chaque personne.`, select: (who) => `Cocher ${who}`, erasedHere: 'effacé ici',
    noTick: 'Cochez au moins une personne.',
  },
  restore: {
    ticked: 'Rétablir les personnes cochées', one: 'Rétablir cette personne', all: (count) => `Rétablir les ${n(count)} personnes`, title: (count, number) => `Rétablir ${some(count, 'personne', 'personnes')} de ${number}`,
    context: 'Elles quittent le plan aussitôt. C\'est fait quand chaque système a été relu et les montre, sans notre mise en attente.', what: 'Ce qui revient', more: (count) => `et ${some(count, 'autre personne', 'autres personnes')}`, vendors: 'Ce que chaque système peut rendre',
    related: 'Les éléments liés supprimés avec elles (messages, tâches, fichiers) ne sont pas rétablis par Lawbase.', unsaid: 'inconnu, son connecteur ne le dit pas.',
    reason: 'Raison', reasonHint: 'Une phrase, gardée avec votre nom.', go: (count) => `Rétablir ${some(count, 'personne', 'personnes')}`, notThese: (count) => `Rien de ${some(count, 'autre personne cochée', 'autres personnes cochées')} ne peut revenir.`, nobody: 'Rien de ces personnes ne peut revenir.',
    errors: { reason: 'Dites pourquoi en une phrase : elle est gardée.', 'asked-for': 'Cette personne a demandé à être effacée : ce qui a été supprimé n\'est pas rétabli.', 'nobody-back': 'Rien de ces personnes n\'est en attente ni en corbeille. Avant l\'approbation, excluez-les du plan ou refusez-le ; ce qui a été effacé ne revient pas.', unknown: 'Ce plan de suppression n\'existe pas.', role: 'Votre rôle ne permet pas de rétablir. Demandez au DPO.' },
    by: (who, when) => `Demandé par ${who} le ${when}.`, done: 'De retour dans chaque système', underWay: 'Rétablissement en cours', part: 'De retour en partie', nothing: 'Rien n\'est revenu',
  },
  keepOut: {
    ticked: 'Exclure du plan les personnes cochées', one: 'Exclure cette personne des suppressions', title: (count) => `Exclure ${some(count, 'personne', 'personnes')} des suppressions`, context: 'Elles quittent aussitôt les plans en cours, et aucun traitement ne les planifie avant la fin indiquée.', who: 'Qui est exclu des suppressions', mail: 'Adresse',
    void: (numbers) => `${numbers} attend son approbation : sa liste raccourcit, et une approbation déjà donnée ne compte plus.`,
    reason: 'Raison', reasonHint: 'Une phrase, gardée avec votre nom.', until: 'Prend fin le', untilHint: (until) => `Après aujourd'hui, au plus tard le ${until}.`, go: (count) => `Exclure ${some(count, 'personne', 'personnes')}`,
    legal: 'Pour un litige, un contrôle ou une injonction sans fin connue, décidez plutôt une conservation.', legalAct: 'Décider une conservation', erasure: 'Cela n\'empêche pas l\'effacement qu\'elles demandent elles-mêmes.',
    errors: { reason: 'Dites pourquoi en une phrase : elle est gardée.', until: 'Indiquez un jour après aujourd\'hui, dans l\'année.', nobody: 'Aucun de ces contacts n\'est encore ici.' },
    standing: (until, who) => `Exclusion des suppressions jusqu'au ${until}, par ${who}`, legalStanding: (until, who) => (until === null ? `Conservation décidée par ${who}` : `Conservation décidée jusqu'au ${until} par ${who}`), end: 'Y mettre fin', endOf: (who) => `Y mettre fin pour ${who}`, also: 'Les exclure aussi des plans jusqu\'au', alsoHint: 'Vide : le prochain traitement nocturne les planifie de nouveau tant que le motif du plan tient.',
  },
  ways: {
    untouched: 'présente, intacte', stillThere: 'présente : sa suppression a été refusée', hold: 'en attente, rien de supprimé', lifting: 'mise en attente en cours de levée', gone: 'supprimée par quelqu\'un d\'autre, ou absente', erased: 'effacée définitivement, ne revient pas', anonymised: 'anonymisée, ne revient pas', 'bin-over': 'n\'est plus dans la corbeille', refused: (why) => `le système refuse : ${why}`, unknown: 'inconnu : le système ne peut pas être lu à présent',
    bin: (until) => (until === null ? 'en corbeille, jusqu\'à une date inconnue' : `en corbeille jusqu'au ${until}, Lawbase peut l'en sortir`), binComing: 'en cours de sortie de la corbeille', 'bin-by-person': (until) => (until === null ? 'en corbeille, jusqu\'à une date inconnue ; un utilisateur de ce système doit l\'y restaurer' : `en corbeille jusqu'au ${until} ; un utilisateur de ce système doit l'y restaurer`), notGranted: 'attend : le droit de supprimer a été retiré',
    back: 'vérifiée, sans mise en attente', backFromBin: 'sortie de la corbeille, vérifiée',
  },
  contact: { title: 'Plans de suppression', in: (number) => `Plan ${number}`, open: 'Ouvrir le plan' },
}
