import type { InFrench } from '../../../src/connector/french.ts'
import { callsInFrench } from './french-calls.ts'

/** What this connector says of a call that failed, and of a record that was not blocked, marked or deleted. */
export const french: InFrench = {
  ...callsInFrench,
  // Fields and records that our user may not see or write.
  '{field} is hidden from our user; open its field-level security':
    '{field} est masqué pour notre utilisateur ; ouvrez sa sécurité au niveau du champ',
  '{object} is hidden from our user; give it read access':
    '{object} est masqué pour notre utilisateur ; donnez-lui l’accès en lecture',
  '{name} cannot be read by our user; give it read access':
    'notre utilisateur ne peut pas lire {name} ; donnez-lui l’accès en lecture',
  '{field} is read-only for our user; open its field-level security':
    '{field} est en lecture seule pour notre utilisateur ; ouvrez sa sécurité au niveau du champ',
  '{field} is read-only for our user; assign the permission set Lawbase':
    '{field} est en lecture seule pour notre utilisateur ; attribuez-lui l’ensemble d’autorisations Lawbase',
  '{field} does not exist or is hidden; grant the right to create our fields':
    '{field} n’existe pas ou est masqué ; accordez le droit de créer nos champs',
  '{field} is full; map some kinds to checkboxes of the org':
    '{field} est plein ; associez certains types de message à des cases à cocher de l’organisation',
  '{field} is no checkbox; map another field to the kind':
    '{field} n’est pas une case à cocher ; associez un autre champ à ce type de message',
  'our user does not see {names} on {object}; grant the right to create our fields':
    'notre utilisateur ne voit pas {names} sur {object} ; accordez le droit de créer nos champs',
  'our user does not see {names} on {object}; open their field-level security':
    'notre utilisateur ne voit pas {names} sur {object} ; ouvrez leur sécurité au niveau du champ',
  'read-only for our user on {object}: {names}': 'en lecture seule pour notre utilisateur sur {object} : {names}',
  'our user cannot empty on {object}: {names}': 'notre utilisateur ne peut pas vider sur {object} : {names}',
  'our user may not read {object}': 'notre utilisateur ne peut pas lire {object}',
  'Our user may not see {object} in Salesforce; give it read access.':
    'Notre utilisateur ne peut pas voir {object} dans Salesforce ; donnez-lui l’accès en lecture.',
  'The fields that our user may see in Salesforce changed just now; it is done again with those that are left.':
    'Les champs que notre utilisateur peut voir dans Salesforce viennent de changer ; l’opération est refaite avec ceux qui restent.',
  'only converted leads hold this person, and our user cannot see the contact they became':
    'seules des pistes converties contiennent cette personne, et notre utilisateur ne voit pas le contact qu’elles sont devenues',
  // Opt-outs that the person or the org keeps.
  '{field} also stands for what this person keeps stopped':
    '{field} bloque aussi ce que cette personne refuse toujours',
  '{field} asks for erasure; only a person may take it back':
    '{field} demande l’effacement ; seule une personne peut revenir dessus',
  '{field} of a refusal could not be set; open it to our user, or end the refusal in the org':
    '{field} d’un refus n’a pas pu être renseigné ; ouvrez-le à notre utilisateur, ou mettez fin au refus dans l’organisation',
  // Deleting and emptying.
  'the record is neither a Contact nor a Lead': 'la fiche n’est ni un Contact ni un Lead',
  'the lead is converted and frozen': 'la piste est convertie et ne peut plus être modifiée',
  frozen: 'la piste est convertie et ne peut plus être modifiée',
  gone: 'la fiche n’existe plus',
  'the record is live: it goes into the recycle bin first': 'la fiche est active : elle passe d’abord par la corbeille',
  'a person account is not emptied here, because its account holds more than the contact shows; take away what keeps it, then delete it':
    'un compte personnel n’est pas vidé ici, car son compte contient plus que ce que le contact montre ; retirez ce qui le retient, puis supprimez-le',
  '{why}; still filled: {fields}': '{why} ; encore remplis : {fields}',
  // What the org refuses (docs/reference/salesforce.md#org-rules).
  'a validation rule of the org refuses the change; fill in what it asks for on the record, or let our user pass the rule ({code})':
    'une règle de validation de l’organisation refuse la modification ; complétez ce qu’elle demande sur la fiche, ou dispensez notre utilisateur de cette règle ({code})',
  'a validation rule of the org refuses {fields}; fill in what it asks for on the record, or let our user pass the rule ({code})':
    'une règle de validation de l’organisation refuse {fields} ; complétez ce qu’elle demande sur la fiche, ou dispensez notre utilisateur de cette règle ({code})',
  'a flow or trigger of the org refuses the change; ask whoever maintains it to let our user pass ({code})':
    'un flux ou un déclencheur de l’organisation refuse la modification ; demandez à la personne qui le maintient de laisser passer notre utilisateur ({code})',
  'a flow or trigger of the org refuses {fields}; ask whoever maintains it to let our user pass ({code})':
    'un flux ou un déclencheur de l’organisation refuse {fields} ; demandez à la personne qui le maintient de laisser passer notre utilisateur ({code})',
  'a duplicate rule of the org blocks the change; merge the duplicates, or let the rule allow our user to save ({code})':
    'une règle de duplication de l’organisation bloque la modification ; fusionnez les doublons, ou autorisez dans la règle notre utilisateur à enregistrer ({code})',
  'a duplicate rule of the org blocks {fields}; merge the duplicates, or let the rule allow our user to save ({code})':
    'une règle de duplication de l’organisation bloque {fields} ; fusionnez les doublons, ou autorisez dans la règle notre utilisateur à enregistrer ({code})',
  'the org requires a field; fill it in on the record, or make the field optional ({code})':
    'l’organisation exige un champ ; remplissez-le sur la fiche, ou rendez-le facultatif ({code})',
  'the org requires {fields}; fill it in on the record, or make the field optional ({code})':
    'l’organisation exige {fields} ; remplissez-le sur la fiche, ou rendez le champ facultatif ({code})',
  'the record is locked by an approval or a flow; finish the approval or unlock the record ({code})':
    'la fiche est verrouillée par une approbation ou un flux ; terminez l’approbation ou déverrouillez la fiche ({code})',
  'a field cannot be written by our user; open the field-level security ({code})':
    'notre utilisateur ne peut pas modifier un champ ; ouvrez la sécurité au niveau du champ ({code})',
  '{fields} cannot be written by our user; open the field-level security ({code})':
    'notre utilisateur ne peut pas modifier {fields} ; ouvrez la sécurité au niveau du champ ({code})',
  'our user may not do this with the record; give it access to the record and the right on its object ({code})':
    'notre utilisateur n’a pas ce droit sur la fiche ; donnez-lui l’accès à la fiche et le droit sur son objet ({code})',
  'other records of the org keep this one; delete or reassign them there first ({code})':
    'd’autres fiches de l’organisation retiennent celle-ci ; supprimez-les ou rattachez-les ailleurs d’abord ({code})',
  'other records of the org keep this one {things}; delete or reassign them there first ({code})':
    'd’autres fiches de l’organisation retiennent celle-ci {things} ; supprimez-les ou rattachez-les ailleurs d’abord ({code})',
  'the org refused the change; ask an admin of the org which rule, flow or limit stands behind the code ({code})':
    'l’organisation a refusé la modification ; demandez à son administrateur quelle règle, quel flux ou quelle limite correspond au code ({code})',
  'the org refused {fields}; ask an admin of the org which rule, flow or limit stands behind the code ({code})':
    'l’organisation a refusé {fields} ; demandez à son administrateur quelle règle, quel flux ou quelle limite correspond au code ({code})',
}
