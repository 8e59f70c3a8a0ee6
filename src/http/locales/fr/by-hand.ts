import { wordsOf } from '../words.ts'
import type { byHand as english } from '../en/by-hand.ts'

const { some } = wordsOf('fr-FR')

export const byHand: typeof english = {
  title: 'Enregistrer une opposition', tab: 'Nouvelle', context: 'Pour un appel, un courrier ou une demande faite de vive voix. Enregistrée ici aussitôt, puis transmise à chaque système.', open: 'Enregistrer une opposition',
  who: 'Qui s\'oppose ?', whoHint: 'Un nom, une entreprise, une adresse e-mail ou un numéro de téléphone.', found: (count) => (count === 0 ? 'Aucune personne trouvée' : `${some(count, 'personne trouvée', 'personnes trouvées')}`), notInBase: (text) => `Absent de la base : enregistrer pour « ${text} »`, noPhone: 'sans téléphone', choose: 'Choisissez',
  country: 'Pays d\'un numéro sans indicatif', noCountry: 'Aucun',
  how: 'Comment vous est-elle parvenue ?', doors: { phone: 'Téléphone', post: 'Courrier', spoken: 'De vive voix', mailbox: 'E-mail', other: 'Autre' },
  receivedOn: 'Reçue le', receivedHint: 'Aujourd\'hui par défaut. Tapez -1 pour hier.', words: 'Ses mots', optional: 'facultatif', wordsHint: 'Ni santé, ni opinion, ni insulte : la personne peut les lire.',
  what: 'Que faut-il arrêter ?', everything: 'Tout, partout', everythingHint: 'Tous les canaux, marques et types de message. À choisir sauf si la personne a demandé moins.', some: 'Certains canaux seulement',
  file: 'Joindre un scan ou une note', kept: (name) => `Joint : ${name}`,
  record: 'Enregistrer l\'opposition', cancel: 'Annuler', final: 'Nous ne pouvons pas l\'annuler : seule la personne peut la lever.',
  keys: 'Raccourcis clavier', keyList: [['↑ ↓', 'choisir la personne, Entrée pour valider'], ['1 – 5', 'comment elle vous est parvenue'], ['Ctrl Entrée', 'enregistrer'], ['P', 'imprime le récépissé, N passe à la suivante']],
  done: (number, at) => `Enregistrée à ${at}, numéro ${number}.`, next: 'Suivante', files: 'Pièces jointes', wordsNoted: 'Mots notés',
  earlier: (at, number) => `Déjà enregistrée à ${at}, numéro ${number}. L'ajouter comme deuxième preuve ?`, second: 'Ajouter comme deuxième preuve', see: 'Voir la première',
  errors: {
    required: 'Indiquez qui s\'oppose : une adresse, un téléphone ou un nom.', email: (text) => `« ${text} » n'est pas une adresse complète. Exemple : anne.roy@acme.example.test`, phone: 'Ajoutez le pays : +33 6 39 98 12 34 ou choisissez France.', nobody: 'Personne de ce nom dans la base. Donnez une adresse ou un téléphone pour l\'enregistrer quand même.',
    several: (count) => `${some(count, 'personne correspond', 'personnes correspondent')}. Choisissez, ou enregistrez pour l'adresse seule.`, future: (text) => `Le ${text} est à venir. Donnez le jour de réception.`, unreadable: 'Écrivez la date ainsi : 25/11/2026.', channels: 'Choisissez au moins un canal, ou « Tout, partout ».',
    door: 'Choisissez comment elle vous est parvenue.', words: '500 caractères au plus.',
  },
}
