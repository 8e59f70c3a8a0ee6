import { wordsOf } from '../words.ts'
import type { links as en } from '../en/links.ts'

const { n, some } = wordsOf('fr-FR')

export const links: typeof en = {
  title: 'Liens et page de préférences', context: 'Ce que voient les personnes qui suivent leur lien, et ce que votre outil d\'envoi doit joindre à chaque e-mail.', jump: 'Rubriques',
  sections: { probe: 'Les liens répondent-ils ?', headers: 'En-têtes pour votre outil d\'envoi', kinds: 'Types de message', look: 'Apparence et adresse', embed: 'Dans votre propre site', languages: 'Langues' },
  noPublic: 'PUBLIC_URL n\'est pas défini : les personnes n\'ont pas de lien et aucun outil ne peut transmettre un désabonnement. Démarrez Lawbase avec son adresse publique.',
  preview: 'Voir la page', previewIn: { fr: 'Voir la page en français', en: 'Voir la page en anglais' },
  probe: {
    more: 'Chaque nuit à 04:30, Lawbase ouvre un lien par PUBLIC_URL comme un lecteur, un antivirus de messagerie et un fournisseur de messagerie. Seul le résultat est enregistré.', none: 'Pas encore vérifié. Première vérification cette nuit.', ok: (when) => `Les liens ont répondu le ${when}.`,
    broken: (since) => `Les liens ne répondent plus de l'extérieur depuis le ${since}`, now: 'Vérifier maintenant', asked: 'Vérification en cours. Le résultat s\'affiche ici dans quelques secondes : rechargez la page.',
  },
  headers: {
    more: 'Les deux en-têtes, exactement ainsi, dans chaque e-mail de prospection ; la signature DKIM doit couvrir les deux (RFC 8058). L\'adresse est celle de la personne : prenez-la dans le champ que Lawbase écrit.', post: 'List-Unsubscribe-Post, le même partout',
    value: (system) => `List-Unsubscribe dans ${system}`, body: (system) => `Lien dans le corps, dans ${system}`, tag: 'Le champ est rempli par le traitement nocturne, une fois le droit « étiqueter » accordé.', noMailbox: 'Aucune boîte de désabonnement : l\'en-tête n\'a pas de partie mailto. Outlook.com n\'écrit qu\'à une adresse mailto.',
    insecure: 'PUBLIC_URL ne commence pas par https:// : les fournisseurs de messagerie ignorent un tel en-tête.', none: 'Aucun CRM n\'est connecté.',
  },
  kinds: {
    more: 'Types qu\'une personne peut arrêter seuls. Le reste s\'arrête par canal, ou par « tout arrêter ».', none: 'Aucun type n\'est déclaré : les personnes choisissent par canal.', edit: 'Déclarer les types', id: 'Identifiant', fr: 'Nom français', en: 'Nom anglais', channels: 'Canaux', mapped: (label) => `Réglage d'abonnement dans ${label}`, unmapped: 'notre champ seulement',
    title: 'Types de message', context: 'Un type a un identifiant court qui ne change jamais, un nom que les personnes comprennent, et les canaux qu\'il utilise.', one: (index) => `Type ${n(index)}`, fresh: 'Nouveau type', remove: 'Videz l\'identifiant pour retirer le type : les personnes qui l\'ont arrêté restent désabonnées.', idHint: 'Minuscules, chiffres et tirets, par exemple newsletter.',
    nothing: 'aucun : notre champ seulement', notAsked: (label) => `${label} n'a pas pu donner ses propres réglages d'abonnement : saisissez leurs noms.`, own: 'Un réglage vaut pour un seul type. Associé : ce système arrête lui-même le type. Non associé : seul notre champ lawbase_stopped_kinds le dit.',
    several: 'Plusieurs, séparés par des virgules', save: 'Enregistrer les types', saved: 'Enregistré. Ce que montrent les CRM est relu au prochain traitement complet.', provision: (labels) => `Notre champ pour les types n'a pas pu être créé dans ${labels} : les types sans réglage ne peuvent pas encore y être marqués. Accordez-y de nouveau « bloquer ».`,
  },
  look: {
    more: 'Utilisés sur la page, dans les e-mails et sur la page de confirmation.', colour: 'Couleur', colourHint: 'Six chiffres, par exemple #0f5c5c. Le texte blanc dessus et les liens de cette couleur doivent rester lisibles : contraste de 4,5 ou plus.', contrast: (value) => `Contraste sur blanc : ${value}.`, channels: 'Canaux ayant leur propre ligne', channelsHint: 'Les autres ne s\'arrêtent que par « tout arrêter ».',
    mailbox: 'Boîte de désabonnement', mailboxHint: 'Ajoutée à l\'en-tête comme mailto. Laissez vide si personne ne la lit.', origins: 'Sites pouvant montrer la page dans un cadre', originsHint: 'Un par ligne, par exemple https://www.exemple.example.test. Vide : aucun.',
    logo: 'Logo', logoHint: 'PNG, JPEG ou WebP, 24 ko au plus ; affiché sur 40 px de haut. Sans logo, les initiales de l\'entreprise sont affichées.', logoSend: 'Utiliser ce logo', logoNone: 'Retirer le logo', logoNow: 'Le logo utilisé', saved: 'Enregistré comme nouvelle version.',
  },
  embed: { more: 'Votre site peut montrer la page de préférences dans la sienne, par exemple dans un espace client. Il lui faut le lien de la personne.', code: 'Balisage pour votre page', off: 'Aucun site n\'est encore autorisé : le navigateur montrerait un cadre vide. Ajoutez votre site ci-dessus.', script: 'Aucun script n\'est nécessaire, aucun cookie n\'est posé. Le cadre fonctionne sans JavaScript.' },
  languages: {
    more: (folder) => `Le français et l'anglais sont fournis. Placez les autres langues dans ${folder} sous les noms de.json, es.json…, avec les clés du fichier anglais ; les textes manquants s'affichent en anglais.`, language: 'Langue', state: 'État', complete: 'complète', missing: (count) => `${some(count, 'texte manque', 'textes manquent')}, affichés en anglais`, unknown: (names) => `clés inconnues : ${names}`, restart: 'Les fichiers sont lus au démarrage.',
  },
  errors: {
    id: 'De 1 à 24 minuscules, chiffres ou tirets ; chaque identifiant une seule fois.', names: 'Donnez le nom en français et en anglais, 60 caractères au plus chacun.', channels: 'Choisissez au moins un canal.', targets: 'Un réglage ne vaut que pour un type et un canal.', other: 'Cette valeur n\'est pas valable.',
    colour: (typed, contrast) => (contrast === null ? `« ${typed} » n'est pas une couleur comme #0f5c5c.` : `${typed} a un contraste de ${contrast} sur blanc : des personnes à la vue faible ne pourraient pas lire le bouton. Choisissez plus foncé, 4,5 ou plus.`), mailbox: (typed) => `« ${typed} » n'est pas une adresse complète.`, origin: 'Chaque ligne est https:// et un hôte, sans rien après.',
    logo: 'Ce n\'est pas une image PNG, JPEG ou WebP de 24 ko au plus.',
  },
}
