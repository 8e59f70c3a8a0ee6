import { wordsOf } from '../words.ts'
import type { runs as en } from '../en/runs.ts'

const { n, some, pick } = wordsOf('fr-FR')

export const runs: typeof en = {
  title: 'Passages', runTitle: (when) => `Passage du ${when}`,
  none: 'Aucun passage pour l\'instant. Un passage lit chaque système, compare les désabonnements, décide et planifie. Le premier n\'écrit rien.',
  last: (count) => `${some(count, 'passage', 'passages')}, le plus récent d'abord. Prochain passage automatique : `,
  start: 'Lancer un passage', startHint: 'Le relancer est sans danger.', running: 'Un passage est en cours',
  columns: { started: 'Début', by: 'Lancé par', mode: 'Lit', state: 'État', records: 'Fiches lues', changed: 'Verdicts changés', planned: 'Suppression planifiée', took: 'Durée' },
  modes: { full: 'tout', changes: 'les changements' },
  nightly: 'Lawbase, selon l\'horaire',
  inProgress: (step) => `En ce moment : ${step}`,
  safe: 'Vous pouvez fermer cette page : le passage continue.',
  nothingWritten: '0 écrit : aucun droit d\'écriture n\'est accordé.',
  progress: (done, total) => `${done} sur environ ${total}`,
  doneOnly: (done) => `${done} pour l'instant`,
  starting: 'départ',
  stepStates: { pending: 'À venir', running: 'En cours', done: 'Terminé', failed: 'En échec', skipped: 'Sauté' },
  retry: (when) => `Nouvel essai ${when}`,
  details: {
    pull: (changed, found, drifted) => `${n(changed)} ${pick(changed, 'changée', 'changées')}, ${n(found)} ${pick(found, 'opposition trouvée', 'oppositions trouvées')}, ${n(drifted)} à bloquer`,
    match: (matched) => `${some(matched, 'personne figure', 'personnes figurent')} dans plusieurs systèmes`,
    compare: (drifted) => `${some(drifted, 'fiche joignable', 'fiches joignables')} malgré une opposition`,
    decide: (changed) => `${some(changed, 'verdict changé', 'verdicts changés')}`,
    tag: (readBack, refused) => `${n(readBack)} ${pick(readBack, 'relue', 'relues')}, ${n(refused)} ${pick(refused, 'refusée', 'refusées')}`,
    tagSkipped: 'le droit « étiqueter » n\'est pas accordé',
    plan: 'personnes au-delà de l\'échéance, après les garde-fous',
    forget: 'copies, fichiers et preuves arrivés à terme ; voir le registre',
    report: 'chiffres comptés',
  },
  report: {
    title: 'Rapport', contacts: 'Contacts', records: 'Fiches', matched: 'Personnes dans plusieurs systèmes', verdicts: 'Verdicts', found: 'Oppositions trouvées dans les systèmes', blockedAgain: 'Bloquées, de nouveau ou pour la première fois',
    changed: 'Verdicts changés', tagged: 'Étiquettes écrites et relues', planned: 'Suppression planifiée', failures: 'Échecs', ofContacts: (count) => `sur ${count} contacts`,
  },
  steps: 'Étapes', finished: (duration) => `Terminé en ${duration}`, failedTitle: 'Des étapes ont échoué',
  again: 'Relancer',
  refused: 'Un passage est déjà en cours : le voici.',
}
