import type { account as en } from '../en/account.ts'

export const account: typeof en = {
  login: { title: 'Se connecter', email: 'E-mail', password: 'Mot de passe', go: 'Se connecter', wrong: 'Adresse ou mot de passe non reconnus.', slow: 'Trop de tentatives. Attendez une minute, puis réessayez.' },
  stepUp: { title: 'Se connecter de nouveau', context: (email) => `Votre connexion en tant que ${email} date de plus de 5 minutes. Ce que vous demandez ne peut pas être annulé : il faut votre mot de passe. Tout ce que vous avez saisi est gardé.`, go: 'Se connecter et continuer', back: 'Revenir, sans le faire', wrong: 'Ce n\'est pas votre mot de passe. Rien n\'est fait pour l\'instant.', slow: 'Trop d\'essais. Attendez une minute, puis réessayez. Rien n\'est fait pour l\'instant.' },
  firstRun: {
    title: 'Créer le premier compte', context: 'Ce lien sert une fois, sous 24 heures. Le compte créé ici est administrateur.', account: 'Votre compte', company: 'Votre entreprise',
    email: 'E-mail', name: 'Votre nom', password: 'Mot de passe', passwordHint: '15 caractères ou plus. Une courte phrase convient.', language: 'Langue', english: 'English', french: 'Français',
    companyName: 'Entreprise responsable des données (responsable de traitement)', contact: 'Adresse du DPO ou de la personne en charge', contactHint: 'Montrée aux personnes prospectées.', privacyUrl: 'Politique de confidentialité', privacyHint: 'Commence par https://',
    timeZone: 'Fuseau horaire', timeZoneHint: 'Pour les horaires et les écrans, par exemple Europe/Paris.', go: 'Créer le compte',
    usedTitle: 'Ce lien a déjà servi, ou il est trop ancien', used: 'Si ce lien a créé votre compte, connectez-vous. Sinon, affichez un nouveau lien sur la machine qui fait tourner Lawbase :',
  },
  invite: { title: 'Choisir votre mot de passe', context: (email) => `Pour le compte ${email}.`, go: 'Enregistrer et se connecter', usedTitle: 'Ce lien a déjà servi, ou il est trop ancien', used: 'Il sert une fois, sous 24 heures. Demandez-en un autre à un administrateur.' },
  own: { title: 'Mon compte', password: 'Mot de passe', current: 'Mot de passe actuel', next: 'Nouveau mot de passe', ends: 'Toutes vos autres sessions prennent fin.', go: 'Changer le mot de passe', saved: 'Le mot de passe est changé, et vos autres sessions ont pris fin.', wrong: 'Ce n\'est pas votre mot de passe.' },
  errors: {
    email: (typed) => `« ${typed} » n'est pas une adresse complète. Exemple : anne.roy@acme.example.test`, emailTaken: 'Cette adresse a déjà un compte.', name: 'Indiquez un nom.', password: '15 caractères ou plus, 256 au plus. Une courte phrase convient.', weak: 'C\'est facile à deviner : un mot de passe courant, une suite de touches, ou votre nom, celui de l\'entreprise ou du produit. Choisissez une courte phrase à vous.',
    company: 'Indiquez le nom de l\'entreprise.', privacyUrl: 'L\'adresse doit commencer par https://', timeZone: 'Ce n\'est pas un fuseau horaire. Exemple : Europe/Paris',
  },
}
