import { wordsOf } from '../words.ts'
import type { companyFacts as english } from '../en/company-facts.ts'

const { n, some } = wordsOf('fr-FR')

export const companyFacts: typeof english = {
  company: 'Domaine de l\'entreprise', legalForm: 'Forme juridique', headcount: 'Effectif', country: 'Pays de l\'entreprise', industry: 'Secteur', unread: 'non montré à Lawbase',
  forms: { company: 'société', 'public-body': 'organisme public', association: 'association ou fondation', partnership: 'société de personnes', 'sole-trader': 'entreprise individuelle', unknown: 'inconnue' },
  byWords: 'd\'après la liste des mots courants', bySomeone: (who, day) => `selon ${who} le ${day}`,
  settings: {
    more: 'Certaines règles changent pour une entreprise individuelle, une société de personnes ou un organisme public. Les CRM n\'ont pas de champ à eux pour cela : nommez celui que vous avez ajouté à vos entreprises ou comptes. Ce qui est inconnu compte comme une entreprise individuelle là où cela importe.',
    inSystem: (label) => `Dans ${label}`, property: 'Nom exact du champ de vos entreprises qui contient la forme juridique', hint: (example) => `Par exemple ${example}. Vide = aucun. Le système est relu une fois.`,
    none: 'Aucun CRM n\'est connecté pour l\'instant.', nothing: 'Aucune valeur lue pour l\'instant.', value: 'Valeur', people: (count) => some(count, 'personne', 'personnes'), means: 'Forme juridique', by: 'Selon qui', proposed: 'Proposé', said: (who, day) => `${who}, ${day}`,
    rest: (count) => `et ${n(count)} autres valeurs`, unread: (count) => `Les entreprises de ${some(count, 'personne', 'personnes')} ne sont pas montrées à Lawbase : donnez-lui le droit de les lire.`,
    confirm: 'Enregistrer confirme chaque ligne telle que vous la voyez, en votre nom.', preview: 'Voir ce qui change', save: 'Enregistrer', about: 'Comparé aux verdicts en vigueur, pour votre première offre. Un champ que vous venez de nommer compte une fois lu.',
  },
}
