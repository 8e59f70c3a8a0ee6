import type { notices as en } from '../en/notices.ts'
import { wordsOf } from '../words.ts'

const { n, pick, some } = wordsOf('fr-FR')

export const notices: typeof en = {
  title: 'Information', texts: 'Autres textes : formulaires, page de confidentialité, évaluations, réponses', context: 'Une personne dont les données viennent d\'un tiers est informée dans le mois, au plus tard au premier message.', saved: (version) => `Enregistrée : version ${n(version)}.`,
  tiles: { due: 'À faire', dueMore: 'dans le mois', soon: 'Sous 5 jours', overdue: 'En retard', overdueMore: 'aucun message avant une décision', failed: 'Non remises', failedMore: 'adresse invalide, plus d\'e-mail' },
  days: 'Quand elles sont dues', daysLabel: (total) => `${some(total, 'information due', 'informations dues')} dans les 31 jours`, day: 'Jour', people: 'Personnes', table: 'En tableau', none: 'Personne n\'est à informer dans les 31 jours.',
  text: 'Le texte', version: (version, who, when) => `Version ${n(version)} par ${who}, ${when}.`, noVersion: 'Aucun texte : sans lui, personne ne peut être informé.', languages: { fr: 'Français', en: 'Anglais', de: 'Allemand', es: 'Espagnol', it: 'Italien', nl: 'Néerlandais' }, complete: 'complet', open: 'points manquants', fields: 'Champs', fieldsMore: 'Écrits ainsi : {source} ; la source exacte de chaque personne le remplace.',
  languagesMore: 'Seules les langues des personnes de la base, d\'après leur langue ou, à défaut, leur pays. Un texte dans une autre langue ne compte pas pour elles.', readers: (language, people) => `${language} (${some(people, 'personne', 'personnes')})`, noTemplate: (languages) => `Ni modèle ni contrôle ici pour : ${languages}. Rédigez et envoyez ce texte vous-même.`,
  unknownLanguage: (people) => `La langue de ${some(people, 'personne est inconnue', 'personnes est inconnue')} : indiquez leur pays.`, neededFor: (people) => (people === 0 ? 'pour aucune personne connue' : `pour ${some(people, 'personne', 'personnes')}`), notWritten: 'à rédiger', wanted: 'Complétez ce qui est entre [[doubles crochets]] : ici, ou pour tous les textes dans le registre et les réglages.', template: 'Partir du modèle', templateAgain: 'Remplacer par le modèle', others: 'Autres langues', othersMore: 'Aucune personne de la base ne les lit, à notre connaissance. Choisir une langue l\'ouvre avec le modèle.',
  gap: 'à compléter', gapsLeft: (names) => `Reste à compléter : ${names}.`, toSay: (count) => some(count, 'point à dire', 'points à dire'), nothingMissing: 'Il ne manque rien.', foundCount: (count) => some(count, 'point trouvé', 'points trouvés'), save: 'Enregistrer une version', optional: 'Laissez une langue vide si personne n\'en a besoin.',
  checklist: 'Ce qu\'il doit dire', found: 'trouvé', missing: 'manque',
  points: {
    controller: ['Qui vous êtes', 'Nommez votre société, ou écrivez {controller}.'], contact: ['Comment vous joindre', 'Donnez une adresse e-mail, ou écrivez {contact}.'], dpo: ['Votre délégué à la protection des données', 'Donnez son contact : le registre en nomme un.'], portability: ['Droit à la portabilité', 'Dites-le, puisque le texte repose sur le consentement ou un contrat.'], compulsory: ['Réponses obligatoires ou non', 'Dites lesquelles le sont, et ce qui suit sans elles.'], profiling: ['Profilage', 'Dites à quoi sert le profil ou le score, et ce qui en découle.'],
    purposes: ['Pourquoi vous détenez les données', 'Dites à quelle fin : proposer ce que vous vendez.'], basis: ['Sur quelle base légale', 'Nommez-la : intérêt légitime, ou consentement.'],
    interest: ['Quel intérêt légitime', 'Dites-le : notre intérêt légitime à …'], recipients: ['Qui reçoit les données', 'Nommez les destinataires ou leurs catégories : CRM, outil d\'envoi, courtiers.'], transfers: ['Transferts hors de l\'UE', 'Dites s\'il y en a, et les garanties.'],
    retention: ['Combien de temps', 'Indiquez la durée de conservation en chiffres. « Le temps nécessaire » n\'est pas accepté.'], access: ['Droit d\'accès', 'Dites que la personne peut accéder à ses données.'], rectification: ['Droit de rectifier', 'Dites qu\'elle peut les rectifier.'], erasure: ['Droit d\'effacer', 'Dites qu\'elle peut les faire effacer.'],
    restriction: ['Droit à la limitation', 'Dites qu\'elle peut en demander la limitation.'], objection: ['Droit d\'opposition', 'Dites qu\'elle peut s\'opposer, et comment : {preferences}.'], withdrawal: ['Retrait du consentement', 'Dites qu\'il peut être retiré.'], complaint: ['Où se plaindre', 'Nommez l\'autorité, par exemple la CNIL.'],
    categories: ['Quelles données', 'Nommez-les : nom, fonction, adresse e-mail.'], source: ['La source exacte', 'Écrivez {source} : « sources publiques » ne suffit pas.'], public: ['Publique ou non', 'Dites si la source est publique.'], privacyLink: ['L\'information complète', 'Mettez un lien, ou écrivez {privacy}.'],
  },
  refused: 'refusé', faults: {
    term: '« Le temps nécessaire » n\'est pas une durée : donnez un chiffre.', partners: '« Nos partenaires » ne nomme personne : dites qui, ou écrivez {source}.', publicSources: '« Sources publiques » ne nomme aucune source : dites laquelle.', denied: 'Un droit de la personne est nié : aucune information ne peut le retirer.',
  },
  unknownField: (names) => `Ces champs n'existent pas : ${names}.`, incomplete: (language, count) => `${language} : ${some(count, 'point manque', 'points manquent')}.`, nothing: 'Écrivez le texte dans une langue au moins.',
  block: { title: 'Pour le premier message', more: 'Collez-le dans vos modèles. Lawbase remplit les champs avec les étiquettes.', copy: (label, language) => `${label}, ${language}`, none: 'Enregistrez d\'abord un texte.', report: 'Votre outil d\'envoi signale ensuite les messages envoyés : POST /api/v1/notices.' },
  mail: {
    title: 'Qui l\'envoie', noServer: 'Lawbase peut l\'envoyer une fois SMTP_URL et PUBLIC_URL renseignés. D\'ici là, votre outil d\'envoi ou un CRM l\'envoie.', waiting: 'En attente d\'envoi', sent: 'Envoyées en 24 heures', failed: 'Refusées en 24 heures', failure: 'Réponse du serveur', noText: 'Non envoyées : aucun texte dans leur langue', noSource: 'Non envoyées : source inconnue', unknownLanguage: 'langue inconnue',
    by: 'Lawbase l\'envoie', off: 'Non', on: 'Oui, à toute personne à informer', onHint: 'Du texte seul, avec le lien personnel et l\'en-tête en un clic. Jamais à une personne qui s\'est opposée.', perHour: 'Au plus, par heure', perHourHint: 'Entre 1 et 10 000.', daysBefore: 'Jours avant la date limite', daysBeforeHint: 'Entre 0 et 31. Les retards sont envoyés d\'abord.',
    field: (label) => `Un champ date de ${label} indique qu'elle a été envoyée`, fieldName: 'Nom exact du champ', fieldHint: 'Rempli par votre workflow quand l\'e-mail avec l\'information est envoyé. Vide = aucun. Le système est relu une fois.', fieldLanguage: 'Langue de cet e-mail', save: 'Enregistrer', errors: { perHour: 'Entre 1 et 10 000.', daysBefore: 'Entre 0 et 31.' },
  },
  carriers: {
    title: 'E-mails de votre CRM qui la contiennent', more: 'Nommez un e-mail une fois l\'information ajoutée. À partir de ce jour, ses destinataires comptent comme informés ; un e-mail non remis compte comme jamais reçu. Vous êtes responsable de son contenu : Lawbase voit qu\'il a été envoyé, pas ce qu\'il dit.', none: 'Enregistrez d\'abord un texte.', noSystem: 'Connectez d\'abord un CRM.',
    mail: 'E-mail', since: 'La contient depuis', language: 'Langue', version: 'Texte', versionOf: (version) => `version ${n(version)}`, another: 'Un autre e-mail', remove: 'Videz le nom pour retirer un e-mail.', seen: (people, day) => `Vu : ${some(people, 'personne', 'personnes')}, la dernière fois le ${day}.`, unseen: 'Vu chez aucun contact. Vérifiez le nom s\'il a été envoyé.',
    save: 'Enregistrer', saved: 'Enregistré. Les systèmes sont relus une fois.', errors: { mail: 'Au plus 150 caractères.', twice: 'Cet e-mail est nommé deux fois.', since: 'Donnez le jour où l\'information y a été ajoutée.', text: (version, language) => `La version ${n(version)} n'a pas de texte en ${language}.` },
  },
  need: {
    overdue: (people) => `${some(people, 'personne n\'a pas été informée', 'personnes n\'ont pas été informées')} à temps de l'origine de ${pick(people, 'ses', 'leurs')} données`, overdueMore: 'Arrêtées jusqu\'à décision (art. 14).',
    failed: (people) => some(people, 'information non remise', 'informations non remises'), act: 'Voir qui',
  },
  everyone: {
    title: 'Toutes les personnes à informer', context: 'Les personnes dont les données viennent d’un tiers, et celles informées à la collecte : la date limite, et si un message est parti avant.', due: 'Date limite', early: 'Contactée avant', earlyFilter: 'Contactée avant l’information', yes: 'Oui', no: 'Non', none: 'Personne n’est à informer.', all: 'Voir toutes les personnes',
    states: { NOT_REQUIRED: 'non requise', GIVEN_AT_COLLECTION: 'informée à la collecte', DUE: 'à informer', SENT: 'informée', FAILED: 'retour en erreur', OVERDUE: 'en retard', EXEMPT: 'dispensée' },
  },
  list: { title: 'Pas informés à temps, ou non remis', more: (shown, total) => `${n(shown)} sur ${n(total)}. Un retard reste au journal après avoir été corrigé.`, person: 'Personne', source: 'Source', due: 'Était due', state: 'État', overdue: 'En retard', failed: 'Non remise', empty: 'Aucune information n\'est en retard ni non remise.' },
}
