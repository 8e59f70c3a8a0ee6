export const receipt = {
  title: 'Récépissé d’opposition', number: 'Numéro', received: 'Reçue', recorded: 'Enregistrée', door: 'Voie de réception', stops: 'Arrête', issued: 'Délivré', controller: 'Responsable', doubtful: 'Reçue sans preuve de son auteur ; respectée quand même.',
  systems: 'Où elle a été appliquée', system: 'Système', state: 'Preuve', when: 'Quand', seen: 'Valeur vérifiée dans le système', seenAs: { enforced: (cells: string): string => `Désinscription dans le système : ${cells}`, marked: (cells: string): string => `Inscrit dans notre champ : ${cells}` }, notStopped: 'Ce que ces blocages n’arrêtent pas', noSystem: 'Aucun système connecté ne détenait cette personne. L’opposition demeure : une fiche qui apparaîtrait plus tard est bloquée.',
  proofs: {
    'read-back': 'blocage vérifié', 'read-back-marked': 'vérifiée, marquée seulement : le système ne l’impose pas', 'accepted-3': 'confirmée, niveau 3', 'accepted-2': 'accusé de réception, niveau 2 ; vérification impossible', 'accepted-1': 'transmise, niveau 1 ; sans accusé de réception', none: 'pas encore prouvée',
  },
  refused: 'refusé par le système ; non prouvé',
  corrected: (when: string, by: string, reason: string): string => `Saisie pour la mauvaise personne. Corrigée le ${when} par ${by} : « ${reason} ». Elle ne bloque personne.`, cancelled: 'retirée : saisie pour la mauvaise personne', lifted: 'terminée : la personne s\'est réinscrite',
  absent: 'aucune fiche ; bloquée dès qu’une fiche apparaît',
  addresses: (count: number): string => (count === 0 ? 'L’adresse elle-même n’est plus détenue.' : 'L’adresse n’est pas écrite ici. Toute personne qui la connaît peut vérifier que ce récépissé la concerne.'),
  key: 'Signé avec la clé', check: (url: string): string => `Vérifiez le fichier sur ${url}, ou avec : lawbase verify receipt.json --fingerprint "…"`, checkCli: 'Vérifiez le fichier avec : lawbase verify receipt.json --fingerprint "…"',
  pdf: 'Récépissé (PDF)', json: 'Fichier signé (JSON)', fingerprint: 'Clé qui signe les récépissés', fingerprintMore: 'Publiez-la où un contrôleur la trouve ; un récépissé se vérifie avec elle.', page: (now: number, of: number): string => `${now} sur ${of}`,
  verify: {
    title: 'Ce récépissé est-il authentique ?', intro: 'Collez le fichier signé d’un récépissé ou d’un certificat de suppression, ou le manifest.json d’un dossier de preuves. Il est vérifié sur cette page et n’est conservé nulle part.', file: 'Fichier signé (JSON)', fingerprint: 'Empreinte de la clé de l’entreprise', fingerprintHint: 'Prise dans la publication de l’entreprise, pas dans le fichier. Sans elle, seules les modifications après signature sont détectées.',
    email: 'Adresse e-mail', emailHint: 'Seulement pour savoir si le récépissé la concerne. Elle est comparée, jamais conservée.', button: 'Vérifier', genuine: 'Authentique', genuineMore: 'Pas un octet n’a changé depuis la signature.', noKey: 'Comparez la clé ci-dessous avec celle que publie l’entreprise.', about: 'Il concerne l’adresse indiquée.', notAbout: 'Il ne concerne pas l’adresse indiquée.',
    tooLarge: (megabytes: number): string => `Le fichier dépasse ${megabytes} Mo et n’a donc pas été vérifié. Vérifiez-le par la commande : lawbase verify.`,
    changed: 'Modifié après la signature', changedMore: 'Redemandez le fichier à l’entreprise et collez-le en entier.', 'not-a-receipt': 'Ce n’est pas un récépissé', 'not-a-receiptMore': 'Collez tout le fichier JSON, de la première accolade à la dernière.', 'another-key': 'Signé avec une autre clé', 'another-keyMore': 'La clé du fichier n’est pas celle que vous avez indiquée : quelqu’un d’autre l’a signé.',
  },
}
