import type { account as en } from '../en/account.ts'

export const account: typeof en = {
  login: { title: 'Se connecter', email: 'E-mail', password: 'Mot de passe', go: 'Se connecter', wrong: 'Adresse ou mot de passe non reconnus.', slow: 'Trop de tentatives. Attendez une minute, puis réessayez.', nobodyTitle: 'Il n’y a pas encore de compte', nobody: 'Le lien qui crée le premier est affiché là où Lawbase est démarré : dans le terminal, ou dans le journal du service. Il sert une fois, sous 24 heures. Ceci en affiche un nouveau, sur la machine qui fait tourner Lawbase :' },
  forgotten: { link: 'Mot de passe oublié ?', title: 'Un nouveau mot de passe', context: 'Si l’adresse a un compte, elle reçoit un mail avec un lien qui sert pendant une heure. Votre deuxième facteur reste.', go: 'Envoyer le lien', ask: 'Un administrateur peut vous faire un lien sur la page Utilisateurs et clés d’API, ou sur la machine qui fait tourner Lawbase : lawbase users reset', sentTitle: 'Regardez votre boîte mail', sent: 'Si l’adresse a un compte, un lien est en route : il sert une fois, pendant une heure. Rien n’arrive ? Essayez une autre de vos adresses, ou demandez à un administrateur.', back: 'Retour à la connexion' },
  stepUp: { fileTitle: 'Votre fichier est prêt', file: 'Votre identité est prouvée. Rien ne la demande de nouveau pendant cinq minutes.', download: 'Télécharger', backDone: 'Retour', title: 'Se connecter de nouveau', context: (email) => `Votre connexion en tant que ${email} date de plus de 5 minutes. Ce que vous demandez exige de nouveau votre mot de passe. Tout ce que vous avez saisi est gardé.`, contextCode: (email) => `Votre dernière preuve en tant que ${email} date de plus de 5 minutes. Ce que vous demandez exige un nouveau code. Tout ce que vous avez saisi est gardé.`, wrongCode: 'Ce code n’est pas accepté : il est faux, trop ancien, ou a déjà servi. Rien n’est fait pour l’instant.', go: 'Se connecter et continuer', back: 'Revenir, sans le faire', wrong: 'Ce n\'est pas votre mot de passe. Rien n\'est fait pour l\'instant.', slow: 'Trop d\'essais. Attendez une minute, puis réessayez. Rien n\'est fait pour l\'instant.' },
  second: {
    title: 'Deuxième facteur', context: (email) => `Le mot de passe de ${email} est juste. Saisissez le code que votre application d’authentification affiche maintenant.`,
    code: 'Code', codeHint: 'Six chiffres de l’application, ou l’un de vos codes de secours.', codeHintApp: 'Six chiffres de l’application.', wrong: 'Ce code n’est pas accepté : il est faux, trop ancien, ou a déjà servi.', slow: 'Trop de codes. Attendez cinq minutes, puis réessayez.',
    lost: 'Ni application ni code de secours ? Demandez à un administrateur : deux personnes peuvent retirer le deuxième facteur, une fois sûres que c’est vous.',
    setUpTitle: 'Mettre en place votre deuxième facteur', setUpContext: 'Ici, un mot de passe seul n’ouvre rien : qui l’apprend ne doit pas entrer. Désormais, vous saisissez aussi un code d’une application de votre téléphone.',
    moveTitle: 'Passer votre deuxième facteur à une autre application', moveContext: 'L’application actuelle sert jusqu’au premier code de la nouvelle.',
    stepApp: 'Ouvrez une application d’authentification sur votre téléphone. Toutes celles qui font des codes à durée limitée (TOTP) conviennent.', stepScan: 'Scannez cette image, ou saisissez la clé.', picture: 'Image de la clé ci-dessous, pour votre application', key: 'Clé', stepCode: 'Saisissez le code que l’application affiche.',
    turnOn: 'Activer', ends: 'Vos autres sessions prennent fin.',
    codesTitle: 'Gardez ces codes de secours', codesContext: 'Chacun ouvre votre compte une fois à la place d’un code, si vous perdez votre téléphone. Ils sont affichés maintenant et plus jamais : imprimez-les, ou gardez-les dans un gestionnaire de mots de passe.', copyAll: 'Tout copier', kept: 'Ils sont gardés : continuer',
    card: 'Deuxième facteur', off: 'Inactif : votre mot de passe seul ouvre votre compte.', on: (since) => `Actif depuis le ${since}.`, left: (count) => (count <= 1 ? `${count} code de secours restant.` : `${count} codes de secours restants.`), setUp: 'Le mettre en place', move: 'Passer à une autre application', newCodes: 'Nouveaux codes de secours', newCodesHint: 'Les anciens ne servent plus.',
  },
  logins: {
    card: 'Vos sessions ouvertes', since: 'Ouverte', seen: 'Vue la dernière fois', from: 'Depuis', browser: 'Navigateur', this: 'celle-ci', unknown: 'inconnu', end: 'Fermer', endOthers: 'Fermer toutes les autres',
  },
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
