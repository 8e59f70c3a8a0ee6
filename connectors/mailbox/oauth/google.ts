import { oauthMailbox } from './mail-oauth.ts'

/** A mailbox at Google, for which passwords of programs are closed (docs/reference/mailboxes.md#google). */
export const googleMailbox = oauthMailbox({
  id: 'mailbox-google',
  label: 'Google mailbox',
  vendor: 'Google',
  about: {
    title: { en: 'Mailbox at Google', fr: 'Boîte mail Google' },
    more: {
      en: 'Gmail or Google Workspace: you log in at Google, no password is kept. Receives opt-outs that people write; it is only read.',
      fr: "Gmail ou Google Workspace : vous vous connectez chez Google, aucun mot de passe n'est gardé. Reçoit les oppositions écrites ; elle est seulement lue.",
    },
  },
  addresses: {
    login: { variable: 'GOOGLE_LOGIN_URL', default: 'https://accounts.google.com' },
    api: { variable: 'GOOGLE_TOKEN_URL', default: 'https://oauth2.googleapis.com' },
    imap: { variable: 'GOOGLE_IMAP_URL', default: 'imaps://imap.gmail.com:993' },
  },
  authorizePath: '/o/oauth2/v2/auth',
  tokenPath: '/token',
  scopes: [
    {
      scope: 'https://mail.google.com/',
      required: true,
      reason: {
        en: 'Read the mailbox over IMAP; Google has no smaller scope for IMAP.',
        fr: "Lire la boîte par IMAP ; Google n'a pas d'autorisation plus petite pour IMAP.",
      },
    },
    {
      scope: 'openid',
      required: true,
      reason: { en: 'Know which mailbox it is.', fr: 'Savoir de quelle boîte il s’agit.' },
    },
    { scope: 'email', required: true, reason: { en: 'Know its address.', fr: 'Connaître son adresse.' } },
  ],
  // A lasting token comes only with these (docs/reference/mailboxes.md#refresh).
  asked: { access_type: 'offline', prompt: 'consent' },
  noRefresh:
    'Google gave no lasting token. Remove this app under myaccount.google.com > Security > Third-party access, then connect again.',
  refused:
    'Google refuses this mailbox to our app. Turn IMAP on for it (Gmail > Settings > Forwarding and POP/IMAP, or for all in the Admin console), then connect again.',
  steps: [
    {
      text: {
        en: 'In the Google Cloud console, choose a project, then APIs & Services > OAuth consent screen. For Google Workspace choose Internal: an app in testing loses its access after seven days.',
        fr: 'Dans la console Google Cloud, choisissez un projet, puis API et services > Écran de consentement OAuth. Pour Google Workspace, choisissez Interne : une application en test perd son accès après sept jours.',
      },
    },
    {
      text: {
        en: 'Credentials > Create credentials > OAuth client ID, of the type Web application.',
        fr: 'Identifiants > Créer des identifiants > ID client OAuth, de type Application Web.',
      },
    },
    {
      text: {
        en: 'Add the redirect address below under Authorised redirect URIs.',
        fr: "Ajoutez l'adresse de redirection ci-dessous sous URI de redirection autorisés.",
      },
    },
    { text: { en: 'Copy the client ID and the client secret here.', fr: "Copiez ici l'ID client et le code secret." } },
    {
      text: {
        en: 'Log in as the mailbox itself when Google asks, such as unsubscribe@ of your company.',
        fr: 'Quand Google le demande, connectez-vous avec la boîte elle-même, par exemple desabonnement@ de votre société.',
      },
    },
  ],
})
