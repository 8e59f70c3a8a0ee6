import type { AppStep, OAuth2Spec } from '../../../src/connector/oauth-spec.ts'

/** Where the org lets an app in (docs/reference/salesforce.md#not-installed). */
const letIn: AppStep = {
  text: {
    en: 'Let the app in: where it is listed with the button Install, press it. Or give the integration user the permission “Approve Uninstalled Connected Apps”.',
    fr: "Laissez entrer l'application : si elle figure dans la liste avec le bouton Install, pressez-le. Ou donnez à l'utilisateur d'intégration l'autorisation « Approve Uninstalled Connected Apps ».",
  },
  path: ['Setup', 'Connected Apps OAuth Usage', 'Install'],
  link: {
    href: 'https://help.salesforce.com/s/articleView?id=005132365',
    label: { en: 'Salesforce on installing', fr: "Salesforce sur l'installation" },
  },
}

/**
 * What an admin does in Salesforce before connecting (docs/reference/salesforce.md#app-kinds, #app-screens, #token,
 * #cdc, #outbound, #admin-steps). Labels as in the English Setup: they are what its search finds in the vendor's help.
 */
export const salesforceSteps: readonly AppStep[] = [
  {
    text: {
      en: 'Create an External Client App of your own org. Give it a name and an e-mail address; its distribution state is Local.',
      fr: 'Créez une External Client App de votre propre organisation. Donnez-lui un nom et une adresse e-mail ; son état de distribution est Local.',
    },
    path: ['Setup', 'External Client App Manager', 'New External Client App'],
  },
  {
    text: {
      en: 'Turn OAuth on and enter this address, exactly as it is.',
      fr: 'Activez OAuth et saisissez cette adresse, telle quelle.',
    },
    path: ['API (Enable OAuth Settings)', 'Enable OAuth', 'Callback URL'],
    gives: ['redirect'],
  },
  {
    text: {
      en: 'Choose three scopes: “Manage user data via APIs (api)”, “Perform requests at any time (refresh_token)” and “Access the identity URL service (id)”.',
      fr: 'Choisissez trois étendues : « Manage user data via APIs (api) », « Perform requests at any time (refresh_token) » et « Access the identity URL service (id) ».',
    },
    path: ['OAuth Scopes'],
    gives: ['scopes'],
  },
  {
    text: {
      en: 'Require PKCE and turn on refresh token rotation; leave “Issue JWT-based access tokens” off. Then create the app.',
      fr: "Exigez PKCE et activez la rotation des jetons de rafraîchissement ; laissez « Issue JWT-based access tokens » désactivé. Puis créez l'application.",
    },
    path: ['Security'],
    link: {
      href: 'https://help.salesforce.com/s/articleView?id=005316711',
      label: { en: 'Salesforce on token rotation', fr: 'Salesforce sur la rotation des jetons' },
    },
  },
  {
    text: {
      en: 'Make an integration user for Lawbase alone: it sees all contacts and leads, and may edit Email Opt Out, Do Not Call and Fax Opt Out.',
      fr: "Créez un utilisateur d'intégration réservé à Lawbase : il voit tous les contacts et pistes, et peut modifier Email Opt Out, Do Not Call et Fax Opt Out.",
    },
    path: ['Setup', 'Users', 'New User'],
  },
  letIn,
  {
    text: {
      en: 'Copy the Consumer Key and the Consumer Secret here, with your My Domain address.',
      fr: 'Copiez ici la Consumer Key et le Consumer Secret, avec votre adresse My Domain.',
    },
    path: ['External Client App Manager', 'Settings', 'OAuth Settings', 'Consumer Key and Secret'],
  },
  {
    text: {
      en: 'Select Contact and Lead (and Individual, if Data Protection and Privacy is on), so that an opt-out given in Salesforce is noticed within seconds; without it, at the next poll.',
      fr: 'Sélectionnez Contact et Lead (et Individual, si Data Protection and Privacy est activé) : une opposition donnée dans Salesforce est alors vue en quelques secondes ; sans cela, à la lecture suivante.',
    },
    path: ['Setup', 'Change Data Capture'],
  },
  {
    text: {
      en: 'An org that cannot use Change Data Capture may send outbound messages to this address instead.',
      fr: 'Une organisation sans Change Data Capture peut envoyer des outbound messages à cette adresse.',
    },
    path: ['Setup', 'Outbound Messages'],
    gives: ['webhook'],
    withWebhook: true,
  },
  {
    text: {
      en: 'In the next step, log in as the integration user.',
      fr: "À l'étape suivante, connectez-vous avec l'utilisateur d'intégration.",
    },
  },
]

/** As Setup calls them. */
export const salesforceNames: NonNullable<OAuth2Spec['names']> = {
  clientId: { en: 'Consumer Key', fr: 'Consumer Key' },
  clientSecret: { en: 'Consumer Secret', fr: 'Consumer Secret' },
  redirect: { en: 'Callback URL', fr: 'Callback URL' },
  webhook: { en: 'Endpoint URL', fr: 'Endpoint URL' },
}

/** The one sign of it is what comes back to our address; its wording is second hand, so a part of it is enough. */
export const salesforceNotInstalled: NonNullable<OAuth2Spec['notInstalled']> = {
  is: ({ error, description }) => error === 'invalid_client' && /install/iu.test(description),
  text: {
    en: 'The app is not installed in this org, and this user may not use apps that are not.',
    fr: "L'application n'est pas installée dans cette organisation, et cet utilisateur ne peut pas s'en servir sans cela.",
  },
  steps: [letIn],
}
