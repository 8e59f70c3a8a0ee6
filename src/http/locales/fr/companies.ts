import type { companies as english } from '../en/companies.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('fr-FR')

export const companies: typeof english = {
  title: 'Oppositions d\'entreprises', tab: 'Entreprises', context: 'Un employeur l\'a demandé pour toutes ses adresses. L\'opposition est enregistrée aussitôt, dans chaque système, pour toute personne qui apparaît avec une adresse de ce domaine ; les adresses inconnues de ce domaine sont refusées par le contrôle de fichiers et par l\'API.', none: 'Aucune entreprise ne s\'est opposée pour toutes ses adresses. C\'est proposé quand un message parle au nom d\'une entreprise (À décider).',
  domain: 'Domaine', since: 'Depuis', by: (author) => `acceptée par ${author}`, people: 'Oppositions enregistrées', state: 'État', stands: 'En vigueur', ended: (when) => `Terminée le ${when}`, endedBy: (author, reason) => `${author} : « ${reason} »`,
  subdomain: ({ domain, people }) => `${domain} (${some(people, 'personne', 'personnes')})`, more: (count) => `${some(count, 'autre sous-domaine', 'autres sous-domaines')}`, covered: 'Sous-domaines couverts', notCovered: 'Sous-domaines non couverts', noSubdomain: 'aucun dans la base', cover: 'Couvrir les sous-domaines', coverMore: 'L\'opposition vaut aussitôt pour les personnes qui y sont connues, et pour celles qui y apparaîtront.', leaveOut: 'Exclure les sous-domaines', leaveOutMore: 'L\'opposition ne vaut plus pour les personnes qui y apparaîtront. Les oppositions déjà enregistrées restent.',
  end: 'Y mettre fin', endMore: 'L\'opposition ne vaudra plus pour les personnes qui apparaîtront. Les oppositions déjà enregistrées restent : seule la personne lève la sienne.', reason: 'Motif', reasonWrong: 'Indiquez le motif, dix caractères au moins : il est conservé.', open: 'Entreprises',
}
