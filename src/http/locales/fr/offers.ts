import type { offers as en } from '../en/offers.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

export const offers: typeof en = {
  title: 'Offres et fonctions', context: 'L\'intérêt légitime ne vaut que pour les personnes dont l\'offre concerne la fonction, et avec une évaluation écrite.', saved: 'Enregistré. Cela s\'applique dès le prochain traitement nocturne.',
  grid: 'Fonctions et offres', function: 'Fonction', people: 'Contacts', related: 'concernée', borderline: 'limite', unrelated: 'non concernée', add: 'Ajouter une offre', leads: 'Offre de référence', lead: 'En faire l\'offre de référence', remove: 'Retirer', noAssessment: 'Sans évaluation',
  name: 'Ce qui est vendu', functions: 'Fonctions concernées', change: (concerned, borderline) => `Fonctions concernées : ${n(concerned)}${borderline === 0 ? '' : `, limites : ${n(borderline)}`}. Modifier`, functionsHint: 'Limite : personne ne reçoit de message tant que quelqu\'un n\'a pas dit, contact par contact, si l\'offre le concerne.', answers: { concerned: 'Concernée', borderline: 'Limite', not: 'Non' }, audience: 'Destinée', audiences: { business: 'aux professionnels, pour leur travail', consumer: 'à un usage privé' }, family: 'Famille de produits', familyHint: 'Les offres d\'une famille sont des produits semblables pour un client.',
  assessment: 'Évaluation de l\'intérêt légitime', assessmentId: 'Référence', assessmentAuthor: 'Auteur', assessmentOn: 'Date', assessmentHint: 'Écrivez-la ici, ou donnez la référence d\'une évaluation gardée ailleurs. Sans elle, ces contacts restent à examiner.',
  titles: { heading: 'Intitulés de poste non associés', waiting: (titles, contacts) => `${some(titles, 'intitulé', 'intitulés')}, ${some(contacts, 'contact', 'contacts')} en quarantaine`, more: 'Les intitulés qui ont le même mot inconnu sont réunis, quels que soient le genre, le niveau ou le lieu : une réponse vaut pour tous, y compris les suivants. Sans réponse, ces contacts restent en quarantaine.', further: (count) => `et ${some(count, 'autre intitulé', 'autres intitulés')}`, none: 'Chaque intitulé est connu.', title: 'Intitulé', undecided: 'sans réponse', label: 'Vos propres intitulés', hint: 'Un par ligne : intitulé = fonction, ou plusieurs fonctions avec +. Un ~ devant : tout intitulé qui a ce mot.' },
  preview: {
    show: 'Voir ce qui changerait', showLead: 'Simuler avec cette offre', inForce: 'Ce sont les verdicts inscrits dans vos CRM.', own: 'Ce sont les verdicts pour cette offre. Ceux de vos CRM valent pour une autre offre et ne changent pas.', leading: 'Ce sont les verdicts de vos CRM, aujourd\'hui et s\'ils valaient pour cette offre.',
    written: 'Rien n\'a été enregistré.', changed: (people) => `${some(people, 'contact change', 'contacts changent')} de verdict sur au moins un canal.`, first: 'Il n\'y a rien à comparer : ces chiffres sont ceux qu\'elle donnerait.', part: (judged, total) => `Jugés : ${n(judged)} contacts sur ${n(total)}, tirés au hasard.`, all: (judged) => `${some(judged, 'contact jugé', 'contacts jugés')}.`,
    caption: 'Contacts par verdict, avant et après', channel: 'Canal', moves: 'Changent', to: (before, after) => `${before} → ${after}`,
  },
  errors: { name: 'Dites ce qui est vendu.', functions: 'Choisissez au moins une fonction : sinon personne ne serait concerné.', family: 'Au plus 60 caractères.', assessment: 'Donnez référence, auteur et date ensemble, ou aucun des trois.', titleLine: (line) => `La ligne ${n(line)} n'est pas « intitulé = fonction ».` },
}
