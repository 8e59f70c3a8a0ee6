import type { InFrench } from '../../connector/calls/french.ts'

/**
 * What Lawbase itself says of a call that failed, or of a record or a system where an opt-out was not carried, a block
 * not taken off or a record not deleted: stored in English, and here in French. What connectors say stands in theirs.
 */
export const oursInFrench: InFrench = {
  // Blocks that stay.
  'set there, not by Lawbase': 'posé dans le système, pas par Lawbase',
  'on a secondary address of the record': 'sur une adresse secondaire de la fiche',
  'this system cannot take a block off': 'ce système ne peut pas retirer un blocage',
  'the broker says that it cannot': 'le courtier dit qu’il ne peut pas',
  'the broker says that it cannot: {reason}': 'le courtier dit qu’il ne peut pas : « {reason} »',
  'The block could not be verified in time. It is written again.': 'Le blocage n’a pas pu être vérifié à temps. Il est écrit de nouveau.',
  'The system accepted the block but never showed it.': 'Le système a accepté le blocage mais ne l’a jamais montré.',
  'A backup was restored: nothing is written here before the systems were read again.': 'Une sauvegarde a été restaurée : rien n’est écrit ici avant que les systèmes aient été relus.',
  // Work that did not end.
  'The call did not come to an end. It is made again.': 'L’appel n’a pas abouti. Il est refait.',
  'The reading did not come to an end. It is done again.': 'La lecture n’a pas abouti. Elle est refaite.',
  'The upkeep did not come to an end. It is done again.': 'L’entretien n’a pas abouti. Il est refait.',
  'Listening stopped unexpectedly; it is tried again.': 'L’écoute s’est arrêtée de façon inattendue ; un nouvel essai suit.',
  'A removal step stopped unexpectedly. It is tried again.': 'Une étape de suppression s’est arrêtée de façon inattendue. Un nouvel essai suit.',
  'A restore stopped unexpectedly. It is tried again.': 'Une restauration s’est arrêtée de façon inattendue. Un nouvel essai suit.',
  'The step "{name}" stopped unexpectedly; its log line says why. It is tried again.': 'L’étape « {name} » s’est arrêtée de façon inattendue ; le journal technique dit pourquoi. Un nouvel essai suit.',
  'A step failed here; the log says why.': 'Une étape a échoué ici ; le journal technique dit pourquoi.',
  'The end of a bin could not be read. It is read again.': 'La fin d’une corbeille n’a pas pu être lue. Elle est relue.',
  'What is open with people there could not be read.': 'Ce qui est ouvert avec ces personnes n’a pas pu être lu dans ce système.',
  '{count} records do not show what was written yet. They are read again.': '{count} fiches ne montrent pas encore ce qui a été écrit. Elles sont relues.',
  'The connector gave no outcome for an order.': 'Le connecteur n’a pas dit ce qu’il est advenu d’un ordre.',
  'The connector gave an outcome for another order.': 'Le connecteur a répondu pour un autre ordre.',
  // Systems and rights.
  '{system} is disconnected. Connect it again.': '{system} est déconnecté. Reconnectez-le.',
  '{system} is disconnected. Connect it again on the page Connections.': '{system} est déconnecté. Reconnectez-le sur la page Connexions.',
  'This is account {account}; the connection is for {other}. Nothing was changed.': 'C’est le compte {account} ; la connexion est pour {other}. Rien n’a été changé.',
  'another one': 'un autre',
  'You refused at {system}, or it refused: {error}. Nothing was connected.': 'Vous avez refusé chez {system}, ou {system} a refusé : « {error} ». Rien n’a été connecté.',
  '{system} now answers as another account ({account}). Connect the account you mean.': '{system} répond maintenant comme un autre compte ({account}). Connectez le bon compte.',
  'The right "{verb}" was taken back in {system}. Grant it again, and the removal goes on.': 'Le droit « {verb} » a été retiré dans {system}. Accordez-le de nouveau, et la suppression reprend.',
  'This system cannot delete contacts.': 'Ce système ne peut pas supprimer de contacts.',
  'This system cannot hold contacts.': 'Ce système ne peut pas mettre de contacts en attente.',
  'The system says it holds {count} records and {read} were read. Run again; if it stays, check what the connected user may see.': 'Le système dit contenir {count} fiches, et {read} ont été lues. Relancez ; si l’écart reste, vérifiez ce que l’utilisateur connecté peut voir.',
  // Calls and mails.
  'No call of this system is free now. It is made later.': 'Aucun appel n’est disponible pour ce système en ce moment. Il est fait plus tard.',
  'The address answered {status}.': 'L’adresse a répondu {status}.',
  'The mail server did not take the mail. It is sent again.': 'Le serveur de messagerie n’a pas accepté le message. Il est renvoyé.',
  'The mail server refused the mail ({status}).': 'Le serveur de messagerie a refusé le message ({status}).',
  'The mail server refuses our login; check SMTP_URL.': 'Le serveur de messagerie refuse notre connexion ; vérifiez SMTP_URL.',
  // Links, and the mystery shopper.
  'Opening a link has no answer: name, certificate, proxy or firewall.': 'L’ouverture d’un lien reste sans réponse : nom, certificat, proxy ou pare-feu.',
  'Opening a link answers {status}, and not with our page.': 'L’ouverture d’un lien donne la réponse {status}, et pas notre page.',
  'HEAD on a link has no answer: mail scanners would take the link for dead.': 'HEAD sur un lien reste sans réponse : les filtres de messagerie croiraient le lien mort.',
  'HEAD on a link answers {status}: mail scanners would take the link for dead.': 'HEAD sur un lien donne la réponse {status} : les filtres de messagerie croiraient le lien mort.',
  'Something on the way posts by itself when a link is only opened.': 'Sur le chemin, quelque chose envoie le formulaire alors qu’un lien est seulement ouvert.',
  'The one-click POST has no answer: a proxy or firewall holds it back.': 'Le POST en un clic reste sans réponse : un proxy ou un pare-feu le retient.',
  'The one-click POST answers {status}: mail providers would call the unsubscribe broken.': 'Le POST en un clic donne la réponse {status} : les fournisseurs de messagerie jugeraient le désabonnement défaillant.',
  'The one-click POST was answered by something else: it did not reach this installation.': 'Autre chose a répondu au POST en un clic : il n’est pas arrivé à cette installation.',
  'The API answers {status} at its own address.': 'L’API donne la réponse {status} à sa propre adresse.',
  'The API has no answer at its own address (API_URL, else PORT of this machine).': 'L’API ne répond pas à sa propre adresse (API_URL, sinon PORT de cette machine).',
  "The person's link answers {status} at the public address.": 'Le lien de la personne donne la réponse {status} à l’adresse publique.',
  'The opt-out was answered by something else: it did not reach this installation.': 'Autre chose a répondu à l’opposition : elle n’est pas arrivée à cette installation.',
  'The mystery shopper has no key for the API: no admin has access.': 'Le test mystère n’a pas de clé pour l’API : aucun administrateur n’a accès.',
  'The mystery shopper has no contact in this system.': 'Le test mystère n’a pas de contact dans ce système.',
  'The system does not take the opt-out of the mystery shopper: {detail}.': 'Le système ne prend pas l’opposition du test mystère : {detail}.',
  'The connector cannot make a contact.': 'Le connecteur ne peut pas créer de contact.',
  'nothing was made there': 'rien n’y a été créé',
  'The record no longer holds the test address alone, so it is left as it is.': 'La fiche ne contient plus la seule adresse de test : elle est laissée telle quelle.',
  'The system offers no way to delete the contact.': 'Le système n’offre aucun moyen de supprimer le contact.',
  // Mails that ask whether a person still wants to hear from the company.
  'It is not known whether the mail server accepted it: it is not sent again.': 'On ne sait pas si le serveur de messagerie l’a accepté : il n’est pas renvoyé.',
  'It never showed in the CRM.': 'Cela n’est jamais apparu dans le CRM.',
  // Vendors of data.
  'This vendor sends its opt-outs to a public address, and none is set: set PUBLIC_URL, or bring its list here.': 'Ce fournisseur envoie ses oppositions à une adresse publique, et aucune n’est indiquée : indiquez PUBLIC_URL, ou importez sa liste ici.',
  '{vendor} gave no answer that can be used for any of {count} people: {answer}. They are asked about again tomorrow.': '{vendor} n’a donné aucune réponse utilisable pour {count} personnes : {answer}. La question est reposée demain.',
}
