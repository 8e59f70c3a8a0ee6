import { wordsOf } from '../words.ts'
import type { runs as en } from '../en/runs.ts'

const { n, some, pick } = wordsOf('fr-FR')

export const runs: typeof en = {
  title: 'Traitements nocturnes', runTitle: (when) => `Traitement du ${when}`,
  none: 'Aucun traitement pour l\'instant. Un traitement lit chaque système, compare les oppositions, décide et planifie. Le premier n\'écrit rien.',
  upcoming: 'Prochain traitement automatique : ',
  start: 'Lancer maintenant', running: 'Un traitement est en cours',
  states: { running: 'en cours', done: 'terminé', failed: 'échoué' }, columns: { started: 'Début', ended: 'Terminé', by: 'Lancé par', mode: 'Lit', state: 'État', records: 'Fiches lues', changed: 'Verdicts changés', planned: 'Suppression planifiée', took: 'Durée' },
  modes: { full: 'tout', changes: 'les changements' },
  nightly: 'Lawbase, selon l\'horaire',
  inProgress: (step) => `En ce moment : ${step}`,
  safe: 'Vous pouvez fermer cette page : le traitement continue.',
  nothingWritten: '0 écrit : aucun droit d\'écriture n\'est accordé.',
  progress: (done, total) => `${done} sur environ ${total}`,
  doneOnly: (done) => `${done} pour l'instant`,
  starting: 'démarrage',
  stepStates: { pending: 'À venir', running: 'En cours', done: 'Terminé', failed: 'En échec', skipped: 'Ignoré' },
  retry: (when) => `Nouvel essai ${when}`,
  details: {
    pull: (changed, found, drifted) => `${n(changed)} ${pick(changed, 'changée', 'changées')}, ${n(found)} ${pick(found, 'opposition trouvée', 'oppositions trouvées')}, ${n(drifted)} à bloquer`,
    match: (matched) => `${some(matched, 'personne figure', 'personnes figurent')} dans plusieurs systèmes`,
    compare: (drifted) => `${some(drifted, 'fiche joignable', 'fiches joignables')} malgré une opposition`,
    decide: (changed) => `${some(changed, 'verdict changé', 'verdicts changés')}`,
    tag: (readBack, refused) => `${n(readBack)} ${pick(readBack, 'vérifiée', 'vérifiées')}, ${n(refused)} ${pick(refused, 'refusée', 'refusées')}`,
    tagSkipped: 'le droit « étiqueter » n\'est pas accordé',
    plan: 'personnes au-delà de la durée de conservation, après les garde-fous',
    forget: 'copies, fichiers et preuves au-delà de leur durée de conservation ; voir le registre',
    report: 'chiffres comptés',
  },
  report: {
    title: 'Rapport', contacts: 'Contacts', records: 'Fiches', matched: 'Personnes dans plusieurs systèmes', verdicts: 'Verdicts', found: 'Oppositions trouvées dans les systèmes', blockedAgain: 'Bloquées, de nouveau ou pour la première fois',
    changed: 'Verdicts changés', tagged: 'Étiquettes écrites et vérifiées', planned: 'Suppression planifiée', failures: 'Échecs',
  },
  steps: 'Étapes', finished: (duration) => `Terminé en ${duration}`, failedTitle: 'Des étapes ont échoué',
  doneRefused: (count) => `Terminé, ${n(count)} refus`,
  refusedTags: (count) => `Marquage refusé pour ${some(count, 'fiche', 'fiches')}. Nouvel essai au prochain traitement.`,
  refusalReasons: {
    'not-honoured': 'accepté, mais absent à la lecture', validation: 'une règle du système refuse la fiche', 'not-permitted': 'notre utilisateur ne peut pas écrire ce champ ou cette fiche', 'not-supported': 'le système n\'a pas ce champ', declined: 'le système a décliné', conflict: 'fiche verrouillée, fusionnée ou en double', 'unexpected-response': 'réponse inconnue du système', 'bad-request': 'valeurs non acceptées par le système',
  },
  again: 'Relancer',
  refused: 'Un traitement est déjà en cours : le voici.',
}
