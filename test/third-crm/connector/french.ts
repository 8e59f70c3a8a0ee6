import type { InFrench } from '../../../src/connector/french.ts'

/** What this connector says in words of its own; what several connectors say alike is known already. */
export const french: InFrench = {
  'Carnet CRM refuses our access, also with a fresh token.': 'Carnet CRM refuse notre accès, même avec un jeton neuf.',
  'Carnet CRM no longer knows the saved position; it is read anew.':
    'Carnet CRM ne connaît plus la position enregistrée ; tout est relu.',
  'The saved position is not one of Carnet CRM; everything is read anew.':
    'La position enregistrée n’est pas de Carnet CRM ; tout est relu.',
  'Carnet CRM gave a token answer of another shape.':
    'Carnet CRM a répondu à la demande de jeton sous une autre forme.',
  'Carnet CRM gave no token; check the client ID and secret, then start again.':
    'Carnet CRM n’a pas donné de jeton ; vérifiez l’identifiant client et le secret client, puis recommencez.',
  'Carnet CRM empties no record': 'Carnet CRM ne vide aucune fiche',
  'only what lies in the bin can be purged': 'seul ce qui est dans la corbeille peut être purgé',
  'the switch also stops what stays stopped': 'ce réglage arrête aussi ce qui doit rester arrêté',
  'Carnet CRM has no field {names}': 'Carnet CRM n’a pas de champ {names}',
  'a user edits the record just now': 'un utilisateur modifie la fiche en ce moment',
}
