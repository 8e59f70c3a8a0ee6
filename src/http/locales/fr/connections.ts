import { wordsOf } from '../words.ts'
import type { connections as en } from '../en/connections.ts'

const { n, some, pick } = wordsOf('fr-FR')

export const connections: typeof en = {
  title: 'Connexions', count: (count) => `${some(count, 'système contient', 'systèmes contiennent')} vos contacts. Chaque droit d'écriture est séparé et peut être retiré.`, add: 'Connecter un système',
  empty: 'Connectez votre CRM. La première lecture ne modifie rien.', emptyAct: 'Choisir un système', emptyDpo: 'Un administrateur connecte le premier système.',
  columns: { system: 'Système', state: 'État', rights: 'Droits d\'écriture', pulled: 'Dernière lecture', readBack: 'Dernière vérification', limit: 'Limite de l\'éditeur', open: 'Non bloquées' },
  account: (id) => `compte ${id}`, never: 'jamais', notPulled: 'n\'est pas lu', hook: 'Adresse pour ses réponses', hookMore: 'Donnez cette adresse au courtier : il y envoie ses réponses à nos avis et les oppositions qu\'il reçoit. Signé avec le même secret ; le format est dans le README du connecteur.', hookUrl: 'Adresse du webhook', broker: 'courtier en données', mailer: 'outil d\'e-mailing',
  observing: (label) => `${label} : rien n'est écrit sans votre accord`,
  applied: (label) => `${label} : chaque opposition est appliquée`, openObjections: (label, people) => `${label} : ${some(people, 'personne a', 'personnes ont')} une opposition pas encore appliquée`,
  revoked: (label) => `${label} n'accepte plus notre accès`, ended: (label) => `${label} est déconnecté`, failing: (label) => `${label} ne peut pas être lu`, back: (label) => `${label} répond à nouveau et va être lu`,
  mailbox: 'boîte mail', mailboxRead: 'lue à l\'arrivée des messages', mailboxTitle: (label) => `${label} : les messages sont lus ici`, mailboxMore: 'Réponses, désinscriptions par mailto, plaintes et avis de non-remise. Rien n\'y est écrit, déplacé ni supprimé.',
  brokerTitle: (label) => `${label} : les oppositions y sont envoyées`, brokerObserving: (label) => `${label} : rien n'est envoyé sans votre accord`,
  notRead: (account) => `Compte ${account}. Pas encore lu, 0 écrit.`, readContext: (account, when, records) => `Compte ${account}. Lecture complète le ${when} : ${some(records, 'fiche', 'fiches')}.`, zeroWritten: '0 écrit.', pulledAgain: (when) => `Changements lus ${when}.`, hears: 'Les changements y sont reçus aussitôt.', silent: 'L’abonnement aux événements est ouvert, mais des changements ont été trouvés qu’il n’a pas signalés : les changements sont vus à la prochaine lecture.', deaf: 'Les changements n\'y sont pas reçus aussitôt : ils sont vus à la prochaine lecture.',
  wizard: { count: (at, of) => `Étape ${at} sur ${of}`, label: 'Avancement', register: 'Déclarer l\'application', consent: 'Consentement', test: 'Autotest', tools: 'Autres outils', read: 'Première lecture', rights: 'Diagnostic et droits', done: 'fait', now: 'en cours', later: 'à venir' },
  readNow: 'Relire', readFirst: 'Lire tous les contacts', readHint: 'Lit chaque fiche une fois. Rien n\'est écrit.', reading: 'Lecture en cours', readingSafe: 'Vous pouvez fermer cette page : la lecture continue.',
  revokedMore: 'Tout ce qui concerne ce système attend ici jusqu\'à la réautorisation ; rien n\'est perdu.', reauthorise: 'Réautoriser',
  failure: (when) => `Lecture impossible depuis ${when}.`, failureNext: 'Un nouvel essai est automatique.',
  test: { title: 'Autotest', again: 'Lancer l\'autotest', never: 'Pas encore fait.', at: (when) => `au ${when}`, works: 'Opérationnel', hidden: 'Masqué', missing: 'Manquant', off: 'Facultatif, non configuré', worksCount: (count) => `${some(count, 'contrôle réussi', 'contrôles réussis')}`, offCount: (count) => `${some(count, 'option facultative non configurée', 'options facultatives non configurées')}`, calls: 'Appels d\'API', callsUsed: (used, max) => `${used} sur ${max} utilisés en 24 h`, failed: 'L\'autotest n\'a pas pu être exécuté.' },
  tools: {
    title: 'Quels autres outils écrivent à ces personnes ou les appellent ?', why: 'Un clic ou une réponse dans un outil que nous ne voyons pas nous échapperait. Sans réponse, la dernière activité est inconnue et aucune suppression n\'est planifiée.',
    none: 'Aucun : seulement les systèmes connectés', list: 'Ceux-ci, un par ligne', placeholder: 'Outil de newsletter', save: 'Enregistrer la réponse', answeredNone: 'Aucun. Réponse enregistrée.', answeredList: (tools) => `${tools}. Leurs clics et réponses ne sont pas vus ici : la dernière activité compte comme inconnue, sauf si vous les importez chaque jour (POST /api/v1/events ou lawbase import-events).`, change: 'Changer la réponse', wrong: 'Choisissez « Aucun », ou nommez au moins un outil.',
  },
  activities: {
    title: (name) => `Activité dans ${name}`, why: (name) => `Les clics et formulaires de ${name} ne figurent sur aucune fiche. Une fois lus, ils comptent comme activité, et une plainte ou une désinscription là-bas est une opposition, transmise partout. Rien n'y est écrit.`,
    off: 'Non lu', soon: 'Lu à la prochaine lecture', upTo: (when) => `Lecture, jusqu'au ${when}`, read: (when) => `Lu ${when}`, fails: 'Illisible', failing: (when) => `Lecture impossible depuis ${when}. D'ici là, la dernière activité compte comme inconnue.`,
    closed: (scope) => `L'autorisation ${scope} manque. Ajoutez-la à votre application chez l'éditeur, puis autorisez-la ici.`, allow: (label) => `Autoriser chez ${label}`, save: 'Enregistrer', notAnId: (line) => `« ${line} » n'est pas un identifiant valable.`, tooMany: 'Indiquez-en 20 au plus.',
  },
  found: {
    title: 'Ce que nous avons trouvé', base: (count) => some(count, 'fiche', 'fiches'), finding: 'Constat', records: 'Fiches', share: 'Part', see: 'Voir', fix: 'Corriger',
    contactable: 'Opposition, encore joignable ici', contactableMore: 'L\'opposition vient d\'un autre système, d\'un lien ou de l\'API. Corrigé dès que « bloquer » est accordé.', contactableGranted: 'En cours : blocage ici, puis vérification.',
    contactableNone: 'Toutes ces personnes sont bloquées ici.',
    elsewhere: 'Bloqué ici, encore joignable ailleurs', elsewhereMore: 'Enregistré comme opposition. Transmis aux autres systèmes où « bloquer » est accordé.',
    sample: (count) => `${n(count)} sans source, au hasard`, person: 'Fiche', value: 'Valeur du champ source', noValue: '(vide)', made: 'Créée',
    noSource: 'Aucune source', noSourceMore: 'En quarantaine tant que la valeur qui dit d\'où elles viennent n\'est pas associée.', past: 'Aucune activité pendant la durée de conservation', pastMore: 'Bloqué aujourd\'hui. Supprimé seulement par un plan qu\'une autre personne approuve.',
    blind: 'Dernière activité inconnue', blindMore: 'Un système non lu depuis 48 h, en échec, ou un autre outil non vu : aucune suppression d\'ici là.', assumed: 'Départ supposé', assumedMore: 'Seule la date de création de la fiche est connue.',
    role: 'Adresse générique, sans personne', roleMore: 'Comme contact@ ou info@ : les coordonnées de l\'entreprise.', undecided: 'Pas encore de verdict', undecidedMore: 'Décidé au prochain traitement nocturne.', title2: 'Intitulé de poste inconnu', titleMore: 'En quarantaine tant que personne ne dit de quelle fonction il s\'agit.',
  },
  rights: {
    title: 'Droits d\'écriture', note: 'Chaque droit est séparé et peut être retiré. Les jetons sont chiffrés et restent sur ce serveur.',
    suppress: 'Bloquer', suppressMore: (label) => `Transmettre les oppositions à ${label} et les vérifier. Pose des désabonnements, n'en retire jamais. Comprend la mise en attente avant une suppression.`, suppressBroker: (label) => `Demander à ${label} d'arrêter. Seulement pour les personnes dont la source nomme ce courtier.`,
    tag: 'Étiqueter', tagMore: 'Écrire verdict, base légale, source, date de fin et lien personnel dans nos champs.', tagAndCreateMore: 'Écrire verdict, base légale, source, date de fin et lien personnel dans nos champs, et créer les personnes qui répondent à un questionnaire.', newPeople: 'Nouvelles personnes', remove: 'Supprimer', removeMore: 'Mettre en attente, puis supprimer les personnes d\'un plan approuvé. Rien n\'est supprimé sans cette approbation.',
    removes: {
      bin: (days) => `Supprimées vers la corbeille, où elles restent ${some(days, 'jour', 'jours')} au plus ; le certificat dit jusqu'à quand, et il est complété après ce jour.`,
      atOnce: 'Effacées définitivement aussitôt : rien ne les fait revenir.', fromBin: 'Supprimées et sorties aussitôt de la corbeille : rien ne les fait revenir.', deleted: 'Supprimées à la façon de ce système ; ce qu\'il en garde n\'est pas connu.',
      anonymised: 'Ce qui est refusé est anonymisé.', waits: 'Ce qui est refusé attend un DPO.',
    },
    created: 'Créé d\'abord', fields: 'Écrit', now: 'À écrire maintenant', calls: 'Appels', notStopped: 'Limites', nothingCreated: 'rien',
    people: (people, records) => `${some(people, 'personne', 'personnes')} avec une opposition non appliquée ici ; ${some(records, 'fiche joignable', 'fiches joignables')} malgré une opposition`, upTo: (records) => `jusqu'à ${some(records, 'fiche', 'fiches')}, seulement les champs qui diffèrent`, planned: (people) => (people === 0 ? '0 : aucun plan en attente' : some(people, 'contact', 'contacts')),
    batches: (batches, size) => `${some(batches, 'lot', 'lots')} de ${n(size)} au plus`, sent: (count) => `${some(count, 'message', 'messages')}`,
    newFields: (count) => `${some(count, 'champ', 'champs')} de cette version n'${pick(count, 'existe', 'existent')} pas encore là-bas`, newFieldsMore: 'Lisez la liste exacte des champs ci-dessus. Rien n\'y est écrit avant leur création.', createFields: 'Les créer', ownFields: 'Utiliser des champs existants', setupFiles: 'Un administrateur de ce système préfère créer les champs ? Le paquet les contient, avec l\'ensemble d\'autorisations qui les ouvre : déployez-le, attribuez l\'ensemble à notre utilisateur, puis accordez.', setupFilesAct: 'Télécharger le paquet',
    grant: (verb) => `Accorder « ${verb} »`, granted: 'Accordé', revoke: 'Retirer ce droit', revokeMore: 'Les oppositions attendront, affichées en rouge.', revokeTag: 'Nos champs restent tels quels et ne sont plus mis à jour.', revokeRemove: 'Aucun plan n\'inclura de personnes de ce système.', admin: 'Un administrateur accorde les droits.',
    firstSuppress: 'Accordez d\'abord « bloquer » : personne n\'est supprimé avant de pouvoir être bloqué dans chaque système.', firstRead: 'Lisez d\'abord tous les contacts : vous voyez ce qui serait écrit avant de l\'accorder.', contactable: (here, anywhere) => `${some(here, 'personne', 'personnes')} avec une opposition non appliquée ici, ${n(anywhere)} tous systèmes confondus`,
    show: (name) => `${name} : champs exacts`, failed: 'Le droit n\'a pas été accordé.',
  },
  fields: {
    title: (label) => `Champs de ${label}`, context: 'Lawbase écrit dans ses propres champs. Si vous avez déjà un champ équivalent, nommez-le ici : il est utilisé à la place du nôtre.', columns: { ours: 'Champ de Lawbase', holds: 'Contient', instead: 'Votre champ à la place' }, text: 'du texte', date: 'un jour',
    note: 'Le contenu actuel de votre champ est remplacé. Notre champ, s\'il existe, garde sa dernière valeur : supprimez-le là-bas. Le système est relu une fois avant toute écriture.', save: 'Enregistrer',
    faults: { missing: () => 'Ce champ n\'existe pas, ou notre utilisateur ne le voit pas.', 'read-only': () => 'Notre utilisateur ne peut pas l\'écrire.', twice: () => 'Le même champ est nommé deux fois.', 'needs-text': (type) => `Il contient « ${type} » : il faut un champ texte.`, 'needs-date': (type) => `Il contient « ${type} » : il faut un champ texte ou date.` },
  },
  sample: { caption: (shown, total) => `Échantillon, ${n(shown)} sur ${some(total, 'écriture', 'écritures')}, au hasard`, none: 'Rien à écrire maintenant.', person: 'Personne', record: 'Fiche', field: 'Champ', now: 'Maintenant', after: 'Après', open: 'joignable', enforced: 'désabonné', marked: 'marqué', empty: 'vide' },
  otherPurges: {
    title: 'Supprimées par d’autres', day: 'Jour (UTC)', deleted: 'Fiches', notDue: 'Pas encore inactives', by: 'Supprimées par', unknown: 'non indiqué', note: 'Fiches qui y ont disparu sans plan de Lawbase. Les réglages des outils de conservation et des règles propres au système ne sont pas lus : ce qu’ils suppriment est affiché ici.',
    burst: (day: string, count: number) => `Une autre purge semble en cours : ${some(count, 'fiche', 'fiches')} le ${day}.`, burstMore: 'Cherchez l’outil de conservation du système, une règle automatique ou un import qui supprime. Deux purges qui comptent autrement suppriment des personnes actives : n’en gardez qu’une.',
  },
  wayOut: { title: 'Déconnecter', act: 'Déconnecter…', more: 'Met fin à notre accès chez l\'éditeur et efface les jetons ici. Les oppositions n\'y sont plus transmises.' },
  disconnect: { title: (label) => `Déconnecter ${label} ?`, what: 'Ce qui se passe', revoke: (label) => `Notre accès est révoqué chez ${label}, et les jetons sont effacés ici dans la même étape.`, stops: (records) => `${some(records, 'fiche n\'y sera plus protégée', 'fiches n\'y seront plus protégées')} : les nouvelles oppositions n'y sont pas transmises, et les changements faits là-bas ne sont pas corrigés.`, keeps: 'Les oppositions, les preuves et le journal d\'audit restent ici.', confirm: (label) => `Saisissez ${label} pour confirmer`, wrong: (label) => `Saisissez le nom exact : ${label}`, go: (label) => `Déconnecter ${label}`, done: 'Déconnecté. Les jetons sont effacés.', vendor: 'L\'éditeur n\'a pas confirmé la révocation : retirez-y l\'application à la main.' },
  sentTitle: 'Oppositions envoyées', sentNone: 'Aucune pour l\'instant.', states: { accepted1: 'Transmis, niveau 1', accepted2: 'Accepté, niveau 2', accepted3: 'Confirmé, niveau 3' },
}
