import type { InFrench } from '../../../src/connector/french.ts'

/** What this connector says of a call that failed, and of a record that was not blocked, marked or deleted. */
export const french: InFrench = {
  // Calls.
  'HubSpot asks us to slow down; the call is made again when its window has passed.':
    'HubSpot nous demande de ralentir ; l’appel est refait une fois le délai écoulé.',
  'HubSpot no longer accepts the access token.': 'HubSpot n’accepte plus le jeton d’accès.',
  'HubSpot has locked the record for a moment.': 'HubSpot a verrouillé la fiche pour un moment.',
  'HubSpot is moving this account to another data centre.':
    'HubSpot déplace ce compte vers un autre centre de données.',
  'HubSpot does not allow this call for our app; check its scopes and the account subscription.':
    'HubSpot ne permet pas cet appel à notre application ; vérifiez ses autorisations et l’abonnement du compte.',
  // Reading.
  "HubSpot's list of properties lacks {names}; nothing is read before it is whole.":
    'La liste des propriétés de HubSpot ne contient pas {names} ; rien n’est lu tant qu’elle n’est pas complète.',
  'email and lifecyclestage': 'email et lifecyclestage',
  'HubSpot refused to show a contact (400) and does not say that it is gone.':
    'HubSpot a refusé de montrer un contact (400) et ne dit pas qu’il n’existe plus.',
  'HubSpot gave a contact without a creation date.': 'HubSpot a donné un contact sans date de création.',
  'HubSpot did not show its subscription types.': 'HubSpot n’a pas montré ses types d’abonnement.',
  'HubSpot search does not sort by record id.': 'La recherche de HubSpot ne trie pas par identifiant de fiche.',
  'The saved position in HubSpot is not readable; the base is read again from the start.':
    'La position enregistrée dans HubSpot est illisible ; la base est relue depuis le début.',
  'HubSpot no longer knows the saved position; the base is read again from the start.':
    'HubSpot ne connaît plus la position enregistrée ; la base est relue depuis le début.',
  // The journal of changes.
  'HubSpot gives this app no token of its own, so its journal cannot be read; polling goes on.':
    'HubSpot ne donne pas à cette application de jeton qui lui soit propre, et son journal ne peut pas être lu ; les lectures régulières continuent.',
  'The journal needs a token of the app itself; polling goes on.':
    'Le journal demande un jeton propre à l’application ; les lectures régulières continuent.',
  "HubSpot's journal is not open to this app ({status}); polling goes on.":
    'Le journal de HubSpot n’est pas ouvert à cette application ({status}) ; les lectures régulières continuent.',
  'HubSpot no longer keeps the journal since we last read it; everything is read again.':
    'HubSpot ne garde plus le journal depuis notre dernière lecture ; tout est relu.',
  "HubSpot's journal has another shape than documented.": 'Le journal de HubSpot n’a pas la forme documentée.',
  // Blocking.
  '{name} is hidden from our app; show the property again in the settings of HubSpot':
    '{name} est masquée pour notre application ; affichez de nouveau la propriété dans les paramètres de HubSpot',
  '{name} does not exist in this account yet; grant the right to create our fields':
    '{name} n’existe pas encore dans ce compte ; accordez le droit de créer nos champs',
  '{name} does not exist in this account yet; grant the right to create our fields again':
    '{name} n’existe pas encore dans ce compte ; accordez de nouveau le droit de créer nos champs',
  '{name} is read-only in this account': '{name} est en lecture seule dans ce compte',
  'HubSpot offers no "unsubscribe from all" in this account and shows no subscription types; opt the person out in HubSpot':
    'HubSpot ne propose pas de désabonner de tout dans ce compte et ne montre aucun type d’abonnement ; désabonnez la personne dans HubSpot',
  'HubSpot reports that one address could not be unsubscribed':
    'HubSpot signale qu’une adresse n’a pas pu être désabonnée',
  'HubSpot reports that one address could not be unsubscribed from this type':
    'HubSpot signale qu’une adresse n’a pas pu être désabonnée de ce type',
  'HubSpot answered {status} to the unsubscribe of one address':
    'HubSpot a répondu {status} au désabonnement d’une adresse',
  'HubSpot answered {status} to the unsubscribe of one address from type {type}':
    'HubSpot a répondu {status} au désabonnement d’une adresse du type {type}',
  'subscription type {type} does not exist in this account any more; map the kind again on the page Settings':
    'le type d’abonnement {type} n’existe plus dans ce compte ; associez de nouveau le type de message sur la page Réglages',
  'HubSpot refuses the values': 'HubSpot refuse les valeurs',
  'HubSpot refuses the values {codes}': 'HubSpot refuse les valeurs {codes}',
  'the order was given twice': 'l’ordre a été donné deux fois',
  "HubSpot subscribes nobody again by API; the person can, on HubSpot's own page":
    'HubSpot ne réabonne personne par API ; la personne peut le faire, sur la page de HubSpot',
  // Marking, creating and deleting.
  'the record is not a HubSpot contact': 'la fiche n’est pas un contact HubSpot',
  'these properties do not exist in this account yet: {names}':
    'ces propriétés n’existent pas encore dans ce compte : {names}',
  'anonymising is not offered for HubSpot': 'l’anonymisation n’est pas proposée pour HubSpot',
  'HubSpot answered {status} to the creation of the contact': 'HubSpot a répondu {status} à la création du contact',
  'HubSpot answered {status} to the deletion of the contact': 'HubSpot a répondu {status} à la suppression du contact',
  'HubSpot erases nothing that lies in its bin: it leaves the bin by itself':
    'HubSpot n’efface rien de ce qui est dans sa corbeille : la fiche en sort automatiquement',
}
