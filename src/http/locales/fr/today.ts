import { wordsOf } from '../words.ts'
import type { today as en } from '../en/today.ts'

const { n, some, pick } = wordsOf('fr-FR')

const owed = (count: number): string => (count === 0 ? '' : ` Pour ${n(count)}, la confirmation d'un courtier manque.`)

export const today: typeof en = {
  calm: (settled, unconfirmed) => {
    if (settled > 0) return `Aucune opposition en route ; ${some(settled, 'refus réglé', 'refus réglés')} à la main`
    return unconfirmed === 0 ? 'Chaque opposition est partout' : `Aucune opposition en route ; ${n(unconfirmed)} sans confirmation d'un courtier`
  },
  dayOne: 'Trois étapes vers une base en règle',
  open: (count) => `${some(count, 'opposition n\'est pas encore', 'oppositions ne sont pas encore')} partout`,
  dayContext: ({ count, inPlace, unconfirmed }) => {
    const recorded = some(count, 'opposition enregistrée', 'oppositions enregistrées')
    return `${recorded} ces dernières 24 heures, dont ${n(inPlace)} dans chaque système connecté.${owed(unconfirmed)} Rien n'est perdu.`
  },
  context: ({ count, inPlace, unconfirmed }) => {
    if (count === 0) return 'Aucune opposition pour l\'instant. Elles arrivent par lien, boîte mail, CRM, API ou ligne de commande.'
    const where = inPlace === count ? ', chacune là où elle doit être' : `, dont ${n(inPlace)} dans chaque système connecté`
    return `${some(count, 'opposition enregistrée', 'oppositions enregistrées')}${where}.${owed(unconfirmed)}`
  },
  dayOneContext: 'La première lecture ne fait que lire. Rien n\'est écrit avant que vous l\'ayez vu et accordé.',
  tiles: {
    noes: 'Oppositions, 24 h', noesContext: (everywhere, open) => `${n(everywhere)} partout, ${n(open)} pas partout`, noesNone: 'Aucune en 24 heures',
    delay: 'De l\'opposition à la relecture', median: 'médiane', delayContext: (share, base) => `95 % en moins de ${share}, sur ${some(base, 'relecture', 'relectures')} en 24 h`, delayNone: 'Aucune relecture en 24 h',
    waiting: 'En attente de quelqu\'un', waitingContext: (since) => `La plus ancienne depuis ${since}`, waitingBy: (when) => `Le premier avant le ${when}`, waitingSome: 'Sans date fixée', waitingNone: 'Rien ne vous attend',
    mailable: 'E-mail autorisé aujourd\'hui', mailableOf: (base) => `sur ${base}`, mailableContext: (share, when) => `${share} des contacts, au ${when}`, mailableNone: 'Les premiers chiffres viennent avec le premier passage',
  },
  needs: {
    title: 'Demande quelqu\'un', what: 'Quoi', owner: 'À qui', since: 'Depuis ou avant', act: 'Action', none: (when) => `Rien ne vous attend. Prochain passage ${when}.`, noneYet: 'Rien ne vous attend.',
    notGranted: (label, count) => `${some(count, 'opposition attend', 'oppositions attendent')} : pas de droit d'écriture dans ${label}`, notGrantedMore: 'Ces personnes y restent joignables tant que « bloquer » n\'est pas accordé.', notGrantedAct: 'Revoir les écritures',
    reauthorise: (label, count) => (count === 0 ? `${label} n'accepte plus notre accès` : `${some(count, 'opposition attend', 'oppositions attendent')} : ${label} n'accepte plus notre accès`), reauthoriseMore: 'Les nouvelles oppositions attendent ici, aucune n\'est perdue. Les échéances ne sont plus sûres entre-temps.', reauthoriseAct: 'Réautoriser',
    scope: (label, count) => `${some(count, 'opposition attend', 'oppositions attendent')} : une autorisation manque chez ${label}`, scopeMore: 'Lancez l\'autotest : il nomme l\'autorisation et ce qu\'elle empêche.', scopeAct: 'Voir l\'autotest',
    retry: (label, count) => `${some(count, 'opposition attend', 'oppositions attendent')} ${label}`, retryMore: (when) => `Pas de réponse. Nouvel essai automatique à ${when}.`, retryAct: 'Voir',
    notTaken: (label, count) => `${label} refuse le message de ${some(count, 'opposition', 'oppositions')}`, notTakenMore: (when) => `Il est proposé à nouveau pendant trois jours, la prochaine fois le ${when} ; ensuite quelqu'un doit regarder. La réponse figure sur sa ligne.`,
    paused: (label, count) => `${some(count, 'opposition attend', 'oppositions attendent')} : ${label} est en pause`,
    refused: (label, count) => `${label} refuse le blocage de ${some(count, 'opposition', 'oppositions')}`, refusedMore: 'Ces personnes y restent joignables.', refusedAct: 'Voir qui', sendAgain: 'Envoyer à nouveau',
    unconfirmed: (label, count) => `${label} n'a pas confirmé ${some(count, 'opposition', 'oppositions')}`, unconfirmedMore: 'Envoi de plus de 48 heures ; seul le transport est prouvé. La relecture n\'y est pas possible.', unconfirmedAct: 'Voir qui',
    failing: (label) => `${label} ne peut pas être lu`, failingMore: 'Les changements faits là-bas ne sont pas vus, et aucune échéance n\'est sûre avant la prochaine lecture.', failingAct: 'Ouvrir', activitiesMore: 'Les clics, formulaires et oppositions n\'y sont pas vus, et aucune échéance n\'est sûre jusqu\'à la prochaine lecture.',
    otherPurge: (label: string, count: number) => `${some(count, 'fiche a disparu', 'fiches ont disparu')} de ${label} en un jour, sans plan de notre part`, otherPurgeMore: (notDue: number) => `Une autre purge semble à l’œuvre ; selon nos délais, ${n(notDue)} n’étaient pas à terme. N’en gardez qu’une.`,
    stale: (label, hours) => `${label} n'a pas été lu depuis ${n(hours)} h`, staleMore: 'Les derniers actes sont inconnus : aucune suppression n\'est planifiée.',
    tools: 'Quels autres outils écrivent à ces personnes ou les appellent ?', toolsMore: 'Sans réponse, même « aucun », les derniers actes sont inconnus et aucune suppression n\'est planifiée.', toolsAct: 'Répondre', unread: (tools) => `Rien n'a été apporté de ${tools} depuis 48 heures`, unreadMore: 'Les derniers actes y sont inconnus : personne n\'est supprimé. Apportez ses clics et réponses : POST /api/v1/events ou lawbase import-events.', unreadAct: 'Voir',
    offer: 'Aucune offre n\'est décrite', offerMore: 'Sans offre ni évaluation, aucune prospection ne repose sur l\'intérêt légitime.', offerAct: 'Décrire l\'offre',
    assessment: 'L\'offre n\'a pas d\'évaluation', assessmentMore: 'Sans elle, l\'intérêt légitime ne peut servir de base : ces contacts restent à examiner.', assessmentAct: 'La lier',
    company: 'L\'entreprise n\'est pas nommée', companyMore: 'Les personnes la voient sur la page où elles s\'opposent.', companyAct: 'La nommer',
    titles: (count) => `${some(count, 'intitulé de poste inconnu', 'intitulés de poste inconnus')}`, titlesMore: (people) => `${some(people, 'contact attend', 'contacts attendent')} en quarantaine ou à l'examen, tant que personne ne dit de quelle fonction il s'agit.`, titlesAct: 'Associer',
    plan: { erasure: (count) => `${some(count, 'demande d’effacement attend', 'demandes d’effacement attendent')}`, objected: (count) => `${some(count, 'contact opposé attend', 'contacts opposés attendent')} une approbation`, silent: (count) => `${some(count, 'contact silencieux attend', 'contacts silencieux attendent')} une approbation`, 'no-source': (count) => `${some(count, 'contact sans source attend', 'contacts sans source attendent')} une approbation` }, planMore: (share) => `${share} de la base. Expire sans décision.`, planAct: 'Ouvrir le plan',
    stopped: (count) => `Un plan de ${some(count, 'contact', 'contacts')} est arrêté par son garde-fou`, stoppedMore: (share, limit) => `${share} de la base, limite ${limit}. Rien n'a été mis en attente.`,
    linksBroken: 'Les liens ne répondent plus de l\'extérieur', linksBrokenMore: 'Les personnes ne peuvent plus s\'opposer par leur lien, et les fournisseurs de messagerie jugent le désabonnement défaillant.', linksAct: 'Voir le résultat',
    holdRefused: (label, count) => `${label} ne montre pas la pause de ${some(count, 'personne', 'personnes')}`, holdRefusedMore: 'Elles ont demandé à ne pas être contactées pour l\'instant, et ce système peut encore les contacter.',
    liftPending: (label, count) => `Levée à confirmer chez ${label} pour ${some(count, 'personne', 'personnes')}`, liftPendingMore: 'Elles ont repris et l\'ont confirmé ; ce système les bloque encore. Seule la personne peut y mettre fin à son propre désabonnement : le lien de ce système leur a été donné.',
    alarmsFail: (count) => `${some(count, 'alarme n\'a pas pu être envoyée', 'alarmes n\'ont pas pu être envoyées')} par e-mail`, alarmsFailMore: 'Elles sont renvoyées. Vérifiez SMTP_URL et MAIL_FROM.', alarmsAct: 'Voir les alarmes',
    journal: 'Le journal des oppositions est en retard', journalMore: 'Une sauvegarde restaurée maintenant oublierait les dernières oppositions et suppressions. Rendez le dossier de LAWBASE_JOURNAL_DIR accessible en écriture ; ce qui manque est alors écrit.', journalAct: 'Ouvrir le journal d\'audit',
    mailsFail: (count) => `${some(count, 'e-mail de confirmation n\'est', 'e-mails de confirmation ne sont')} pas partis`, mailsFailMore: 'Ces personnes restent arrêtées. Vérifiez SMTP_URL et MAIL_FROM.',
    runFailed: 'Le dernier passage s\'est terminé avec des erreurs', runFailedAct: 'Voir le passage',
  },
  run: { title: 'Dernier passage', none: 'Aucun passage', next: (when) => `Prochain passage ${when}`, full: 'Rapport complet', done: (duration) => `Terminé en ${duration}`, read: 'Fiches lues', compare: 'Désabonnements comparés dans les deux sens', compareMore: (found, again) => `${n(found)} ${pick(found, 'trouvé', 'trouvés')}, ${n(again)} à bloquer`, decide: 'Verdicts changés', tag: 'Étiquettes écrites et relues', plan: 'Suppression planifiée', planMore: 'après les garde-fous', tagNone: 'droit « étiqueter » non accordé' },
  systems: { title: 'Systèmes connectés', all: 'Connexions', system: 'Système', state: 'État', lastRead: 'Dernière relecture', limit: 'Limite de l\'éditeur', open: 'Non appliqué', records: (count) => some(count, 'fiche', 'fiches'), never: 'rien encore', cannot: 'relecture impossible', noLimit: 'pas de chiffre par jour', perDay: (used, max) => `${used} sur ${max} par jour`, window: (used, max) => `${used} sur ${max} dans la fenêtre`, pulled: (when) => `lu ${when}` },
  doors: { title: 'Oppositions par voie de réception, 14 jours', none: 'Aucune opposition en 14 jours.', table: 'En tableau', day: 'Jour', total: 'Total', drawing: (total) => `Barres empilées : ${some(total, 'opposition', 'oppositions')} en 14 jours, par voie de réception.` },
  steps: {
    connect: 'Connecter un CRM', connectMore: 'Par OAuth, dans le navigateur. Les jetons restent chiffrés sur cette machine.', connectAct: 'Choisir un système',
    read: 'Lire la base', readMore: 'Chaque fiche une fois, rien n\'est écrit. Vous voyez ce qui ne va pas.', readAct: 'Ouvrir la connexion',
    grant: 'Accorder « bloquer »', grantMore: 'Chaque opposition est alors portée dans chaque système et relue.', grantAct: 'Revoir les écritures', done: 'Fait', viewer: 'L\'administration s\'en charge.',
  },
  you: 'Vous',
}
