import { wordsOf } from '../words.ts'
import type { search as english } from '../en/search.ts'

const { n, some } = wordsOf('fr-FR')

export const search: typeof english = {
  tab: 'Recherche',
  found: (count) => (count === 0 ? 'Personne n’est trouvé' : some(count, 'personne trouvée', 'personnes trouvées')),
  more: (shown) => `Plus de ${n(shown)} personnes trouvées`,
  moreHint: 'Les premières sont affichées. Précisez le nom, l’entreprise ou l’adresse.',
  context: (text) => `${text} · noms, entreprises, adresses, téléphones, numéros de documents, identifiants et adresses de fiches d’un CRM. Chaque personne affichée est notée dans le journal d’audit.`,
  nobody: 'Personne dans la base ne correspond. Si cette personne s’oppose, enregistrez-le quand même : cela vaut pour quiconque viendra avec cette adresse ou ce numéro.',
  record: 'Enregistrer une opposition pour cela',
}
