import type { mailboxes as english } from '../en/mailboxes.ts'

export const mailboxes: typeof english = {
  title: 'Qui écrit ici',
  peopleOnly: 'Les personnes que vous contactez. Les collègues ne peuvent pas transmettre d’oppositions ici.', colleaguesOn: 'Les personnes que vous contactez, et les collègues qui transmettent leurs oppositions.',
  colleagues: 'Des collègues transmettent des oppositions ici', colleaguesMore: 'Ils transfèrent le mail du client, ou écrivent avec l’adresse du client dans l’objet, et reçoivent l’accusé par mail. Donnez-leur l’adresse de cette boîte.', noMailer: 'Aucun serveur de messagerie n’est indiqué (SMTP_URL) : aucun accusé ne peut partir.',
  domains: 'Domaines de vos collègues', domainsHint: 'Un par ligne, par exemple exemple.fr. Les utilisateurs de Lawbase sont de toute façon connus par leur adresse ; les autres ne reçoivent pas de réponse et attendent sous « À décider ».',
  authServer: 'Nom de votre serveur dans Authentication-Results', authServerHint: 'Comme il figure en tête de cet en-tête d’un mail reçu, par exemple mx.acme.example ; * si l’en-tête commence sans nom, comme chez de grands hébergeurs. Un expéditeur que ce serveur juge falsifié n’est pas cru. Vide : personne ne vérifie, et les oppositions transmises sont marquées douteuses.',
  vendors: 'Fournisseurs de données qui écrivent qui s’est opposé', vendorsHint: 'Un par ligne, par exemple Acme Data <sender@vendor.example> : chaque adresse d’un mail de cet expéditeur est une opposition, si votre serveur a prouvé l’expéditeur. Sans cela, une telle liste est une question sous « À décider ». Demandez au fournisseur l’expéditeur exact.',
  shared: 'Boîte partagée', save: 'Enregistrer',
  errors: {
    domains: (line) => `« ${line} » n’est pas un domaine de votre société.`,
    authServer: (line) => `« ${line} » n’est pas un nom de serveur.`,
    vendors: (line) => `« ${line} » n’est pas écrit sous la forme Nom <adresse>.`,
    shared: (line) => `« ${line} » n’est pas une adresse complète.`,
    unproved: () => 'Nécessaire pour le mail d’un fournisseur : sans cela aucun expéditeur n’est prouvé.',
  },
  wayOut: 'Met fin à notre accès et efface ce qui l’ouvre. Les messages n’y sont plus lus ; les oppositions enregistrées restent.',
}
