import { wordsOf } from '../words.ts'
import type { health as en } from '../en/health.ts'

const { some } = wordsOf('fr-FR')

export const health: typeof en = {
  title: 'File et état', well: 'Tout va bien', worst: (first, more) => (more === 0 ? first : `${first}, et ${some(more, 'autre défaut', 'autres défauts')}`),
  context: (when) => `Au ${when}. Les mêmes chiffres que /metrics.`,
  faultsTitle: 'Défauts, les pires d\'abord', noFaults: 'Aucun chiffre ne dépasse sa limite.', toMend: 'Que faire',
  columns: { system: 'Système', open: 'Ouvertes', oldest: 'Plus ancienne', due: 'À envoyer', lag: 'Depuis', used: 'Limite utilisée', limited: 'Réponses 429', median: 'Vérifiées après', slow: '95 % en', kind: 'Événement', state: 'État', received: 'Reçu', process: 'Processus', running: 'Actif depuis', memory: 'Mémoire', delay: 'Retard (99 %)', busy: 'Connexions', waiting: 'En attente', queue: 'File', jobs: 'En attente', active: 'En cours', failed: 'Échouées' },
  systems: 'Systèmes', systemsHint: 'Oppositions pas encore appliquées, et durées des dernières 24 heures', noSystems: 'Aucun système n\'est connecté.', backfill: 'première lecture',
  inbox: 'Webhooks reçus', inboxNow: (count, oldest) => (count === 0 ? 'Aucun événement en attente.' : `${some(count, 'événement en attente', 'événements en attente')}, le plus ancien depuis ${oldest}.`),
  refused: (count) => `${count} envois refusés ou illisibles depuis l'installation.`,
  filters: { label: 'Événements affichés', all: 'tous', new: 'en attente', done: 'lus', ignored: 'ignorés', duplicate: 'doublons' },
  noEvents: 'Aucun événement de ce type. Les événements sont conservés 30 jours.', replay: 'Relire', replayOf: (kind, when) => `Relire : ${kind}, ${when}`, replayed: 'La fiche est relue telle qu\'elle est. Le nouvel événement est le premier de la liste.', notReplayed: 'Cet événement ne désigne aucune fiche d\'un système connecté : rien ne peut être relu.', again: 'relu', notConnected: 'compte non connecté',
  queues: 'File', queueNames: { objections: 'oppositions', webhooks: 'webhooks', polls: 'lecture', hygiene: 'traitements' }, queueHint: 'Aucune tâche n\'est jamais perdue : ce qui échoue est repris à partir de sa ligne, et ce qui a été refusé figure sur Aujourd\'hui.',
  processes: 'Processus', roles: { service: 'Exécution', web: 'Pages', hygiene: 'Traitements' }, noProcess: 'Aucun processus ne s\'est signalé depuis 30 secondes.',
  proofs: 'Preuves et sauvegardes', never: 'jamais', sealed: 'Journal d\'audit', sealedAll: 'scellé à jour', unsealed: (age) => `non scellé depuis ${age}`, journal: 'Journal des oppositions', journalOff: 'désactivé (LAWBASE_JOURNAL_DIR)', journalWhole: 'complet', journalBehind: (age) => `en retard de ${age}`, backup: 'Dernière sauvegarde', readBack: 'Dernière sauvegarde entièrement vérifiée', tested: 'Dernier essai de restauration', ago: (age) => `il y a ${age}`,
  faults: {
    'audit-unsealed': ['Le journal d\'audit n\'est plus scellé', 'Une ligne modifiée entre-temps ne se verrait pas.', 'Lisez les journaux du service : ils disent pourquoi.'],
    'journal-behind': ['Le journal des oppositions est en retard', 'Une sauvegarde restaurée maintenant oublierait des oppositions.', 'Vérifiez que LAWBASE_JOURNAL_DIR est monté et accessible en écriture.'],
    'queue-away': ['La file ne répond pas', 'Les oppositions sont enregistrées et partiront à son retour.', 'Relancez-la, ou vérifiez REDIS_URL.'],
    'no-worker': ['Aucun processus d\'exécution', 'Les oppositions sont enregistrées mais pas envoyées.', 'Lancez-en un : lawbase start --role worker'],
    'opt-out-late': ['Une opposition n\'est pas appliquée à temps', 'La personne y reste joignable.', 'Ouvrez la connexion : elle dit laquelle et pourquoi.'],
    'access-lost': ['Une connexion est à réautoriser', 'Des oppositions l\'attendent.', 'Ouvrez Connexions et réautorisez-la.'],
    'lane-lag': ['Des oppositions à envoyer ne sont pas prises', 'L\'exécution est arrêtée, bloquée ou insuffisante.', 'Voyez les processus ci-dessous ; lancez-en un autre.'],
    'inbox-late': ['Des événements reçus attendent', 'Des oppositions faites dans ce système peuvent en faire partie.', 'Voyez la connexion : elle est peut-être limitée ou muette.'],
    'spool-waits': ['Des demandes de personnes attendent sur le disque', 'Elles seront enregistrées dès que la base les acceptera.', 'Lisez les journaux de ce processus : ils disent pourquoi.'],
    'opt-out-for-people': ['Une opposition est à traiter depuis plus d\'un jour', 'Elle a été refusée, ou un droit manque.', 'Aujourd\'hui dit que faire.'],
    'run-failed': ['Le dernier traitement a échoué', 'Étiquettes, plans ou conservation peuvent être en retard.', 'Ouvrez le traitement : il dit à quelle étape.'],
    'no-run': ['Aucun traitement réussi depuis deux jours', 'Étiquettes, plans et conservation sont à l\'arrêt.', 'Lancez un traitement, et voyez le calendrier dans les réglages.'],
    'run-long': ['Un traitement dure depuis plus de huit heures', 'Un système répond lentement, ou ses appels sont épuisés.', 'Ouvrez le traitement : il montre l\'étape.'],
    'budget-used': ['La limite d\'appels d\'un système est presque atteinte', 'Lecture et traitements attendent pour laisser passer les oppositions.', 'Voyez quels autres programmes utilisent cette limite.'],
    'pool-full': ['Du travail attend une connexion à la base', 'Pages et tâches ralentissent.', 'Augmentez DATABASE_CONNECTIONS, ou cherchez les requêtes bloquées.'],
    'event-loop': ['Un processus répond tard', 'Il manque de processeur.', 'Donnez-lui-en plus, ou lancez-en un autre.'],
    'backup-old': ['Pas de sauvegarde récente', 'Ce qui serait perdu depuis ne pourrait pas être restauré.', 'Faites-en une : lawbase backup FICHIER'],
    'restore-untested': ['Aucun essai de restauration depuis cent jours', 'Nul ne sait si une sauvegarde peut être restaurée.', 'Restaurez-en une ailleurs, puis : lawbase backup FICHIER --restored'],
  },
}
