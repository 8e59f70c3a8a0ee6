import type { Language } from '../ui/format.ts'

/**
 * What Lawbase itself says of a record or a system where a block was not taken off, or a record not deleted: stored in
 * English beside what vendors say in words of their own, and here in French. `$1` is a name that stands in it.
 */
const inFrench: readonly (readonly [english: RegExp, french: string])[] = [
  [/^set there, not by Lawbase$/u, 'posé là-bas, pas par Lawbase'],
  [/^(\S+) subscribes nobody again by API; the person can, on \S+ own page$/u, '$1 ne réabonne personne par API ; la personne le peut, sur la page de $1'],
  [/^merged into record (\S+)$/u, 'fusionnée dans la fiche $1'],
  [/^(\S+) is hidden from our app; show the property again in the settings of (\S+)$/u, '$1 est cachée à notre application ; affichez de nouveau la propriété dans les paramètres de $2'],
  [/^(\S+) is hidden from our user; open its field-level security$/u, '$1 est caché à notre utilisateur ; ouvrez sa sécurité au niveau du champ'],
  [/^(\S+) is hidden from our user; give it read access$/u, '$1 est caché à notre utilisateur ; donnez-lui l’accès en lecture'],
  [/^(\S+) is read-only for our user; open its field-level security$/u, '$1 est en lecture seule pour notre utilisateur ; ouvrez sa sécurité au niveau du champ'],
  [/^(\S+) is read-only for our user; assign the permission set Lawbase$/u, '$1 est en lecture seule pour notre utilisateur ; attribuez-lui l’ensemble d’autorisations Lawbase'],
  [/^(\S+) is read-only in this account$/u, '$1 est en lecture seule dans ce compte'],
  [/^(.+) also stands for what this person keeps stopped$/u, '$1 vaut aussi pour ce que cette personne garde arrêté'],
  [/^(\S+) asks for erasure; only a person may take it back$/u, '$1 demande l’effacement ; seule une personne peut revenir dessus'],
  [/^the lead is converted and frozen$/u, 'la piste est convertie et figée'],
  [/^anonymising is not offered for (\S+)$/u, 'l’anonymisation n’est pas proposée pour $1'],
  [/^the record is not a (\S+) contact$/u, 'la fiche n’est pas un contact $1'],
  [/^(\S+) answered (\S+) to the deletion of the contact$/u, '$1 a répondu $2 à la suppression du contact'],
  [/^(\S+) erases nothing that lies in its bin: it leaves the bin by itself$/u, '$1 n’efface rien de ce qui est dans sa corbeille : cela en sort tout seul'],
  [/^the record is live: it goes into the recycle bin first$/u, 'la fiche est active : elle passe d’abord par la corbeille'],
  [/^our user does not see (.+) on (\S+); open their field-level security$/u, 'notre utilisateur ne voit pas $1 sur $2 ; ouvrez leur sécurité au niveau du champ'],
  [/^our user cannot empty on (\S+): (.+)$/u, 'notre utilisateur ne peut pas vider sur $1 : $2'],
  [/^(.+); still filled: (.+)$/u, '« $1 » ; encore remplis : $2'],
  [/^this system cannot take a block off$/u, 'ce système ne peut pas retirer un blocage'],
  [/^the order was given twice$/u, 'l’ordre a été donné deux fois'],
  [/^The call did not come to an end\. It is made again\.$/u, 'L’appel n’a pas abouti. Il est refait.'],
  [/^(\S+) did not answer in time\.$/u, '$1 n’a pas répondu à temps.'],
  [/^(\S+) could not be reached\.$/u, '$1 n’a pas pu être joint.'],
  [/^(\S+) no longer accepts the access token\.$/u, '$1 n’accepte plus le jeton d’accès.'],
  [/^(.+) is disconnected\. Connect it again(?: on the page Connections)?\.$/u, '$1 est déconnecté. Connectez-le à nouveau.'],
]

/** What Lawbase said, in the language of the page; null = the words are a vendor's, and are quoted as they are. */
export function ourDetail(detail: string, language: Language): string | null {
  for (const [english, french] of inFrench)
    if (english.test(detail)) return language === 'fr' ? detail.replace(english, french) : detail
  return null
}
