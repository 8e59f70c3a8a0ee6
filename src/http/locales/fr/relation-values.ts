import { wordsOf } from '../words.ts'
import type { relationValues as english } from '../en/relation-values.ts'

const { n, some } = wordsOf('fr-FR')

export const relationValues: typeof english = {
  title: 'Qui est client',
  more: 'Chaque entreprise dit avec ses mots qui est client. Voici les valeurs trouvées dans vos systèmes. Un client n\'entre dans aucune suppression. Qui porte une valeur non jugée non plus : personne ne sait ce qu\'elle veut dire.',
  confirmMore: 'Ce qui est marqué comme proposé vient d\'une liste de mots courants en six langues. Enregistrer confirme en votre nom chaque ligne telle que vous la voyez.',
  none: 'Aucun système lu ne dit encore qui est client.', found: 'Aucune valeur de ce genre dans la base.', inSystem: (label) => `Dans ${label}`, value: 'Valeur', people: 'Personnes', means: 'Veut dire', by: 'Selon', seen: (count) => some(count, 'personne', 'personnes'), field: (label, name) => (label === name ? name : `${label} (${name})`), stored: (value) => `enregistré comme ${value}`,
  hidden: (field, count) => `${field} n'est pas montré à Lawbase sur les fiches de ${some(count, 'personne', 'personnes')}. Elles sont gardées : donnez le droit de lecture à l'utilisateur connecté.`, unread: (count) => `Les fiches de ${some(count, 'personne', 'personnes')} ont été lues par une version antérieure. Elles sont gardées jusqu'à la prochaine lecture du système.`,
  meanings: { customer: 'Client', prospect: 'Pas client : prospect, ou ne dit rien', former: 'Ancien client', partner: 'Pas client : partenaire' }, notJudged: 'Non jugé : gardé', proposed: 'Proposé', nobody: 'Personne', said: (who, on) => `${who}, ${on}`, save: 'Confirmer ces sens', rest: (count) => `${some(count, 'valeur plus rare n\'est pas affichée', 'valeurs plus rares ne sont pas affichées')}. Chacune garde sa proposition ou retient la personne.`, own: 'Le nom d\'un champ à vous se donne sous Anciens clients.',
  asFormer: 'Un ancien client sans date de fin : la durée part du dernier signe de la relation et compte comme supposée.',
  line: (value, field, label) => `« ${value} » (${field}) dans ${label}`, means2: { customer: 'client', prospect: 'pas client', former: 'ancien client', partner: 'partenaire, pas client' }, byProposal: 'selon la proposition', bySomeone: (who, on) => `dit par ${who} le ${on}`, unjudged: (value, field, label) => `Personne n'a dit ce que « ${value} » veut dire (${field} dans ${label})`, notShown: (field, label) => `${field} dans ${label} n'est pas montré à Lawbase`, notRead: (label) => `Pas encore lu dans ${label}`, settle: 'Dire ce que cela veut dire',
  paper: 'Ce qui le dit', paperOpen: 'non jugé', paperHidden: 'ne nous est pas montré',
  taskFirst: (label, values) => `Qui est client dans ${label} ? ${some(values, 'valeur', 'valeurs')} à confirmer`, taskMore: 'Les mots de chaque système n\'ont jamais été confirmés. Qui porte une valeur non jugée n\'est dans aucun plan de suppression.', taskKept: (count) => `${some(count, 'personne est gardée', 'personnes sont gardées')} jusqu'à ce que quelqu'un dise ce que leurs valeurs veulent dire.`, taskAct: 'Dire ce qu\'ils veulent dire', unconfirmed: 'Jamais confirmé', confirmed: 'Confirmé', diagnosis: (values, proposed, open) => `${some(values, 'valeur trouvée', 'valeurs trouvées')} : ${some(proposed, 'proposée', 'proposées')}, ${n(open)} que personne n'a jugées.`,
}
