import { wordsOf } from '../words.ts'
import type { today as en } from '../en/today.ts'

const { n, some, pick } = wordsOf('fr-FR')

const owed = (count: number): string => (count === 0 ? '' : ` Pour ${n(count)}, la confirmation d'un courtier manque.`)

export const today: typeof en = {
  dayOne: 'Trois étapes vers une base en règle',
  open: (people) => `${some(people, 'personne a', 'personnes ont')} une opposition pas encore appliquée partout`,
  dayContext: ({ count, inPlace, unconfirmed }) => {
    const recorded = some(count, 'opposition reçue', 'oppositions reçues')
    return `${recorded} ces dernières 24 heures, dont ${some(inPlace, 'appliquée', 'appliquées')} dans chaque système connecté.${owed(unconfirmed)} Rien n'est perdu.`
  },
  context: ({ count, inPlace, unconfirmed }) => {
    if (count === 0) return 'Aucune opposition pour l\'instant. Elles arrivent par lien, boîte mail, CRM, API ou ligne de commande.'
    const where = inPlace === count ? ', chacune appliquée là où elle doit l\'être' : `, dont ${some(inPlace, 'appliquée', 'appliquées')} dans chaque système connecté`
    return `${some(count, 'opposition enregistrée', 'oppositions enregistrées')}${where}.${owed(unconfirmed)}`
  },
  dayOneContext: 'La première lecture ne modifie rien. Rien n\'est écrit avant que vous l\'ayez vu et accordé.',
  tiles: {
    optOuts: 'Oppositions, 24 h', optOutsContext: (everywhere, open) => `${some(everywhere, 'appliquée', 'appliquées')} partout, ${n(open)} pas encore`, optOutsNone: 'Aucune en 24 heures',
    delay: 'De l\'opposition à sa vérification', median: 'médiane', delayContext: (share, base) => `95 % en moins de ${share}, sur ${some(base, 'vérification', 'vérifications')} en 24 h`, delayNone: 'Aucune nouvelle opposition vérifiée en 24 h',
    waiting: 'En attente d\'action', waitingContext: (since) => `La plus ancienne depuis ${since}`, waitingBy: (when) => `Première échéance le ${when}`, waitingSome: 'Sans date limite', waitingNone: 'Rien à traiter',
    mailable: 'E-mail autorisé aujourd\'hui', mailableOf: (base) => `sur ${base}`, mailableContext: (share, when) => `${share} des contacts, au ${when}`, mailableNone: 'Les premiers chiffres viennent avec le premier traitement nocturne',
  },
  needs: {
    title: 'À traiter', what: 'Quoi', owner: 'Qui', since: 'Depuis / échéance', act: 'Action', none: (when) => `Rien à traiter. Prochain traitement nocturne ${when}.`,
    notGranted: (label, count) => `${some(count, 'opposition', 'oppositions')} en attente : pas de droit d'écriture dans ${label}`, notGrantedMore: (people) => (people === 0 ? 'Chaque personne concernée y a été lue comme bloquée, ou n\'y figure pas ; rien n\'y est écrit ni vérifié tant que « bloquer » n\'est pas accordé.' : `${some(people, 'personne y reste joignable', 'personnes y restent joignables')} tant que « bloquer » n'est pas accordé.`), notGrantedAct: 'Revoir les écritures',
    reauthorise: (label, count) => (count === 0 ? `${label} n'accepte plus notre accès` : `${some(count, 'opposition', 'oppositions')} en attente : ${label} n'accepte plus notre accès`), reauthoriseMore: 'Les nouvelles oppositions attendent ici, aucune n\'est perdue. D\'ici là, la dernière activité compte comme inconnue.', reauthoriseAct: 'Réautoriser',
    scope: (label, count) => `${some(count, 'opposition', 'oppositions')} en attente : une autorisation manque chez ${label}`, scopeMore: 'Lancez l\'autotest : il nomme l\'autorisation et ce qu\'elle empêche.', scopeAct: 'Voir l\'autotest',
    retry: (label, count) => `${some(count, 'opposition', 'oppositions')} en attente pour ${label}`, retryMore: (when) => `Pas de réponse. Nouvel essai automatique à ${when}.`, retryAct: 'Voir',
    notTaken: (label, count) => `${label} refuse le message de ${some(count, 'opposition', 'oppositions')}`, notTakenMore: (when) => `Il est renvoyé pendant trois jours, la prochaine fois le ${when} ; ensuite, une action est nécessaire. La page de l'opposition affiche la réponse.`,
    paused: (label, count) => `${some(count, 'opposition', 'oppositions')} en attente : ${label} est en pause`,
    refused: (label, count) => `${label} refuse le blocage de ${some(count, 'opposition', 'oppositions')}`, refusedMore: 'Ces personnes y restent joignables.', refusedAct: 'Voir qui', sendAgain: 'Envoyer à nouveau',
    unconfirmed: (label, count) => `${label} n'a pas confirmé ${some(count, 'opposition', 'oppositions')}`, unconfirmedMore: 'Envoi de plus de 48 heures ; seul l\'envoi est prouvé. La vérification n\'y est pas possible.', unconfirmedAct: 'Voir qui',
    failing: (label) => `${label} ne peut pas être lu`, failingMore: 'Les changements faits là-bas ne sont pas vus, et la dernière activité compte comme inconnue jusqu\'à la prochaine lecture.', failingAct: 'Ouvrir', activitiesMore: 'Les clics, formulaires et oppositions n\'y sont pas vus, et la dernière activité compte comme inconnue jusqu\'à la prochaine lecture.',
    otherPurge: (label: string, count: number) => `${some(count, 'fiche a disparu', 'fiches ont disparu')} de ${label} en un jour, sans plan de Lawbase`, otherPurgeMore: (notDue: number) => `Une autre purge semble en cours ; ${n(notDue)} de ces fiches n’étaient pas encore inactives. N’en gardez qu’une.`,
    silent: (label) => `${label} n’envoie pas d’événements`, partlySilent: (label) => `${label} n’envoie qu’une partie de ses événements`, partlySilentMore: 'Les oppositions faites dans les fiches qui manquent sont vues à la prochaine lecture au lieu d’aussitôt.', silentMore: 'L’abonnement est ouvert, mais une lecture a trouvé des changements qu’il n’a pas signalés. Les oppositions faites là-bas sont vues à la prochaine lecture au lieu d’aussitôt. Vérifiez quels objets y sont choisis pour les événements, puis testez de nouveau la connexion.', silentJournal: (label) => `Le journal de ${label} n’apporte rien`, silentJournalMore: 'Le journal des changements répond, mais une opposition faite là-bas a été trouvée par une lecture, et aucune entrée n’est arrivée le jour précédent, ni depuis. Les oppositions faites là-bas sont vues à la prochaine lecture au lieu d’aussitôt. Vérifiez les abonnements de l’application là-bas, puis testez de nouveau la connexion. Avec PUBLIC_URL, les webhooks le remplacent.', silentHooks: (label) => `${label} n’envoie pas de webhooks`, silentHooksMore: 'Une opposition faite là-bas a été trouvée par une lecture, et aucun message n’est arrivé le jour précédent, ni depuis. Les oppositions faites là-bas sont vues à la prochaine lecture au lieu d’aussitôt. Vérifiez les abonnements webhook de l’application là-bas et que son adresse est joignable de l’extérieur (PUBLIC_URL).', stale: (label, hours) => `${label} n'a pas été lu depuis ${n(hours)} h`, staleMore: 'La dernière activité est inconnue : aucune suppression n\'est planifiée.',
    tools: 'Quels autres outils écrivent à ces personnes ou les appellent ?', toolsMore: 'Sans réponse, même « aucun », la dernière activité est inconnue et aucune suppression n\'est planifiée.', toolsAct: 'Répondre', unread: (tools) => `Aucune activité importée de ${tools} depuis 48 heures`, unreadMore: 'La dernière activité y est inconnue : personne n\'est supprimé. Importez ses clics et réponses : POST /api/v1/events ou lawbase import-events.', unreadAct: 'Voir',
    offer: 'Aucune offre n\'est décrite', offerMore: 'Sans offre ni évaluation, aucune prospection ne repose sur l\'intérêt légitime.', offerAct: 'Décrire l\'offre',
    assessment: 'L\'offre n\'a pas d\'évaluation', assessmentMore: 'Sans elle, l\'intérêt légitime ne peut servir de base : ces contacts restent à examiner.', assessmentAct: 'La lier',
    company: 'L\'entreprise n\'est pas nommée', companyMore: 'Les personnes la voient sur la page où elles s\'opposent.', companyAct: 'La nommer',
    titles: (count) => `${some(count, 'intitulé de poste inconnu', 'intitulés de poste inconnus')}`, titlesMore: (people) => `${some(people, 'contact reste', 'contacts restent')} en quarantaine ou à l'examen, tant que personne ne dit de quelle fonction il s'agit.`, titlesAct: 'Associer',
    plan: { erasure: (count) => `${some(count, 'personne', 'personnes')} à effacer à leur demande, en attente`, objected: (count) => `Suppression de ${some(count, 'contact ayant fait opposition', 'contacts ayant fait opposition')} en attente d'approbation`, silent: (count) => `Suppression de ${some(count, 'contact inactif', 'contacts inactifs')} en attente d'approbation`, 'no-source': (count) => `Suppression de ${some(count, 'contact sans source', 'contacts sans source')} en attente d'approbation` }, planMore: (share) => `${share} de la base à sa création. Expire sans décision.`, planAct: 'Ouvrir le plan',
    stopped: (count) => `Un plan de ${some(count, 'contact', 'contacts')} est arrêté par un garde-fou`, stoppedMore: (share, limit) => `${share} de la base à sa création, limite ${limit}. Rien n'a été mis en attente.`,
    linksBroken: 'Les liens ne répondent plus de l\'extérieur', linksBrokenMore: 'Les personnes ne peuvent plus s\'opposer par leur lien, et les fournisseurs de messagerie jugent le désabonnement défaillant.', linksAct: 'Voir le résultat',
    holdRefused: (label, count) => `${label} ne montre pas la pause de ${some(count, 'personne', 'personnes')}`, holdRefusedMore: 'Elles ont demandé à ne pas être contactées pour l\'instant, et ce système peut encore les contacter.',
    liftPending: (label, count) => `Levée à confirmer chez ${label} pour ${some(count, 'personne', 'personnes')}`, liftPendingMore: 'Elles se sont réinscrites et l\'ont confirmé, mais ce système les bloque encore. Seule la personne peut mettre fin à son désabonnement dans ce système : elle en a reçu le lien.',
    alarmsFail: (count) => `${some(count, 'alarme n\'a pas pu être envoyée', 'alarmes n\'ont pas pu être envoyées')} par e-mail`, alarmsFailMore: 'Elles sont renvoyées. Vérifiez SMTP_URL et MAIL_FROM.', alarmsAct: 'Voir les alarmes',
    journal: 'Le journal des oppositions est en retard', journalMore: 'Une sauvegarde restaurée maintenant omettrait les dernières oppositions et suppressions. Rendez le dossier de LAWBASE_JOURNAL_DIR accessible en écriture ; ce qui manque est alors écrit.', journalAct: 'Ouvrir le journal d\'audit',
    unsealed: 'Le journal d\'audit n\'est plus scellé', unsealedMore: 'Des entrées ne sont pas scellées depuis plus d\'une minute. Elles sont enregistrées, mais une ligne changée ou retirée parmi elles ne se verrait pas. Le journal du service dit pourquoi ; Lawbase réessaie chaque seconde.',
    mailsFail: (count) => `${some(count, 'e-mail de confirmation n\'a', 'e-mails de confirmation n\'ont')} pas pu être ${count > 1 ? 'envoyés' : 'envoyé'}`, mailsFailMore: 'Ces personnes restent désabonnées, et leurs consentements ne comptent pas. Vérifiez SMTP_URL et MAIL_FROM.',
    requestsWait: (count) => `${some(count, 'consentement attend', 'consentements attendent')} un e-mail qui ne peut pas être envoyé`, requestsWaitMore: (names, day) => `À indiquer : ${names}. Un consentement à confirmer par e-mail ne compte pas avant ; le premier devient caduc le ${day}. Indiquez-le et redémarrez : les e-mails partent alors.`, requestsAct: 'Voir les consentements',
    runFailed: 'Le dernier traitement nocturne s\'est terminé avec des erreurs', runFailedAct: 'Voir le traitement',
  },
  run: { title: 'Dernier traitement nocturne', none: 'Aucun traitement', next: (when) => `Prochain traitement ${when}`, full: 'Rapport complet', done: (duration) => `Terminé en ${duration}`, read: 'Fiches lues', compare: 'Oppositions comparées dans les deux sens', compareMore: (found, again) => `${n(found)} ${pick(found, 'trouvée', 'trouvées')}, ${n(again)} à bloquer`, decide: 'Verdicts changés', tag: 'Étiquettes écrites et vérifiées', plan: 'Suppression planifiée', planMore: 'après les garde-fous', tagNone: 'droit « étiqueter » non accordé' },
  systems: { title: 'Systèmes connectés', all: 'Connexions', system: 'Système', state: 'État', lastRead: 'Dernière vérification', limit: 'Limite de l\'éditeur', open: 'Non bloquées', records: (count) => some(count, 'fiche', 'fiches'), never: 'rien encore', cannot: 'vérification impossible', noLimit: 'pas de chiffre par jour', perDay: (used, max) => `${used} sur ${max} par jour`, window: (used, max) => `${used} sur ${max} dans la fenêtre`, pulled: (when) => `lu ${when}` },
  doors: { title: 'Oppositions par voie de réception, 14 jours', none: 'Aucune opposition en 14 jours.', table: 'En tableau', day: 'Jour', total: 'Total', drawing: (total) => `Barres empilées : ${some(total, 'opposition', 'oppositions')} en 14 jours, par voie de réception.` },
  steps: {
    connect: 'Connecter un CRM', connectMore: 'Par OAuth, dans le navigateur. Les jetons restent chiffrés sur cette machine.', connectAct: 'Choisir un système',
    read: 'Lire tous les contacts', readMore: 'Chaque fiche une fois, rien n\'est écrit. Vous voyez ce qui ne va pas.', readAct: 'Ouvrir la connexion',
    grant: 'Accorder « bloquer »', grantMore: 'Chaque opposition est alors transmise à chaque système et vérifiée.', grantAct: 'Revoir les écritures', done: 'Fait', viewer: 'Un administrateur s\'en charge.',
  },
  you: 'Vous',
}
