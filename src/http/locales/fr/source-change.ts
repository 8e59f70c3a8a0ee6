import type { sourceChange as en } from '../en/source-change.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('fr-FR')
const people = (count: number): string => some(count, 'personne', 'personnes')
const each = (count: number): string => (count === 1 ? 'cette personne' : `les ${people(count)}`)

export const sourceChange: typeof en = {
  link: 'Corriger ou retirer', linkOf: (name) => `Corriger ou retirer « ${name} »`, title: 'Corriger ou retirer une source', back: 'Contact',
  added: (who, when) => `Ajoutée par ${who} le ${when}`, toList: (count) => `à une liste ; ${people(count)} de cette liste ${count === 1 ? 'l\'a' : 'l\'ont'} encore.`, toOne: 'à cette seule personne.', stays: 'Ce que vous retirez reste sur la page, marqué comme retiré, avec l\'auteur et le motif. Une information déjà envoyée reste envoyée.',
  correct: 'Corriger', correctMore: 'La source erronée est retirée et la bonne prend sa place, à votre nom.', correctGo: 'Corriger la source', correctFor: (count) => `La corriger pour ${each(count)}`, file: 'Autre fichier', fileHint: 'Laissez vide pour garder le fichier déjà conservé.', fileKept: 'Le fichier déjà conservé reste.', fileNew: (name) => `Nouveau fichier : ${name}`,
  withdraw: 'Retirer', withdrawMore: 'La source ne compte plus. Le verdict est rendu à nouveau aussitôt.', withdrawGo: 'Retirer la source', withdrawFor: (count) => `La retirer pour ${each(count)}`,
  scope: 'Pour qui', one: 'Cette personne', oneHint: 'Les autres personnes de la liste la gardent.', whole: (count) => `Toutes celles qui l'ont reçue avec cette liste : ${people(count)}`, wholeHint: 'Ce qui change est d\'abord affiché.',
  reason: 'Motif', reasons: { 'wrong-person': 'Mauvaise personne', 'wrong-day': 'Mauvais jour', 'wrong-source': 'Mauvaise source', 'no-evidence': 'Aucune preuve', other: 'Autre motif' }, why: 'Avec vos mots', whyHint: 'Nécessaire pour « autre motif » : dix caractères au moins. Gardé au journal d\'audit et dans ce que cette personne reçoit si elle demande ce que vous détenez : aucun nom.',
  stands: 'Verdict pour l\'e-mail', sameVerdict: 'Sans elle, le verdict reste le même.', toContact: 'Vers le contact', differs: (from, to) => `Sans elle : ${to} au lieu de ${from}.`, elsewhere: 'Le verdict change pour un autre canal.', informs: 'La personne devrait être informée.',
  preview: 'Ce qui change', counted: (count, changed) => `${people(count)} ${count === 1 ? 'a' : 'ont'} cette source. ${changed === 0 ? 'Aucun verdict ne change.' : `Le verdict change pour ${people(changed)}.`}`, from: 'Verdict actuel', to: 'Ensuite', count: 'Personnes', otherChannels: 'Autres canaux seulement', toInform: (count) => `${people(count)} ${count === 1 ? 'devrait' : 'devraient'} être ${count === 1 ? 'informée' : 'informées'}, ce qui n'est pas le cas maintenant.`, old: 'Actuelle', right: 'Corrigée', change: 'Revenir sans rien changer',
  informed: 'personne informée à ce moment', notInformed: 'personne non informée à ce moment',
  withdrawn: 'Retirée', corrected: 'Corrigée', withdrawnBy: (when, who, why) => `Retirée le ${when} par ${who} : ${why}`, correctedBy: (when, who, why) => `Corrigée le ${when} par ${who} : ${why}`, saying: (text) => `« ${text} »`, wasAdded: (who, note) => (note === '' ? `Ajoutée par ${who}` : `Ajoutée par ${who} : « ${note} »`),
  paper: { withdrawn: (source, when, why) => `${source} : retirée par l'entreprise le ${when} (${why}) ; plus rien ne repose sur elle.`, corrected: (source, when, why) => `${source} : corrigée par l'entreprise le ${when} (${why}) ; plus rien ne repose sur elle.` },
  errors: {
    reason: 'Choisissez un motif.', why: 'Dites pourquoi en dix caractères au moins.', unknown: 'Cette source n\'existe pas.', withdrawn: (when, who) => `Cette source a déjà été retirée, le ${when} par ${who}. Rien n'a été modifié maintenant.`, moved: 'Ce contact a été fusionné entre-temps avec un autre. Rien n\'a été modifié : ouvrez la source sur la page de l\'autre contact.', changed: 'D\'autres personnes que celles affichées ont cette source. Rien n\'a été modifié : regardez à nouveau, puis continuez.', gone: 'Cette personne a été supprimée entre-temps. Rien n\'a été modifié.',
    same: 'Rien n\'est différent : modifiez quelque chose, ou retirez la source.', known: 'Cette source est déjà enregistrée. Rien n\'a été modifié : retirez plutôt celle qui est fausse.', evidence: 'Joignez le fichier qui le montre : aucun n\'est conservé.',
  },
}
