import type { InFrench } from '../../src/connector/french.ts'

/** What the connectors of this folder say of a mailbox that could not be read. */
export const french: InFrench = {
  "A mailbox holds nobody's record: nothing can be blocked there.":
    'Une boîte mail ne contient la fiche de personne : rien ne peut y être bloqué.',
  'No server has this name. Check the IMAP server.': 'Aucun serveur ne porte ce nom. Vérifiez le serveur IMAP.',
  'Nothing listens at this port of the mail server. Check the port, usually 993.':
    'Rien ne répond à ce port du serveur de messagerie. Vérifiez le port, généralement 993.',
  'This port of the mail server does not speak imaps. Use the one that does, usually 993.':
    'Ce port du serveur de messagerie ne prend pas en charge imaps. Utilisez celui qui le fait, généralement 993.',
  'The mail server does not offer STARTTLS on this port. Nothing was sent to it: use imaps, usually port 993.':
    'Le serveur de messagerie ne propose pas STARTTLS sur ce port. Rien ne lui a été envoyé : utilisez imaps, généralement au port 993.',
  'The folder does not exist in this mailbox. Check its name.':
    'Le dossier n’existe pas dans cette boîte. Vérifiez son nom.',
  'The certificate of the mail server is not valid for its name. Nothing was sent to it.':
    'Le certificat du serveur de messagerie n’est pas valable pour son nom. Rien ne lui a été envoyé.',
  'The mail server asks to slow down.': 'Le serveur de messagerie demande de ralentir.',
  'The mail server does not answer. It is tried again.':
    'Le serveur de messagerie ne répond pas. Un nouvel essai suit.',
  'The mail server lets nobody in for the moment. It is tried again in a minute.':
    'Le serveur de messagerie n’accepte aucune connexion pour le moment. Un nouvel essai suit dans une minute.',
  'The mail server takes no password on this line. Use imaps, usually port 993; connect a mailbox of Google or Microsoft by its own kind, which logs in there.':
    'Le serveur de messagerie n’accepte pas de mot de passe sur cette liaison. Utilisez imaps, généralement au port 993 ; pour une boîte Google ou Microsoft, choisissez leur propre type de boîte, qui passe par leur page de connexion.',
  'The mail server refuses the user or the password. Enter them again.':
    'Le serveur de messagerie refuse l’utilisateur ou le mot de passe. Saisissez-les de nouveau.',
  'The mail server closed the folder. It is opened again.':
    'Le serveur de messagerie a fermé le dossier. Il est rouvert.',
  'The mail server did not search the folder. It is tried again.':
    'Le serveur de messagerie n’a pas cherché dans le dossier. Un nouvel essai suit.',
  'The line to the mail server broke. It is opened again.':
    'La liaison avec le serveur de messagerie a été coupée. Elle est rétablie.',
  '{vendor} did not say which mailbox this is; leave the scopes openid and email in the consent.':
    '{vendor} n’a pas dit de quelle boîte il s’agit ; laissez les autorisations openid et email dans le consentement.',
  '{vendor} does not answer. It is tried again.': '{vendor} ne répond pas. Un nouvel essai suit.',
  '{vendor} has ended our access to this mailbox; connect it again.':
    '{vendor} a mis fin à notre accès à cette boîte ; reconnectez-la.',
  'Google gave no lasting token. Remove this app under myaccount.google.com > Security > Third-party access, then connect again.':
    'Google n’a pas donné de jeton durable. Supprimez cette application dans myaccount.google.com > Sécurité, parmi les applications tierces, puis reconnectez.',
  'Google refuses this mailbox to our app. Turn IMAP on for it (Gmail > Settings > Forwarding and POP/IMAP, or for all in the Admin console), then connect again.':
    'Google refuse cette boîte à notre application. Activez IMAP pour elle (Gmail > Paramètres > Transfert et POP/IMAP, ou pour toutes dans la console d’administration), puis reconnectez.',
  'Microsoft gave no lasting token; leave the scope offline_access in the consent, then connect again.':
    'Microsoft n’a pas donné de jeton durable ; laissez l’autorisation offline_access dans le consentement, puis reconnectez.',
  'Microsoft refuses this mailbox to our app. Turn IMAP on for it (Exchange admin center > Recipients > Mailboxes > Manage email apps), then connect again.':
    'Microsoft refuse cette boîte à notre application. Activez IMAP pour elle (Centre d’administration Exchange > Destinataires > Boîtes aux lettres > Gérer les applications de messagerie), puis reconnectez.',
  'Microsoft refuses this shared mailbox to the login. Give the login Full Access to it and turn IMAP on for it (Exchange admin center > Recipients > Mailboxes), then run the self-test.':
    'Microsoft refuse cette boîte partagée à la connexion. Donnez à la connexion un accès total à cette boîte et activez IMAP pour elle (Centre d’administration Exchange > Destinataires > Boîtes aux lettres), puis lancez l’autotest.',
}
