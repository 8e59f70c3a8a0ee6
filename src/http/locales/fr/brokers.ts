import type { brokers as english } from '../en/brokers.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('fr-FR')

export const brokers: typeof english = {
  ack: {
    title: 'Oppositions à appliquer', asked: (company: string, when: string) => `${company} vous a transmis ces oppositions le ${when}.`, reference: (number: string) => `Référence ${number}`,
    count: (count: number) => `${some(count, 'personne demande', 'personnes demandent')} à ne plus être prospectée${count > 1 ? 's' : ''} avec des données venues de vous. Indiquez ligne par ligne ce que vous avez fait ; vous pouvez revenir et modifier à tout moment.`,
    show: 'Afficher les personnes', showMore: 'Les adresses sont masquées tant que vous ne les demandez pas. Leur affichage est consigné.', shown: 'Les adresses figurent ci-dessous. Ne les utilisez que pour ces oppositions.', address: 'Adresses', noAddress: 'Nous ne détenons plus d\'adresse de cette personne.',
    withdrawn: 'Plus nécessaire : il n\'y a rien à faire pour cette ligne.', objected: (when: string) => `Opposition du ${when}`,
    line: (reference: string) => `Ligne ${reference}`, answer: 'Ce que vous avez fait', hidden: 'masquées',
    answers: { acknowledged: 'Bien reçu, nous allons le faire', applied: 'Fait : cette personne est bloquée chez nous', absent: 'Introuvable : nous ne détenons pas cette personne', refused: 'Nous ne pouvons pas' },
    reason: 'Motif, si vous ne pouvez pas', name: 'Nom de la personne qui répond', nameHint: 'Conservé comme preuve de la réponse.', send: 'Envoyer les réponses',
    faults: 'L\'envoi n\'est pas encore possible :', noName: 'Saisissez le nom de la personne qui répond.', noReason: (reference: string) => `Ligne ${reference} : indiquez pourquoi vous ne pouvez pas.`, nothing: 'Choisissez une réponse pour au moins une ligne.',
    thanks: 'Merci : vos réponses sont enregistrées', thanksMore: 'Voici la copie de ce qui a été enregistré. Gardez le lien de notre message pour modifier ou compléter ; il n\'expire pas.', by: (name: string, when: string) => `${name}, ${when}`, open: 'Pas encore de réponse', back: 'Retour aux lignes',
    unknown: 'Ce lien n\'est pas connu', unknownMore: 'Copiez-le en entier depuis notre message, ou répondez à ce message.', state: 'Réponse enregistrée',
  },
  tasks: {
    tab: 'Tâches', title: (count: number) => `${some(count, 'tâche', 'tâches')} à faire`, none: 'Aucune tâche en attente', context: 'Oppositions que seule une personne peut transmettre à un courtier, et courtiers qui n\'ont pas répondu à temps.', open: 'Tâches ouvertes', done: 'Terminées récemment',
    columns: { task: 'Tâche', broker: 'Courtier', people: 'Personnes', state: 'État', due: 'Échéance, ou fin' }, kinds: { act: 'Prévenir le courtier', chase: 'Relancer le courtier' }, late: 'En retard', waits: 'À faire',
    outcomes: { acknowledged: 'Fait', applied: 'Confirmé par le courtier', absent: 'Introuvable chez lui', refused: 'N\'a pas pu être fait', answered: 'Plus nécessaire' },
    one: (kind: string, label: string) => `${kind} : ${label}`, endedContext: 'Seule une personne pouvait transmettre cette opposition au courtier.', actContext: 'Rien n\'a encore été envoyé : vous seul pouvez transmettre cette opposition au courtier.', chaseContext: (when: string) => `Transmis le ${when} ; pas de réponse dans le délai convenu.`,
    what: 'Que faire', chaseHow: 'Demandez au courtier, par téléphone ou par message, ce qu\'il a fait des références ci-dessous. Saisissez ici sa réponse ; s\'il répond entre-temps sur sa page, cette tâche se termine automatiquement.', who: 'Pour qui', show: 'Afficher les adresses', reference: 'Référence', addresses: 'Adresses', hidden: 'masquées', noAddress: 'plus aucune adresse connue', objected: 'Opposition du', contact: 'personne',
    end: 'Résultat', answer: 'Résultat', note: 'Note', noteHint: 'Ce qui a été fait ou dit, par qui chez le courtier, quand.', evidence: 'Preuve', evidenceNeeded: 'Capture d\'écran ou courrier, nécessaire quand c\'est fait.', send: 'Terminer la tâche',
    actAnswers: { acknowledged: 'Fait : le courtier l\'a', absent: 'Introuvable : il ne détient pas cette personne', refused: 'Cela n\'a pas pu être fait' }, chaseAnswers: { acknowledged: 'Il les a et va le faire', applied: 'Il déclare que c\'est fait', absent: 'Il n\'en détient aucune', refused: 'Il ne peut pas' },
    ended: 'Terminée', bySystem: 'automatiquement', download: 'Télécharger la preuve',
    errors: { answer: 'Choisissez le résultat.', note: 'Dites en quelques mots ce qui a été fait.', evidence: 'Joignez un fichier qui montre ce qui a été fait.', done: 'Une autre personne a déjà terminé cette tâche.', unknown: 'Cette tâche n\'existe pas.' },
    held: (label: string) => `Un fichier complet pour ${label} est retenu`, heldMore: (rows: string, before: string) => `Il aurait ${rows} lignes, le dernier en avait ${before} : les personnes absentes pourraient être à nouveau démarchées par ce courtier. N'autorisez l'envoi que si vous savez pourquoi il a diminué.`, releaseFile: 'Autoriser l\'envoi',
    need: (open: number, late: number) => `${some(open, 'tâche', 'tâches')} pour les courtiers${late === 0 ? '' : `, dont ${some(late, 'en retard', 'en retard')}`}`, needMore: 'Ces oppositions attendent une action.', needAct: 'Voir les tâches',
  },
}
