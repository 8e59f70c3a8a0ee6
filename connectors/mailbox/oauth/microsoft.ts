import { oauthMailbox } from './mail-oauth.ts'

/** A mailbox of Microsoft 365, where passwords of programs are closed (docs/reference/mailboxes.md#microsoft). */
export const microsoftMailbox = oauthMailbox({
  id: 'mailbox-microsoft',
  label: 'Microsoft 365 mailbox',
  vendor: 'Microsoft',
  about: {
    title: { en: 'Mailbox of Microsoft 365', fr: 'Boîte mail Microsoft 365' },
    more: {
      en: 'You log in at Microsoft, no password is kept. Receives opt-outs that people write; it is only read.',
      fr: "Vous vous connectez chez Microsoft, aucun mot de passe n'est gardé. Reçoit les oppositions écrites ; elle est seulement lue.",
    },
  },
  addresses: {
    login: { variable: 'MICROSOFT_LOGIN_URL', default: 'https://login.microsoftonline.com/organizations' },
    api: { variable: 'MICROSOFT_TOKEN_URL', default: 'https://login.microsoftonline.com/organizations' },
    imap: { variable: 'MICROSOFT_IMAP_URL', default: 'imaps://outlook.office365.com:993' },
  },
  authorizePath: '/oauth2/v2.0/authorize',
  tokenPath: '/oauth2/v2.0/token',
  scopes: [
    {
      scope: 'https://outlook.office.com/IMAP.AccessAsUser.All',
      required: true,
      reason: { en: 'Read the mailbox over IMAP.', fr: 'Lire la boîte par IMAP.' },
    },
    {
      scope: 'offline_access',
      required: true,
      reason: { en: 'Stay connected.', fr: 'Rester connecté.' },
    },
    {
      scope: 'openid',
      required: true,
      reason: { en: 'Know which mailbox it is.', fr: 'Savoir de quelle boîte il s’agit.' },
    },
    { scope: 'email', required: true, reason: { en: 'Know its address.', fr: 'Connaître son adresse.' } },
  ],
  asked: { prompt: 'select_account' },
  noRefresh: 'Microsoft gave no lasting token; leave the scope offline_access in the consent, then connect again.',
  refused:
    'Microsoft refuses this mailbox to our app. Turn IMAP on for it (Exchange admin center > Recipients > Mailboxes > Manage email apps), then connect again.',
  shared: {
    needs: {
      en: 'The login needs Full Access to it (Exchange admin center > Recipients > Mailboxes > Delegation). Empty: the mailbox of the login itself.',
      fr: 'La connexion doit y avoir un accès total (centre d’administration Exchange > Destinataires > Boîtes aux lettres > Délégation). Vide : la boîte de la connexion elle-même.',
    },
    refused:
      'Microsoft refuses this shared mailbox to the login. Give the login Full Access to it and turn IMAP on for it (Exchange admin center > Recipients > Mailboxes), then run the self-test.',
  },
  steps: [
    {
      text: {
        en: 'In the Microsoft Entra admin center: App registrations > New registration. Supported account types: accounts in any organizational directory; for this directory alone, set MICROSOFT_LOGIN_URL and MICROSOFT_TOKEN_URL to https://login.microsoftonline.com/ and your tenant.',
        fr: "Dans le centre d'administration Microsoft Entra : Inscriptions d'applications > Nouvelle inscription. Types de comptes : comptes dans un annuaire organisationnel ; pour ce seul annuaire, réglez MICROSOFT_LOGIN_URL et MICROSOFT_TOKEN_URL sur https://login.microsoftonline.com/ suivi de votre locataire.",
      },
    },
    {
      text: {
        en: 'Redirect URI: of the type Web, the address below.',
        fr: "URI de redirection : de type Web, l'adresse ci-dessous.",
      },
    },
    {
      text: {
        en: 'API permissions > Add a permission > Microsoft Graph > Delegated: IMAP.AccessAsUser.All, offline_access, openid, email. Grant admin consent.',
        fr: "Autorisations d'API > Ajouter une autorisation > Microsoft Graph > Déléguées : IMAP.AccessAsUser.All, offline_access, openid, email. Accordez le consentement administrateur.",
      },
    },
    {
      text: {
        en: 'Certificates & secrets > New client secret. Note its end: after that day the mailbox is no longer read until you enter a new one.',
        fr: "Certificats et secrets > Nouveau secret client. Notez sa fin : après ce jour la boîte n'est plus lue tant que vous n'en saisissez pas un nouveau.",
      },
    },
    {
      text: {
        en: 'Copy the application (client) ID and the value of the secret here.',
        fr: "Copiez ici l'ID d'application (client) et la valeur du secret.",
      },
    },
    {
      text: {
        en: 'Log in as the mailbox itself when Microsoft asks. For a shared mailbox, which has no login, name it below and log in as someone with Full Access to it: nothing else of that login is read.',
        fr: 'Quand Microsoft le demande, connectez-vous avec la boîte elle-même. Pour une boîte partagée, qui n’a pas de connexion, nommez-la ci-dessous et connectez-vous avec une personne qui y a un accès total : rien d’autre de cette connexion n’est lu.',
      },
    },
  ],
})
