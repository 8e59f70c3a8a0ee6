import { wordsOf } from '../words.ts'
import type { contacts as en } from '../en/contacts.ts'

const { n, some } = wordsOf('fr-FR')

export const contacts: typeof en = {
  title: (count) => some(count, 'contact dans la base', 'contacts dans la base'), keep: 'Garder', tellSource: 'Dire d\'où ils viennent', titleFiltered: (count, base) => `${n(count)} sur ${some(base, 'contact', 'contacts')}`, titleFound: (count) => some(count, 'résultat', 'résultats'), tab: 'Contacts',
  context: 'Les données personnelles sont masquées dans les listes. Verdicts pour la prospection par e-mail au sujet de l\'offre en cours.',
  empty: 'Personne pour l\'instant : aucun système n\'est connecté.', emptyAct: 'Connecter un CRM', emptyRead: 'Personne pour l\'instant : la base n\'a pas été lue.', emptyReadAct: 'Ouvrir les connexions',
  noMatch: 'Personne ne correspond à ces filtres.', clear: 'Effacer les filtres', notFound: 'Personne ne correspond. Une opposition de cette personne s\'enregistre quand même, par API ou ligne de commande.', searchHint: 'Adresse, nom, entreprise, identifiant de fiche ou de contact, numéro de récépissé ou de plan.', searchAgain: 'Tous les contacts', many: (shown) => `Les ${n(shown)} premiers sont affichés. Précisez le nom.`,
  filters: { label: 'Filtres', verdict: 'Verdict', basis: 'Base légale', source: 'Source', country: 'Pays', system: 'Système', clock: 'Échéance', any: 'tous', mailable: 'E-mail autorisé', noSource: 'Sans source', unknownCountry: 'Inconnu' },
  columns: { person: 'Personne', title: 'Fonction', country: 'Pays', verdict: 'Verdict par e-mail', basis: 'Base légale', source: 'Source', keep: 'À conserver jusqu\'au', systems: 'Systèmes' },
  noAddress: 'sans adresse', several: (count) => `${n(count)} pays`,
}
