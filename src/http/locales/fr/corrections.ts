import { wordsOf } from '../words.ts'
import type { corrections as english } from '../en/corrections.ts'

const { some } = wordsOf('fr-FR')

export const corrections: typeof english = {
  open: 'Ce n\'était pas cette personne', title: 'Saisie pour la mauvaise personne', tab: 'Erreur de personne',
  more: 'À utiliser quand l\'opposition a été notée pour la mauvaise personne. Qui change d\'avis se réinscrit soi-même. La saisie reste au registre avec votre correction. Ce qu\'elle bloquait, et que rien d\'autre ne demande, est rouvert.',
  erased: 'Cette personne a déjà été supprimée. Le blocage prend fin, mais ses fiches ne peuvent pas être rétablies.',
  reason: 'Pourquoi ce n\'était pas cette personne', reasonHint: 'Dix caractères au moins. Figure au journal d\'audit et dans ce que cette personne reçoit quand elle demande ce que vous détenez : aucun nom.', reasonWrong: 'Indiquez le motif, dix caractères au moins : il est conservé.',
  right: 'Qui l\'a dit', rightHint: 'E-mail, ou téléphone avec son indicatif. L\'opposition est enregistrée pour cette personne avec la même date, le même canal de réception et la même preuve. Laissez vide si personne ne le sait : aucune autre opposition n\'est alors enregistrée.',
  go: 'Corriger', back: 'Retour à l\'opposition',
  refused: { role: 'Seul un DPO corrige une opposition.', unknown: 'Cette opposition n\'existe pas.', reason: 'Indiquez le motif, dix caractères au moins : il est conservé.', writing: 'L\'opposition est en cours d\'écriture dans un système. Réessayez dans une minute.', same: 'C\'est la personne de cette opposition.' },
  done: (when, by) => `Saisie pour la mauvaise personne. Corrigée le ${when} par ${by}.`, because: (reason) => `« ${reason} »`, noLift: 'Ce n\'est pas un acte de la personne.',
  rightIs: 'Enregistrée pour la bonne personne :', noRight: 'Aucune autre personne n\'a été nommée.', from: 'Saisie d\'abord pour quelqu\'un d\'autre :',
  systems: 'Systèmes', opened: (count) => `${some(count, 'blocage retiré et vérifié', 'blocages retirés et vérifiés')}`, nothing: 'rien n\'y était bloqué par cette saisie',
  opening: (record, cell) => `${record} : ${cell}, déblocage en cours`, byHand: (record, cell) => `${record} : ${cell} est à débloquer là-bas à la main. Reste dans cette liste tant que le déblocage n'est pas vérifié.`,
  told: (when) => `Informé de l'opposition le ${when}. Lawbase ne peut pas y vérifier le retrait : faites-la retirer là-bas, puis confirmez-le ici.`, note: 'Qui l\'a retirée là-bas, et quand', taken: 'Retirée là-bas', takenBy: (by, when) => `Retirée là-bas selon ${by} (${when}) ; non vérifié.`, noteWrong: 'Indiquez qui l\'a retirée là-bas, dix caractères au moins.',
  mistaken: 'Erreur de personne',
}
