import type { tour as english } from '../en/tour.ts'

export const tour: typeof english = {
  title: 'Visite guidée', invented: 'Ces personnes sont inventées, et les systèmes aussi.', lead: (stops) => `L'essentiel en ${stops} étapes. Essayez tout.`, begin: 'Commencer la visite', end: 'Terminer la visite', before: 'Étape précédente', after: 'Étape suivante',
  at: (number, of) => `Visite guidée, étape ${number} sur ${of}`,
  stops: {
    today: 'Le titre répond à la seule question : chaque opposition est-elle appliquée partout ? Plus bas : ce qui est à traiter, le dernier traitement nocturne et les oppositions de deux semaines par voie de réception.',
    contacts: 'Toutes les personnes à qui l\'offre en cours peut être envoyée. Ouvrez-en une : la page nomme la règle qui l\'autorise, la source, et jusqu\'à quand les données peuvent être conservées.',
    optOut: 'Une personne appelle et s\'oppose. Tapez quelques lettres d\'un nom de la liste, choisissez avec les flèches, puis Ctrl+Entrée. La page montre ensuite le blocage arriver dans chaque système.',
    optOuts: 'Chaque opposition, avec sa voie de réception et son état dans chaque système. « Vérifié » signifie que le système a été relu. Ouvrez-en une pour son récépissé, en PDF ou JSON.',
    reviews: 'Ce que seule une personne peut trancher. Ouvrez le message peu clair : les envois à cette personne sont bloqués depuis son arrivée.',
    removals: 'Qui a dépassé l\'échéance, et ce qui retient les autres. Un plan est approuvé par quelqu\'un d\'autre que son auteur ; chacun peut ensuite être rétabli pendant des jours.',
    timeMachine: 'Qu\'auraient donné d\'autres durées ? Essayez 24 mois, lisez qui serait supprimé, et partez sans enregistrer.',
    connections: 'Les systèmes qui détiennent les personnes, et ce que Lawbase peut y écrire. Ouvrez-en un et lancez son autotest.',
    scorecard: 'L\'état de la base en une page, à imprimer ou à montrer.',
    evidence: 'Un dossier signé pour un contrôleur : choisissez une personne ou une période. La visite s\'arrête ici.',
  },
}
