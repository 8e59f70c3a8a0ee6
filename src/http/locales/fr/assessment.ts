import { minAnswerLength } from '../../../domain/evidence/assessment.ts'
import type { assessment as en } from '../en/assessment.ts'
import { wordsOf } from '../words.ts'

const { n } = wordsOf('fr-FR')

export const assessment: typeof en = {
  tab: 'Évaluation', title: (offer) => `Évaluation de l'intérêt légitime pour « ${offer} »`, none: 'Pas encore d\'évaluation : sans elle l\'intérêt légitime ne peut servir de base, et ces contacts restent à examiner.', inForce: (id, when, author) => `${id} est en vigueur, du ${when}, par ${author}. Un changement crée une version ; les précédentes restent.`,
  against: (id, when) => `${id} du ${when} conclut contre l'entreprise : l'intérêt légitime n'est pas une base pour cette offre.`, elsewhere: (id, when, author) => `L'évaluation en vigueur est gardée ailleurs : ${id} du ${when}, par ${author}. En écrire une ici la remplace.`,
  templateMore: 'Un modèle répond aussi loin que vont les informations de votre société. Ce qui relève de votre appréciation est entre [[doubles crochets]].', template: (language, people) => `Modèle en ${language.toLowerCase()}, ${people}`, answered: 'répondu', toAnswer: 'à répondre', outcome: 'Que donne la mise en balance ?', favourable: 'L\'intérêt l\'emporte, avec ces garanties', unfavourable: 'Les intérêts de la personne l\'emportent : pas de prospection sur l\'intérêt légitime', save: 'Enregistrer comme nouvelle version', saved: (id) => `Enregistré sous ${id}. Cela s'applique dès le prochain traitement nocturne.`, pdf: 'Télécharger le PDF', write: 'Écrire l\'évaluation', open: (id) => `Lire ${id}`,
  versions: 'Versions', version: 'Version', when: 'Quand', author: 'Auteur', result: 'Conclusion', forIt: 'l\'emporte', againstIt: 'ne l\'emporte pas', page: (now, of) => `${n(now)} sur ${n(of)}`,
  errors: { answer: `Répondez avec vos mots, en ${n(minAnswerLength)} caractères au moins.`, outcome: 'Dites ce que donne la mise en balance.' },
}
