/** What an admin does at HubSpot before connecting (docs/reference/hubspot.md#app-kinds, #project-files). */
export const hubspotSteps = {
  en: [
    'Download the project files below: they hold the redirect address, the scopes and the webhook address of this installation.',
    'Unpack them and upload the folder to your HubSpot developer account with the HubSpot command line: hs project upload.',
    'Or make a project app by hand (platform 2026.03, authentication OAuth, private distribution) with the addresses and scopes below.',
    'Copy the client ID and the client secret of the app here.',
    'Connect as a super admin of the account.',
  ],
  fr: [
    "Téléchargez les fichiers de projet ci-dessous : ils contiennent l'adresse de redirection, les autorisations et l'adresse de webhook de cette installation.",
    "Décompressez-les et envoyez le dossier à votre compte développeur HubSpot avec l'outil en ligne de commande de HubSpot : hs project upload.",
    'Ou créez à la main une application de projet (plateforme 2026.03, authentification OAuth, distribution privée) avec les adresses et autorisations ci-dessous.',
    "Copiez ici l'identifiant client et le secret client de l'application.",
    'Connectez-vous en super administrateur du compte.',
  ],
} as const
