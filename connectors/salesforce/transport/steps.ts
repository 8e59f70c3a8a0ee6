/**
 * What an admin does in Salesforce before connecting (docs/reference/salesforce.md#app-kinds, #token, #cdc, #outbound,
 * #admin-steps).
 */
export const salesforceSteps = {
  en: [
    'In Setup, create an External Client App for this installation, with OAuth enabled.',
    'Add the callback address shown below, exactly as it is.',
    'Choose the scopes "Manage user data via APIs (api)", "Perform requests at any time (refresh_token)" and "Access the identity URL service (id)".',
    'Require PKCE and turn on refresh token rotation; leave "Issue JWT-based access tokens" off.',
    'Copy the consumer key and secret here, with your My Domain address.',
    'Connect as a dedicated user who sees all contacts and leads and may edit Email Opt Out, Do Not Call and Fax Opt Out.',
    'In Setup > Change Data Capture, select Contact and Lead (and Individual, if Data Protection and Privacy is on), so that an opt-out given in Salesforce is noticed within seconds; without it, at the next poll. An org that cannot do this may send outbound messages to the webhook address below.',
  ],
  fr: [
    'Dans la configuration, créez une External Client App pour cette installation, avec OAuth activé.',
    "Ajoutez l'adresse de rappel affichée ci-dessous, telle quelle.",
    "Choisissez les étendues « Gérer les données utilisateur via les API (api) », « Exécuter des requêtes à tout moment (refresh_token) » et « Accéder au service d'URL d'identité (id) ».",
    'Exigez PKCE et activez la rotation des jetons de rafraîchissement ; laissez « Issue JWT-based access tokens » désactivé.',
    'Copiez ici la clé et le secret consommateur, avec votre adresse My Domain.',
    'Connectez-vous avec un utilisateur dédié qui voit tous les contacts et pistes et peut modifier Email Opt Out, Do Not Call et Fax Opt Out.',
    "Dans Setup > Change Data Capture, sélectionnez Contact et Lead (et Individual, si Data Protection and Privacy est activé) : un refus donné dans Salesforce est alors entendu en quelques secondes ; sans cela, les lectures régulières le voient. Une organisation qui ne le peut pas envoie des outbound messages à l'adresse de webhook ci-dessous.",
  ],
} as const
