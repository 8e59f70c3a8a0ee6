import type { companies as english } from '../en/companies.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('fr-FR')

export const companies: typeof english = {
  title: 'Entreprises opposées', tab: 'Entreprises', context: 'Un employeur l\'a demandé pour toutes ses adresses. Toute personne qui apparaît avec une adresse de ce domaine est opposée aussitôt, dans chaque système ; les adresses inconnues de ce domaine sont refusées par le contrôle de fichiers et par l\'API.', none: 'Aucune entreprise ne s\'est opposée en entier. C\'est proposé quand un message parle pour une entreprise (À examiner).',
  domain: 'Domaine', since: 'Depuis', by: (author) => `acceptée par ${author}`, people: 'Oppositions enregistrées', state: 'État', stands: 'En vigueur', ended: (when) => `Terminée le ${when}`, endedBy: (author, reason) => `${author} : « ${reason} »`,
  subdomain: ({ domain, people }) => `${domain} (${some(people, 'personne', 'personnes')})`, more: (count) => `${some(count, 'autre sous-domaine', 'autres sous-domaines')}`, covered: 'Sous-domaines couverts', notCovered: 'Sous-domaines non couverts', noSubdomain: 'aucun dans la base', cover: 'Couvrir les sous-domaines', coverMore: 'Les personnes qui y sont connues sont opposées aussitôt, comme celles qui y apparaîtront.', leaveOut: 'Exclure les sous-domaines', leaveOutMore: 'Les personnes qui y apparaîtront ne sont plus opposées. Les oppositions déjà enregistrées restent.',
  end: 'Y mettre fin', endMore: 'Les personnes qui apparaîtront ne seront plus opposées. Les oppositions déjà enregistrées restent : seule la personne lève la sienne.', reason: 'Motif', reasonWrong: 'Indiquez le motif, dix caractères au moins : il est conservé.', open: 'Entreprises',
}
