/** What an admin does at HubSpot before connecting (hubspot.md §2.1, §11). */
export const hubspotSteps = {
  en: [
    'Create a project app in your HubSpot developer account (platform 2026.03, authentication OAuth, private distribution).',
    'Add the redirect address shown below, exactly as it is, to the redirect URLs of the app.',
    'Add the required scopes below to the app, and the optional ones as optional scopes.',
    'Upload the project, then copy the client ID and the client secret here.',
    'Connect as a super admin of the account.',
  ],
  fr: [
    "Créez une application de projet dans votre compte développeur HubSpot (plateforme 2026.03, authentification OAuth, distribution privée).",
    "Ajoutez l'adresse de redirection affichée ci-dessous, telle quelle, aux URL de redirection de l'application.",
    "Ajoutez les autorisations obligatoires ci-dessous à l'application, et les facultatives comme autorisations facultatives.",
    "Envoyez le projet, puis copiez ici l'identifiant client et le secret client.",
    'Connectez-vous en super administrateur du compte.',
  ],
} as const
