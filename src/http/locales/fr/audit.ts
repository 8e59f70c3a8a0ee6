import { wordsOf } from '../words.ts'
import type { audit as en } from '../en/audit.ts'

const { n, some } = wordsOf('fr-FR')

export const audit: typeof en = {
  title: (count) => (count === 0 ? 'Rien n\'est encore scellé' : `Scellé jusqu'à l'acte ${n(count)}`), tab: 'Journal d\'audit', context: (unsealed) => (unsealed === 0 ? 'Chaque acte est dans la chaîne. Une ligne changée ou retirée la rompt.' : `${some(unsealed, 'acte attend', 'actes attendent')} d'être scellés, sous une seconde. Une ligne changée ou retirée rompt la chaîne.`),
  verify: 'Vérifier', export: 'Exporter tous les actes', whole: (count) => `La chaîne est entière : ${some(count, 'acte contrôlé', 'actes contrôlés')}.`, broken: (at) => `La chaîne est rompue à l'acte ${n(at)}. Exportez le journal, gardez-le et appelez le DPO : une ligne a été changée ou retirée.`, checkedAt: (when) => `Contrôle à ${when}.`,
  columns: { seq: 'Acte', at: 'Quand', act: 'Quoi', actor: 'Qui', contact: 'Contact', system: 'Système', details: 'Détails' }, none: 'Aucun acte.', latest: (count) => `Les ${n(count)} derniers`, unsealed: 'non scellé', open: 'Ouvrir le contact', filters: 'Filtres', allActs: 'tous les actes',
  acts: {
    objection: 'Opposition enregistrée', propagation: 'Propagation', 'send-again': 'Renvoi', settle: 'Réglé à la main', 'broker-answer': 'Réponse d\'un courtier', 'broker-task': 'Tâche pour un courtier', 'broker-file': 'Fichier pour un courtier', disclosure: 'Montré à un courtier', decision: 'Verdict', hold: 'Mise en attente', 'hold-end': 'Fin d\'attente', lift: 'Levée par la personne', 'lift-request': 'Reprise demandée', release: 'Fin de mise en attente', bin: 'Mise en corbeille', erase: 'Effacement définitif', erasure: 'Demande d’effacement', anonymise: 'Fiche vidée de la personne', purged: 'Purge', plan: 'Plan de suppression', approval: 'Approbation', refusal: 'Refus', grant: 'Droit accordé ou repris', connect: 'Connexion', disconnect: 'Déconnexion', tag: 'Étiquettes écrites',
    view: 'Données personnelles affichées', export: 'Export', setting: 'Réglages enregistrés', login: 'Ouverture de session', user: 'Compte', 'api-key': 'Clé d\'API', run: 'Passage lancé', review: 'Question tranchée', shopper: 'Client mystère', attestation: 'Attestation de source', notice: 'Informations signalées', screening: 'Fichier contrôlé', consent: 'Consentement', questionnaire: 'Questionnaire', create: 'Contact créé', assessment: 'Évaluation écrite', broker: 'Registre des courtiers', hook: 'Webhook', events: 'Événements apportés', 'legal-hold': 'Conservation imposée', source: 'Source documentée', repermission: 'Interrogée avant l\'échéance', form: 'Audit de formulaire', 'identity-key': 'Clé des adresses changée', widened: 'Opposition étendue à une autre adresse', restored: 'Restauré depuis une sauvegarde', related: 'Éléments liés traités',
  },
  apiKey: (id) => `clé d'API ${id}`,
  actors: { lawbase: 'Lawbase', 'nightly run': 'passage de nuit', 'the person': 'la personne', 'a visitor': 'une personne sans lien', 'first pull': 'première lecture', 'mystery shopper': 'client mystère', 'command line': 'ligne de commande', journal: 'le journal' },
}
