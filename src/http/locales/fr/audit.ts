import { wordsOf } from '../words.ts'
import type { audit as en } from '../en/audit.ts'

const { n, some } = wordsOf('fr-FR')

export const audit: typeof en = {
  title: (count) => (count === 0 ? 'Rien n\'est encore scellé' : `Scellé jusqu'à l'entrée ${n(count)}`), tab: 'Journal d\'audit', context: (unsealed) => (unsealed === 0 ? 'Chaque entrée est dans la chaîne. Une ligne changée ou retirée la rompt.' : `${some(unsealed, 'entrée sera scellée', 'entrées seront scellées')} sous une seconde. Une ligne changée ou retirée rompt la chaîne.`),
  verify: 'Vérifier', export: 'Exporter toutes les entrées', whole: (count) => `La chaîne est intacte : ${some(count, 'entrée contrôlée', 'entrées contrôlées')}.`, broken: (at) => `La chaîne est rompue à l'entrée ${n(at)}. Exportez le journal, gardez-le et appelez le DPO : une ligne a été changée ou retirée.`, checkedAt: (when) => `Contrôle à ${when}.`,
  columns: { seq: 'Entrée', at: 'Quand', act: 'Quoi', actor: 'Qui', contact: 'Contact', system: 'Système', details: 'Détails' }, none: 'Aucune entrée.', latest: (count) => `Les ${n(count)} dernières`, unsealed: 'non scellée', open: 'Ouvrir le contact', filters: 'Filtres', allActs: 'toutes les entrées',
  acts: {
    objection: 'Opposition enregistrée', propagation: 'Envoi à un système', 'send-again': 'Renvoi', settle: 'Réglé à la main', 'broker-answer': 'Réponse d\'un courtier', 'broker-task': 'Tâche pour un courtier', 'broker-file': 'Fichier pour un courtier', disclosure: 'Montré à un courtier', decision: 'Verdict', hold: 'Mise en attente', 'hold-end': 'Fin d\'attente', lift: 'Levée par la personne', 'lift-request': 'Réinscription demandée', release: 'Blocage ou attente retirés', bin: 'Mise en corbeille', erase: 'Effacement définitif', erasure: 'Demande d’effacement', anonymise: 'Fiche anonymisée', purged: 'Purge', plan: 'Plan de suppression', approval: 'Approbation', refusal: 'Refus', grant: 'Droit accordé ou retiré', connect: 'Connexion', disconnect: 'Déconnexion', tag: 'Étiquettes écrites',
    view: 'Données personnelles affichées', export: 'Export', setting: 'Réglages enregistrés', login: 'Connexion d\'un utilisateur', user: 'Compte', 'api-key': 'Clé d\'API', run: 'Traitement lancé', review: 'Question tranchée', shopper: 'Test mystère', attestation: 'Attestation de source', notice: 'Informations signalées', screening: 'Fichier contrôlé', consent: 'Consentement', questionnaire: 'Questionnaire', create: 'Contact créé', assessment: 'Évaluation écrite', broker: 'Registre des courtiers', hook: 'Webhook', events: 'Activité importée', 'legal-hold': 'Conservation décidée', source: 'Source documentée', repermission: 'Demande de reconfirmation', form: 'Audit de formulaire', 'identity-key': 'Clé des adresses changée', widened: 'Opposition étendue à une autre adresse', restored: 'Restauré depuis une sauvegarde', related: 'Éléments liés traités',
  },
  apiKey: (id) => `clé d'API ${id}`,
  actors: { lawbase: 'Lawbase', 'nightly run': 'traitement nocturne', 'the person': 'la personne', 'a visitor': 'un visiteur', 'first pull': 'première lecture', 'mystery shopper': 'test mystère', 'command line': 'ligne de commande', journal: 'le journal' },
}
