import type { offers as en } from '../en/offers.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

export const offers: typeof en = {
  title: 'Offres et fonctions', context: 'L\'intérêt légitime ne vaut que pour les personnes dont l\'offre concerne la fonction, et avec une évaluation écrite.', saved: 'Enregistré. Cela compte dès le prochain passage.',
  grid: 'Fonctions et offres', function: 'Fonction', people: 'Contacts', related: 'concernée', unrelated: 'non concernée', add: 'Ajouter une offre', leads: 'Les verdicts valent pour elle', lead: 'Décider pour elle', remove: 'Retirer', noAssessment: 'Sans évaluation',
  name: 'Ce qui est vendu', functions: 'Fonctions concernées', audience: 'Destinée', audiences: { business: 'aux professionnels, pour leur travail', consumer: 'à un usage privé' }, family: 'Famille de produits', familyHint: 'Les offres d\'une famille sont des produits semblables pour un client.',
  assessment: 'Évaluation de l\'intérêt légitime', assessmentId: 'Référence', assessmentAuthor: 'Auteur', assessmentOn: 'Date', assessmentHint: 'Écrivez-la ici, ou donnez la référence d\'une évaluation gardée ailleurs. Sans elle, ces contacts restent à examiner.',
  titles: { heading: 'Intitulés que personne n\'a associés', waiting: (titles, contacts) => `${some(titles, 'intitulé', 'intitulés')}, ${some(contacts, 'contact', 'contacts')} en quarantaine`, more: 'Une réponse par intitulé, pour tous les contacts qui le portent. Sans réponse, ces contacts restent en quarantaine.', none: 'Chaque intitulé est connu.', title: 'Intitulé', undecided: 'sans réponse', label: 'Vos propres intitulés', hint: 'Un par ligne : intitulé = fonction.' },
  preview: {
    show: 'Voir ce qui changerait', showLead: 'La voir comme celle des verdicts', inForce: 'Ce sont les verdicts inscrits dans vos CRM.', own: 'Ce sont les verdicts pour cette offre. Ceux de vos CRM valent pour une autre et restent.', leading: 'Ce sont les verdicts de vos CRM, aujourd\'hui et s\'ils valaient pour cette offre.',
    written: 'Rien n\'a été enregistré.', changed: (people) => `${some(people, 'contact reçoit', 'contacts reçoivent')} un autre verdict sur un canal.`, first: 'Il n\'y a rien à comparer : les chiffres disent ce qui serait.', part: (judged, total) => `Jugés : ${n(judged)} contacts sur ${n(total)}, tirés au hasard.`, all: (judged) => `${some(judged, 'contact jugé', 'contacts jugés')}.`,
    caption: 'Contacts par verdict, avant et après', channel: 'Canal', moves: 'Changent', to: (before, after) => `${before} → ${after}`,
  },
  errors: { name: 'Dites ce qui est vendu.', functions: 'Choisissez au moins une fonction : sinon personne ne serait concerné.', family: 'Au plus 60 caractères.', assessment: 'Donnez référence, auteur et date ensemble, ou aucun des trois.', assessmentOn: 'Écrivez la date ainsi : 2026-01-31.', titleLine: (line) => `La ligne ${n(line)} n'est pas « intitulé = fonction ».` },
}
