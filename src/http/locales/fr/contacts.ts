import { wordsOf } from '../words.ts'
import type { contacts as en } from '../en/contacts.ts'

const { n, some } = wordsOf('fr-FR')

export const contacts: typeof en = {
  title: (count) => some(count, 'contact', 'contacts'), pastTerm: 'échue', titleFiltered: (count, base) => `${n(count)} sur ${some(base, 'contact', 'contacts')}`, tab: 'Contacts',
  context: 'Les noms et les adresses sont masqués dans les listes. Verdicts pour la prospection par e-mail au sujet de l\'offre en cours.',
  empty: 'Aucun contact pour l\'instant : aucun système n\'est connecté.', emptyAct: 'Connecter un CRM', emptyRead: 'Aucun contact pour l\'instant : rien n\'a été lu.', emptyReadAct: 'Ouvrir les connexions',
  noMatch: 'Rien ne correspond à ces filtres.', clear: 'Effacer les filtres',
  filters: { label: 'Filtres', verdict: 'Verdict', basis: 'Base légale', source: 'Source', country: 'Pays', system: 'Système', clock: 'Conservation', any: 'tout', mailable: 'E-mail autorisé', noSource: 'Sans source', proven: 'Prouvée', onlyDeclared: 'Seulement déclarée', unknownCountry: 'Inconnu', ticked: 'Cochées' },
  columns: { id: 'Identifiant', email: 'E-mail', rule: 'Règle', person: 'Personne', company: 'Entreprise', title: 'Fonction', country: 'Pays', verdict: 'Verdict par e-mail', basis: 'Base légale', source: 'Source', keep: 'À conserver jusqu\'au', systems: 'Systèmes' },
  bulk: {
    count: (people) => some(people, 'personne cochée', 'personnes cochées'), all: 'Cocher toutes les personnes de la page', tick: 'Cocher', one: (who) => `Cocher ${who}`, ticked: 'Pour les personnes cochées :', nobody: 'Cochez d’abord au moins une personne dans la liste.',
    source: 'Ajouter une source', attest: 'Attester leur source', hold: 'Exclure de toute suppression', objection: 'Enregistrer des oppositions',
  },
  noAddress: 'sans adresse', several: (count) => `${n(count)} pays`,
}
