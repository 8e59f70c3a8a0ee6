import { wordsOf } from '../words.ts'
import type { byHand as english } from '../en/by-hand.ts'

const { some } = wordsOf('fr-FR')

export const byHand: typeof english = {
  title: 'Enregistrer une opposition', tab: 'Nouvelle', context: 'Pour un appel, un courrier ou une demande faite de vive voix. Enregistrée ici aussitôt, puis transmise à chaque système.', open: 'Enregistrer une opposition',
  who: 'Qui s\'oppose ?', whoHint: 'Un nom, une entreprise, une adresse e-mail ou un numéro de téléphone.', found: (count) => (count === 0 ? 'Aucune personne trouvée' : `${some(count, 'personne trouvée', 'personnes trouvées')}`), notInBase: (text) => `Absent de la base : enregistrer pour « ${text} »`, noPhone: 'sans téléphone', choose: 'Choisissez', askFailed: 'Aucune réponse n\'est arrivée. Vérifiez la connexion et recommencez. Si vous avez été déconnecté, rechargez la page.',
  country: 'Pays d\'un numéro sans indicatif', noCountry: 'Aucun',
  how: 'Comment vous est-elle parvenue ?', doors: { phone: 'Téléphone', post: 'Courrier', spoken: 'De vive voix', mailbox: 'E-mail', other: 'Autre' },
  receivedOn: 'Reçue le', receivedHint: 'Aujourd\'hui par défaut. Tapez -1 pour hier.', words: 'Ses mots', optional: 'facultatif', wordsHint: 'Ni santé, ni opinion, ni insulte : la personne peut les lire.',
  what: 'Que faut-il arrêter ?', everything: 'Tout, partout', everythingHint: 'Tous les canaux, marques et types de message. À choisir sauf si la personne a demandé moins.', some: 'Certains canaux seulement',
  file: 'Joindre un scan ou une note', kept: (name) => `Joint : ${name}`,
  record: 'Enregistrer l\'opposition', cancel: 'Annuler', final: 'Nous ne pouvons pas l\'annuler : seule la personne peut la lever.',
  person: {
    title: (name) => `Ce qui va se passer pour ${name}`, titleOutside: 'Ce qui va se passer', outside: 'Absent de la base', look: 'Montrer de qui il s\'agit', see: 'ce qui va se passer', noSystem: 'dans aucun système connecté',
    company: 'Société', address: 'E-mail', noAddress: 'sans adresse', phone: 'Téléphone', reveal: 'Afficher adresse et téléphone', revealed: (time) => `Vu par vous à ${time}, inscrit au journal d'audit.`,
    here: 'Lawbase', hereMore: (scope) => `Sur la liste d'opposition : ${scope}.`, atOnce: 'Aussitôt', sentAtOnce: 'Transmis aussitôt', willBeNotified: 'Sera prévenu', willWait: 'Attendra',
    records: (count) => `${some(count, 'fiche', 'fiches')} là-bas.`, absent: 'Aucune fiche là-bas : blocage dès qu\'il en apparaît une.', nowhere: 'Aucun système connecté ne contient cet identifiant. Toute fiche qui apparaîtrait ensuite est bloquée.',
    enforced: (scope) => `Bloqué par sa propre désinscription : ${scope}.`, marked: (scope, label) => `Seulement marqué dans notre champ, que ${label} n'impose pas : ${scope}.`, unblocked: (scope) => `Aucun blocage là-bas pour : ${scope}.`,
    readBack: 'Vérifié par lecture de la fiche là-bas.', confirmed: 'Il ne peut que confirmer : son état ne peut pas être lu.', asked: 'Il a vendu ou loué cette adresse. Il ne peut que confirmer : son état ne peut pas être lu.',
    waits: { notGranted: 'Le droit de bloquer n\'est pas accordé : la personne y reste joignable jusqu\'à l\'accord d\'un administrateur.', reauthorise: 'Il n\'accepte plus notre accès : l\'opposition attend qu\'un administrateur le réautorise.', paused: 'La connexion est en pause : l\'opposition attend.' },
  },
  keys: 'Raccourcis clavier', keyList: [['↑ ↓', 'choisir la personne, Entrée pour valider'], ['1 – 5', 'comment elle vous est parvenue'], ['Ctrl Entrée', 'enregistrer'], ['P', 'imprime le récépissé, N passe à la suivante']],
  done: (number, at) => `Enregistrée à ${at}, numéro ${number}.`, next: 'Suivante', files: 'Pièces jointes', wordsNoted: 'Mots notés',
  earlier: (at, number) => `Déjà enregistrée à ${at}, numéro ${number}. L'ajouter comme deuxième preuve ?`, second: 'Ajouter comme deuxième preuve', see: 'Voir la première',
  errors: {
    required: 'Indiquez qui s\'oppose : une adresse, un téléphone ou un nom.', email: (text) => `« ${text} » n'est pas une adresse complète. Exemple : anne.roy@acme.example.test`, phone: 'Ajoutez le pays : +33 6 39 98 12 34 ou choisissez France.', nobody: 'Personne de ce nom dans la base. Donnez une adresse ou un téléphone pour l\'enregistrer quand même.',
    several: (count) => `${some(count, 'personne correspond', 'personnes correspondent')}. Choisissez, ou enregistrez pour l'adresse seule.`, channels: 'Choisissez au moins un canal, ou « Tout, partout ».',
    door: 'Choisissez comment elle vous est parvenue.', words: '500 caractères au plus.',
  },
}
