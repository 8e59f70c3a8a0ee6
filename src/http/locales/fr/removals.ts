import { wordsOf } from '../words.ts'
import type { removals as en } from '../en/removals.ts'

const { n, some, pick } = wordsOf('fr-FR')

export const removals: typeof en = {
  title: 'Suppressions', waiting: (count) => `${some(count, 'plan attend', 'plans attendent')} une approbation`, nothing: 'Aucun plan n\'attend',
  context: 'Contacts silencieux depuis trop longtemps, ou dont personne n\'a trouvé la source. Chaque plan est mis en attente quelques jours avant toute suppression.', none: (when) => `Personne n'a dépassé l'échéance, ou un garde-fou les protège. Prochain plan au passage du ${when}.`,
  columns: { number: 'Plan', made: 'Créé', people: 'Personnes', base: 'Part de la base', state: 'État', next: 'Prochaine date' },
  states: {
    planned: 'Attend une approbation', approvedOnce: 'Approuvé une fois', stopped: 'Arrêté par un garde-fou', approved: 'Approuvé, mise en attente', held: (when) => `En attente jusqu'au ${when}`, binning: 'Mise en corbeille', done: 'En corbeille de l\'éditeur', refused: 'Refusé', expired: 'Approbation expirée', superseded: 'Remplacé par un plan plus récent',
  },
  would: { silent: (count) => `${some(count, 'contact silencieux partirait', 'contacts silencieux partiraient')}`, 'no-source': (count) => `${some(count, 'contact sans source partirait', 'contacts sans source partiraient')}` },
  held: { silent: (count) => `${some(count, 'contact silencieux en attente', 'contacts silencieux en attente')}`, 'no-source': (count) => `${some(count, 'contact sans source en attente', 'contacts sans source en attente')}` },
  gone: { silent: (count) => `${some(count, 'contact silencieux supprimé', 'contacts silencieux supprimés')}`, 'no-source': (count) => `${some(count, 'contact sans source supprimé', 'contacts sans source supprimés')}` },
  kinds: { silent: 'silence', 'no-source': 'sans source' },
  whySource: (days) => `Personne n'a pu dire d'où ils viennent dans les ${some(days, 'jour', 'jours')} suivant la première lecture, et ils n'ont rien fait depuis.`,
  refusedTitle: (count) => `Un plan de ${some(count, 'contact', 'contacts')} a été refusé`,
  stoppedTitle: (count) => `Un plan de ${some(count, 'contact', 'contacts')} a été arrêté`, expiredTitle: (count) => `L'approbation de ${some(count, 'contact', 'contacts')} a expiré`, supersededTitle: 'Un plan plus récent l\'a remplacé', emptyPlan: 'Un garde-fou protège chaque candidat',
  why: (months) => `Aucun clic, réponse ni demande depuis ${some(months, 'mois', 'mois')}, dans aucun système.`, madeBy: (author, when) => `Créé par ${author} le ${when}.`, nightly: 'le passage de nuit', notBefore: (when) => `Rien n'est supprimé avant le ${when} au plus tôt.`, ifApproved: (days) => `En cas d'approbation aujourd'hui, rien n'est supprimé avant ${some(days, 'jour', 'jours')}.`,
  track: { label: 'Étapes', planned: 'Planifié', approval: 'Approbation', held: (days) => `En attente ${some(days, 'jour', 'jours')}`, bin: 'Corbeille de l\'éditeur', done: 'Relu absent', by: (when) => `avant le ${when}`, until: (when) => `jusqu'au ${when}`, restorable: 'rien n\'est encore supprimé', binDays: (parts) => parts, binDay: (label, days) => `${label} ${n(days)} j`, someone: 'une autre personne que l\'auteur', two: 'deux autres personnes que l\'auteur', second: (who) => `une fois par ${who}, il en faut une autre` },
  guards: {
    titleSource: (from, to) => `De ${n(from)} sans source à ${n(to)}`, noSource: 'Sans source', noSourceMore: (days) => `recherchée ${some(days, 'jour', 'jours')}`, drawingSource: (from, to) => `Sur ${n(from)} contacts sans source, ${n(to)} ${pick(to, 'est', 'sont')} dans ce plan.`,
    title: (from, to) => `De ${n(from)} au-delà de l'échéance à ${n(to)}`, order: 'garde-fous, dans cet ordre', past: 'Échéance passée', pastMore: (when) => `dernier acte compté avant le ${when}`,
    'legal-hold': ['Gardé par décision', 'un litige, un contrôle, une injonction'], pending: ['A écrit quelque chose', 'cela attend d\'être lu'],
    customer: ['Client ou affaire en cours', 'gardé, autre finalité'], suppressed: ['Opposition', 'une opposition est portée, pas purgée comme silence'], blind: ['Dernier acte inconnu', 'échéance incertaine'], active: ['Acte dans le délai', 'un clic, une réponse ou une demande'], assumed: ['Départ seulement supposé', 'le réglage les écarte'], maybe: ['Peut-être la même personne', 'l’adresse porte aussi un autre nom ; à décider par une personne'], 'not-granted': ['Pas de droit de supprimer', 'un système ne permet ni l\'attente ni la suppression'],
    plan: 'Dans ce plan', planMore: (share, limit) => `${share} de la base, limite ${limit}`, drawing: (from, to) => `Sur ${n(from)} contacts au-delà de l'échéance, ${n(to)} ${pick(to, 'est', 'sont')} dans ce plan.`,
  },
  where: { title: 'Ce qui part, et d\'où', system: 'Système', records: 'Fiches', how: 'Comment', bin: (days) => `en corbeille, ${some(days, 'jour', 'jours')} là-bas`, held: 'en attente', binned: 'en corbeille', refusedHere: (count) => `${some(count, 'fiche refusée', 'fiches refusées')}` },
  against: { title: 'Par rapport au dernier plan', base: (when, count) => `${when}, ${some(count, 'contact', 'contacts')}`, fresh: 'Nouveaux', still: 'Toujours là', out: 'Retirés', none: 'C\'est le premier plan.' },
  sample: { title: (count) => `À lire avant de décider : ${n(count)} au hasard`, same: 'le même pour chaque approbation', contact: 'Contact', act: 'Dernier acte compté', noAct: 'Aucun depuis la collecte', term: 'Échéance passée', in: (label) => `Dans ${label}`, noRecord: 'Aucune fiche', record: (object) => `Supprimer ${object}`, open: 'Ouvrir' },
  bar: { needsTwo: 'Deux personnes différentes doivent l\'approuver.', mine: 'Vous l\'avez approuvé ; une autre personne doit aussi l\'approuver.', secondNow: (who) => `Approuvé par ${who} ; la vôtre est la seconde approbation.`, release: 'C\'est juste : le laisser attendre', releaseGo: 'Le laisser attendre une approbation', title: 'Vous pouvez donner l\'approbation', titleOwn: 'Une autre personne approuve ce plan', digest: (digest) => `Empreinte de la liste ${digest}.`, author: (author) => `Auteur : ${author}.`, expires: (when) => `Expire le ${when}.`, refuse: 'Refuser avec une raison', reason: 'Raison', reasonWrong: 'Écrivez pourquoi, pour que d\'autres le comprennent plus tard.', refuseGo: 'Refuser le plan', approve: (count) => `Approuver la suppression de ${n(count)}`, approvedBy: (who, when) => `Approuvé par ${who} le ${when}.`, refusal: (reason) => `Raison : ${reason}` },
  outcome: { title: 'Jusqu\'ici', held: 'En attente', binned: 'Supprimés', out: 'Retirés : acte, opposition ou changement', refused: 'Refusés par le système', restore: (count) => `Rétablir les ${n(count)} contacts`, restoreMore: 'Lève la mise en attente dans chaque système. Rien n\'a encore été supprimé.' },
  stops: { share: (share, limit) => `Arrêté : ${share} de la base, limite ${limit}. Rien n'a été mis en attente.`, cap: (people, limit) => `Arrêté : ${some(people, 'personne', 'personnes')}, limite ${n(limit)}. Rien n'a été mis en attente.`, jump: (people) => `Arrêté : ${some(people, 'personne', 'personnes')}, plus de trois fois le plan habituel. Regardez ce qui a changé. Rien n'a été mis en attente.` },
  keep: {
    title: 'Gardés par décision', context: 'Personne ici n\'est supprimé, quoi que dise un plan : un litige, un contrôle, une injonction. Les plans en cours les laissent.', person: 'Garder ce contact', onePerson: 'Un contact', open: 'Ouvrir le contact', list: (filter) => `Contacts d'une liste : ${filter}`, domainTitle: 'Garder toute une entreprise', domain: 'Domaine de leurs adresses', domainHint: 'Par exemple acme.example ; ses sous-domaines aussi.',
    reason: 'Raison', reasonHint: 'En une phrase : elle est gardée avec votre nom.', until: 'Premier jour sans elle', untilHint: 'Vide : jusqu\'à ce que quelqu\'un y mette fin.', go: 'Garder', standing: 'En vigueur', none: 'Personne n\'est gardé par décision.', columns: { who: 'Qui', people: 'Personnes', reason: 'Raison', until: 'Jusqu\'au', act: 'Action' }, by: (who, when) => `${who}, ${when}`, noEnd: 'sans fin', end: 'Mettre fin',
    errors: { reason: 'Écrivez pourquoi, en une phrase.', until: 'Indiquez un jour après aujourd\'hui, ou aucun.', domain: 'Ce n\'est pas un domaine. Exemple : acme.example', nobody: 'Il n\'y a personne dans cette liste.' },
  },
  errors: {
    unknown: 'Ce plan de suppression n\'existe pas.', 'own-plan': 'Vous avez créé ce plan : une autre personne doit l\'approuver.', 'not-waiting': 'Ce plan n\'attend plus de décision.', expired: 'Le délai d\'approbation de ce plan est passé. Un nouveau vient avec le prochain passage.',
    changed: 'La liste a changé depuis son ouverture. Lisez la nouvelle liste.', role: 'Votre rôle ne permet pas d\'approuver. Demandez au DPO.',
  },
  digestMissing: 'La liste que vous avez vue manque. Lisez la liste ci-dessous, puis décidez.',
}
