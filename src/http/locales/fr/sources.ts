import { wordsOf } from '../words.ts'
import type { sources as en } from '../en/sources.ts'

const { n, some } = wordsOf('fr-FR')

export const sources: typeof en = {
  title: 'Sources', context: 'D\'où viennent les contacts, et ce qu\'on ne peut pas prouver.',
  tiles: { people: 'Personnes', overdue: (count) => `dont ${some(count, 'recherchée', 'recherchées')} depuis plus de 30 jours` },
  byKind: 'Par nature de source', kindsMore: 'Qui a deux natures de source compte dans les deux lignes. « Seulement déclarée », plus haut : personnes dont aucune source n\'est prouvée.', kind: 'Nature', proven: 'Prouvée', declared: 'Déclarée', missing: 'Sans source', oldest: 'La plus ancienne', people: 'Personnes', share: 'Part', nobody: 'Connectez un système pour voir les sources.',
  unknown: 'Valeurs non associées', unknownMore: 'Associez une valeur qui a toujours le même sens. Attestez ce qui a été collecté avant Lawbase.', unknownNone: 'Chaque contact a une source.', value: 'Valeur dans le système', noValue: '(vide)', years: 'Collecté', attest: 'Attester', system: 'Système',
  mapping: {
    title: (label) => `Ce que prouvent les valeurs de ${label}`, more: 'Une valeur associée fait preuve pour chaque contact qui la porte, les suivants compris. Le contrôle d\'un courtier ou d\'une autre société est consigné au registre des courtiers.', property: 'Propriété', readAgain: 'Si la propriété change, le système est relu une fois.',
    value: 'Valeur', kind: 'Nature', name: 'Nom exact', accepted: 'Accepté', acceptedMore: (kinds) => `${kinds} : ces natures restent à examiner tant que personne ne les a vérifiées et n'a coché « accepté » : publiques là où elles ont été prises, et utiles.`, nothing: 'ne prouve rien', preview: 'Aperçu', save: 'Enregistrer l\'association', saved: 'L\'association s\'applique dès le prochain traitement nocturne.', before: 'Maintenant', after: 'Après', changes: 'Personnes par nature, avec cette association', none: 'Sans source', shown: (count) => `Montrée pour ${some(count, 'personne', 'personnes')}`, extra: 'Autre valeur',
    titleMore: (property, label) => `Ce que prouvent les valeurs de ${property} dans ${label}`, furtherMore: 'Ce qu\'il prouve s\'ajoute au reste : un contact peut avoir plusieurs sources. Videz le nom du champ pour le retirer.', add: 'Un champ de plus', system: 'Système', addGo: 'Le lire', addMore: 'Quand un champ ne suffit pas : la source de trafic d\'origine, son détail, une campagne. Le système est relu une fois, puis ses valeurs apparaissent ici.',
    errors: { field: 'Indiquez le nom exact du champ.', known: 'Ce champ est déjà lu.', many: 'Quatre champs de plus au maximum.', property: 'Au plus 100 caractères.', name: 'Indiquez le nom exact : il est communiqué aux personnes.', value: 'Indiquez la valeur telle que le système la montre.' },
  },
  dossier: {
    title: 'Sources par nom', none: 'Aucun contact n\'a de source.', context: 'Ce que vous pouvez en prouver. Gardé par versions, et communiqué à toute personne qui demande d\'où viennent les données.', columns: { name: 'Nom exact', kind: 'Nature', people: 'Personnes', files: 'Fichiers', state: 'Documentation', version: 'Version', facts: 'Éléments' },
    facts: 'Éléments', version: (number, who, when) => `version ${n(number)} par ${who}, ${when}`, file: 'Fichier qui le prouve', save: 'Enregistrer', saved: 'Enregistré.', files: 'Fichiers', noFile: 'Aucun fichier : un scan du formulaire, un export, le contrat, une photo du stand.', earlier: 'Versions antérieures',
    complete: 'Complet', missing: (count) => `${some(count, 'élément manque', 'éléments manquent')}`, withoutFile: 'Aucun fichier ne le prouve',
  },
  person: {
    title: 'Ajouter une source avec une preuve', back: 'Contact', context: 'D\'où viennent les données de cette seule personne, avec une pièce qui le montre : la carte, le formulaire rempli sur papier, son e-mail.', kind: 'Nature de la source', name: 'Source exacte', nameHint: 'Comme vous l\'indiqueriez à la personne : le formulaire, le salon, la société.',
    obtainedOn: 'Obtenue le', obtainedHint: 'Le jour que montre la pièce. Pour une personne revenue après une purge, il doit être postérieur à la purge.', note: 'Ce que montre la pièce', noteHint: 'Dix caractères au moins.', notice: 'Informées au moment où elles ont donné leurs données', noticeHint: 'L\'information figurait sur le formulaire ou a été remise. Une carte ou un entretien ne la porte pas : sans cette coche, elle part avec le premier message. Ne compte que pour ce que les personnes vous ont donné elles-mêmes.', file: 'Fichier qui le prouve', stays: 'Affichée comme prouvée, avec votre nom. Elle reste enregistrée.', save: 'Ajouter la source',
    errors: { kind: 'Choisissez une nature.', name: 'Indiquez la source exacte.', obtainedOn: 'Indiquez le jour, pas avant 1990.', note: 'Écrivez au moins dix caractères.', evidence: 'Joignez le fichier qui le montre.', known: 'Cette source est déjà enregistrée pour cette personne.' },
  },
  list: {
    title: 'Ajouter une source à une liste', context: (people) => `Pour ${some(people, 'personne', 'personnes')} de cette liste, telle qu'elle est maintenant, quel que soit le jour de leur collecte : l'événement, le lot de cartes, la recommandation. Joignez la pièce qui le montre.`,
    obtainedHint: 'Le jour que montre la pièce.', stays: 'Affichée comme déclarée, avec votre nom ; elle devient prouvée dès que la page de la source est complète. La pièce est gardée sur cette page. Elle ne fait revenir aucune personne purgée. Elle reste enregistrée.',
    errors: { nobody: 'Cette liste ne compte plus personne.', 'too-many': (most) => `Plus de ${n(most)} personnes : filtrez davantage la liste.`, changed: 'La liste a changé depuis l\'affichage de cette page : regardez-la à nouveau, puis enregistrez.', known: 'Toutes ont déjà cette source.' },
  },
  attestation: {
    title: 'Attester une source', back: 'Sources', context: (until) => `Pour les contacts collectés avant le ${until}. Toujours affichée comme déclarée, jamais comme preuve.`,
    choose: 'Choisir les contacts', listed: (filter) => `de la liste des contacts : ${filter}`, anySystem: 'Tous les systèmes', anyYear: 'Toute année', year: 'Année de collecte', look: 'Les afficher',
    people: (count) => `Cela couvre ${some(count, 'personne', 'personnes')} sans source connue.`, later: (count, until) => `${some(count, 'personne dont les données ont été collectées', 'personnes dont les données ont été collectées')} après le ${until} : une attestation ne peut les couvrir. Filtrez-les dans Contacts et choisissez « Ajouter une source », avec une pièce.`,
    sample: (count) => `En lire d'abord ${n(count)}`, person: 'Personne', collected: 'Collecté', what: 'Ce que vous déclarez', kind: 'Nature de la source', name: 'Source exacte', nameHint: 'Comme vous l\'indiqueriez à la personne : le formulaire, le salon, la société.', notice: 'Elles ont été informées lors de la collecte',
    statement: 'Votre déclaration', statementHint: 'Ce que vous savez, et d\'où. Une phrase au moins.', signature: (name) => `Tapez votre nom : ${name}`, go: 'Attester', undo: 'Elle peut être retirée à tout moment ; rien n\'est effacé.',
    list: 'Attestations', none: 'Aucune.', by: 'Par', at: 'Le', of: 'Contacts', withdraw: 'Retirer', withdrawn: (when) => `retirée ${when}`, standing: 'compte', done: 'Enregistrée. Elle s\'applique dès le prochain traitement nocturne.',
    errors: {
      kind: 'Choisissez une nature.', name: 'Indiquez la source exacte.', statement: 'Écrivez une phrase d\'au moins 20 caractères.', signature: 'Ce n\'est pas votre nom tel qu\'il figure dans votre compte.', nobody: 'Ce choix ne couvre personne.',
      later: (until) => `Une attestation ne peut couvrir des contacts collectés après le ${until}, date d'installation de Lawbase.`,
    },
  },
}
