import type { Language } from '../ui/format.ts'
import { failuresInFrench } from './our-failures.ts'

/**
 * What Lawbase itself says of a record or a system where an opt-out was not carried, a block not taken off, a record
 * not deleted or a call failed: stored in English beside what vendors say in words of their own, and here in French.
 * `$1` is a name that stands in it.
 */
const inFrench: readonly (readonly [english: RegExp, french: string])[] = [
  [/^set there, not by Lawbase$/u, 'posé là-bas, pas par Lawbase'],
  [/^on a secondary address of the record$/u, 'sur une adresse secondaire de la fiche'],
  [/^(\S+) subscribes nobody again by API; the person can, on \S+ own page$/u, '$1 ne réabonne personne par API ; la personne le peut, sur la page de $1'],
  [/^merged into record (\S+)$/u, 'fusionnée dans la fiche $1'],
  [/^(\S+) is hidden from our app; show the property again in the settings of (\S+)$/u, '$1 est cachée à notre application ; affichez de nouveau la propriété dans les paramètres de $2'],
  [/^(\S+) is hidden from our user; open its field-level security$/u, '$1 est caché à notre utilisateur ; ouvrez sa sécurité au niveau du champ'],
  [/^(\S+) is hidden from our user; give it read access$/u, '$1 est caché à notre utilisateur ; donnez-lui l’accès en lecture'],
  [/^(\S+) is read-only for our user; open its field-level security$/u, '$1 est en lecture seule pour notre utilisateur ; ouvrez sa sécurité au niveau du champ'],
  [/^(\S+) of a refusal could not be set; open it to our user, or end the refusal in the org$/u, '$1 d’un refus n’a pas pu être rempli ; ouvrez-le à notre utilisateur, ou mettez fin au refus dans l’organisation'],
  [/^(\S+) is read-only for our user; assign the permission set Lawbase$/u, '$1 est en lecture seule pour notre utilisateur ; attribuez-lui l’ensemble d’autorisations Lawbase'],
  [/^(\S+) is read-only in this account$/u, '$1 est en lecture seule dans ce compte'],
  [/^(.+) also stands for what this person keeps stopped$/u, '$1 vaut aussi pour ce que cette personne garde arrêté'],
  [/^(\S+) asks for erasure; only a person may take it back$/u, '$1 demande l’effacement ; seule une personne peut revenir dessus'],
  [/^the lead is converted and frozen$/u, 'la piste est convertie et figée'],
  [/^anonymising is not offered for (\S+)$/u, 'l’anonymisation n’est pas proposée pour $1'],
  [/^the record is neither a Contact nor a Lead$/u, 'la fiche n’est ni un Contact ni un Lead'],
  [/^the record is not a (\S+) contact$/u, 'la fiche n’est pas un contact $1'],
  [/^(\S+) answered (\S+) to the deletion of the contact$/u, '$1 a répondu $2 à la suppression du contact'],
  [/^(\S+) erases nothing that lies in its bin: it leaves the bin by itself$/u, '$1 n’efface rien de ce qui est dans sa corbeille : cela en sort tout seul'],
  [/^the record is live: it goes into the recycle bin first$/u, 'la fiche est active : elle passe d’abord par la corbeille'],
  [/^our user does not see (.+) on (\S+); open their field-level security$/u, 'notre utilisateur ne voit pas $1 sur $2 ; ouvrez leur sécurité au niveau du champ'],
  [/^our user cannot empty on (\S+): (.+)$/u, 'notre utilisateur ne peut pas vider sur $1 : $2'],
  [/^a validation rule of the org refuses the change; fill in what it asks for on the record, or let our user pass the rule \((\w+)\)$/u, 'une règle de validation de l’organisation refuse la modification ; complétez ce qu’elle demande sur la fiche, ou laissez passer notre utilisateur ($1)'],
  [/^a validation rule of the org refuses (.+); fill in what it asks for on the record, or let our user pass the rule \((\w+)\)$/u, 'une règle de validation de l’organisation refuse $1 ; complétez ce qu’elle demande sur la fiche, ou laissez passer notre utilisateur ($2)'],
  [/^a flow or trigger of the org refuses the change; ask whoever maintains it to let our user pass \((\w+)\)$/u, 'un flux ou un déclencheur de l’organisation refuse la modification ; demandez à qui le maintient de laisser passer notre utilisateur ($1)'],
  [/^a flow or trigger of the org refuses (.+); ask whoever maintains it to let our user pass \((\w+)\)$/u, 'un flux ou un déclencheur de l’organisation refuse $1 ; demandez à qui le maintient de laisser passer notre utilisateur ($2)'],
  [/^a duplicate rule of the org blocks the change; merge the duplicates, or let the rule allow our user to save \((\w+)\)$/u, 'une règle de duplication de l’organisation bloque la modification ; fusionnez les doublons, ou laissez notre utilisateur enregistrer ($1)'],
  [/^a duplicate rule of the org blocks (.+); merge the duplicates, or let the rule allow our user to save \((\w+)\)$/u, 'une règle de duplication de l’organisation bloque $1 ; fusionnez les doublons, ou laissez notre utilisateur enregistrer ($2)'],
  [/^the org requires a field; fill it in on the record, or make the field optional \((\w+)\)$/u, 'l’organisation exige un champ ; remplissez-le sur la fiche, ou rendez-le facultatif ($1)'],
  [/^the org requires (.+); fill it in on the record, or make the field optional \((\w+)\)$/u, 'l’organisation exige $1 ; remplissez-le sur la fiche, ou rendez le champ facultatif ($2)'],
  [/^the record is locked by an approval or a flow; finish the approval or unlock the record \((\w+)\)$/u, 'la fiche est verrouillée par une approbation ou un flux ; terminez l’approbation ou déverrouillez la fiche ($1)'],
  [/^a field cannot be written by our user; open the field-level security \((\w+)\)$/u, 'notre utilisateur ne peut pas écrire un champ ; ouvrez la sécurité au niveau du champ ($1)'],
  [/^(.+) cannot be written by our user; open the field-level security \((\w+)\)$/u, 'notre utilisateur ne peut pas écrire $1 ; ouvrez la sécurité au niveau du champ ($2)'],
  [/^our user may not do this with the record; give it access to the record and the right on its object \((\w+)\)$/u, 'notre utilisateur n’a pas ce droit sur la fiche ; donnez-lui l’accès à la fiche et le droit sur son objet ($1)'],
  [/^other records of the org keep this one \((.+)\); delete or reassign them there first \((\w+)\)$/u, 'd’autres fiches de l’organisation retiennent celle-ci ($1) ; supprimez-les ou rattachez-les ailleurs d’abord ($2)'],
  [/^other records of the org keep this one; delete or reassign them there first \((\w+)\)$/u, 'd’autres fiches de l’organisation retiennent celle-ci ; supprimez-les ou rattachez-les ailleurs d’abord ($1)'],
  [/^the org refused the change; ask an admin of the org which rule, flow or limit stands behind the code \((\w+)\)$/u, 'l’organisation a refusé la modification ; demandez à son admin quelle règle, quel flux ou quelle limite est derrière le code ($1)'],
  [/^the org refused (.+); ask an admin of the org which rule, flow or limit stands behind the code \((\w+)\)$/u, 'l’organisation a refusé $1 ; demandez à son admin quelle règle, quel flux ou quelle limite est derrière le code ($2)'],
  [/^a person account is not emptied here, because its account holds more than the contact shows; take away what keeps it, then delete it$/u, 'un compte personnel n’est pas vidé ici, car son compte contient plus que ce que le contact montre ; retirez ce qui le retient, puis supprimez-le'],
  [/^this system cannot take a block off$/u, 'ce système ne peut pas retirer un blocage'],
  [/^the order was given twice$/u, 'l’ordre a été donné deux fois'],
  [/^(\S+) does not exist in this account yet; grant the right to create our fields(?: again)?$/u, '$1 n’existe pas encore dans ce compte ; accordez le droit de créer nos champs'],
  [/^these properties do not exist in this account yet: (.+)$/u, 'ces propriétés n’existent pas encore dans ce compte : $1'],
  [/^(\S+) does not exist or is hidden; grant the right to create our fields$/u, '$1 n’existe pas ou est caché ; accordez le droit de créer nos champs'],
  [/^(\S+) is full; map some kinds to checkboxes of the org$/u, '$1 est plein ; associez certains types à des cases à cocher de l’organisation'],
  [/^(\S+) is no checkbox; map another field to the kind$/u, '$1 n’est pas une case à cocher ; associez un autre champ à ce type'],
  [/^our user does not see (.+) on (\S+); grant the right to create our fields$/u, 'notre utilisateur ne voit pas $1 sur $2 ; accordez le droit de créer nos champs'],
  [/^read-only for our user on (\S+): (.+)$/u, 'en lecture seule pour notre utilisateur sur $1 : $2'],
  [/^our user may not read (\S+)$/u, 'notre utilisateur ne peut pas lire $1'],
  [/^only converted leads hold this person, and our user cannot see the contact they became$/u, 'seules des pistes converties portent cette personne, et notre utilisateur ne voit pas le contact qu’elles sont devenues'],
  [/^(\S+) answered (\S+) to the creation of the contact$/u, '$1 a répondu $2 à la création du contact'],
  [/^no address of this person is known in clear any more$/u, 'aucune adresse de cette personne n’est plus connue en clair'],
  [/^the file only knows e-mail and phone$/u, 'le fichier ne connaît que l’e-mail et le téléphone'],
  [/^the complete file shrank too much; someone has to release it$/u, 'le fichier complet a trop diminué ; quelqu’un doit le libérer'],
  [/^the mail server refused the mailbox of the broker \((.+)\); check it with the broker$/u, 'le serveur de messagerie a refusé la boîte du courtier ($1) ; vérifiez-la avec lui'],
  [/^this system has no switch for one kind of message$/u, 'ce système n’a pas d’interrupteur pour un seul type de message'],
  [/^this system has no block for these channels$/u, 'ce système n’a pas de blocage pour ces canaux'],
  [/^the system failed on this message \((.+)\)$/u, 'le système a échoué sur ce message ($1)'],
  [/^the system has closed this address \(410\); ask it for the new one$/u, 'le système a fermé cette adresse (410) ; demandez-lui la nouvelle'],
  [/^the system reports a conflict \(409\), and does not show the block$/u, 'le système signale un conflit (409) et ne montre pas le blocage'],
  [/^the answer \((.+)\) is not what the template calls a success$/u, 'la réponse ($1) n’est pas ce que le modèle appelle un succès'],
  [/^the system refused the message \((.+)\)$/u, 'le système a refusé le message ($1)'],
  [/^someone has to inform this broker by hand; the task says how$/u, 'quelqu’un doit informer ce courtier à la main ; la tâche dit comment'],
  [/^it could not be done at the broker$/u, 'cela n’a pas pu être fait chez le courtier'],
  [/^it could not be done at the broker: (.+)$/u, 'cela n’a pas pu être fait chez le courtier : « $1 »'],
  [/^the broker says that it cannot$/u, 'le courtier dit qu’il ne peut pas'],
  [/^the broker says that it cannot: (.+)$/u, 'le courtier dit qu’il ne peut pas : « $1 »'],
  [/^the broker answered with a redirect \((.+)\), which is not followed; enter its final address$/u, 'le courtier renvoie ailleurs ($1), ce qui n’est pas suivi ; saisissez son adresse définitive'],
  [/^the broker reports a conflict \(409\); ask it what it holds$/u, 'le courtier signale un conflit (409) ; demandez-lui ce qu’il détient'],
  [/^the broker failed on this message \((.+)\)$/u, 'le courtier a échoué sur ce message ($1)'],
  [/^the broker refused the message \((.+)\)$/u, 'le courtier a refusé le message ($1)'],
  ...failuresInFrench,
]

/** Signs of the longest detail of ours; what is longer is a system's own word. */
const longest = 600

/** What Lawbase said, in the language of the page; null = the words are a vendor's, and are quoted as they are. */
export function ourDetail(detail: string, language: Language): string | null {
  if (detail.length > longest) return null
  const [, why, filled] = /^(.+); still filled: (.+)$/u.exec(detail) ?? []
  if (why !== undefined)
    return language === 'fr' ? `${ourDetail(why, 'fr') ?? `« ${why} »`} ; encore remplis : ${filled}` : detail
  for (const [english, french] of inFrench)
    if (english.test(detail)) return language === 'fr' ? detail.replace(english, french) : detail
  return null
}
