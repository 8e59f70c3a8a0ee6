import { wordsOf } from '../words.ts'
import type { sight as english } from '../en/sight.ts'

const { some } = wordsOf('fr-FR')

export const sight: typeof english = {
  title: 'Ce que Lawbase lit ici avant toute suppression', what: 'Quoi', fields: 'Champs et objets vus', state: 'État', seen: 'Vu', legend: 'Là où quelque chose n\'est pas visible', save: 'Enregistrer', unknownDay: 'un jour inconnu',
  all: 'Tout ce que lisent la durée de conservation et les contrôles des suppressions est visible.', some: (count) => `${some(count, 'champ ou objet n\'est pas visible', 'champs ou objets ne sont pas visibles')}. D'ici là, personne n'est planifié ni supprimé pour inactivité.`,
  uses: { click: 'Clics', reply: 'Réponses', form: 'Formulaires', response: 'Réponses aux campagnes', meeting: 'Réponses aux réunions', 'same-person': 'Si deux fiches sont une même personne', customer: 'Si la personne est cliente', source: 'D’où viennent les personnes', term: 'Quelle durée de conservation s’applique', 'opt-out': 'Oppositions notées à côté de la fiche' },
  why: { unread: (since) => `visible à nouveau après avoir été caché depuis le ${since} : toutes les fiches sont d'abord relues`, hidden: (since) => `caché à notre utilisateur depuis le ${since}`, never: () => 'jamais vu : rien ici ne montre cette activité', emptied: (since) => `vide pour tous depuis le ${since}, alors qu'il ne l'était pas` },
  statement: (name) => `Ce compte n'en a pas : ${name}`, statementMore: 'Seulement si vous en êtes sûr. S\'il existe et n\'est que caché à notre utilisateur, des personnes actives là-bas pourraient être supprimées. Donnez plutôt à notre utilisateur le droit de le lire.',
  need: (label, names) => `${label} ne montre pas ${names}`, needMore: 'La durée de conservation ou un contrôle des suppressions le lit. Tant que ce n\'est pas visible, ou que vous n\'avez pas dit que le compte n\'en a pas, personne n\'est planifié ni supprimé pour inactivité.', needAct: 'Voir ce qui manque',
}
