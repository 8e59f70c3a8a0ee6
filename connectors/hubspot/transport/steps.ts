import type { AppStep } from '../../../src/connector/oauth-spec.ts'

/**
 * What an admin does at HubSpot before connecting: a project app, the one kind that can still be made
 * (docs/reference/hubspot.md#app-kinds, #app-sunset, #project-files, #command-line, #app-screen).
 */
export const hubspotSteps: readonly AppStep[] = [
  {
    text: {
      en: 'You make a project app, with files that we prepare. HubSpot no longer lets anyone create other kinds of app.',
      fr: "Vous créez une application de projet, avec des fichiers que nous préparons. HubSpot ne permet plus de créer d'application d'un autre type.",
    },
    link: {
      href: 'https://developers.hubspot.com/changelog/legacy-private-app-creation-sunset',
      label: {
        en: 'HubSpot on the end of other kinds of app',
        fr: "HubSpot sur la fin des autres types d'application",
      },
    },
  },
  {
    text: {
      en: 'On a computer with Node.js 20 or later, install the command line of HubSpot.',
      fr: "Sur un ordinateur avec Node.js 20 ou plus récent, installez l'outil en ligne de commande de HubSpot.",
    },
    commands: ['npm install --global @hubspot/cli'],
  },
  {
    text: {
      en: 'Log it in to the HubSpot account that will hold the app; your user there needs developer access.',
      fr: "Connectez-le au compte HubSpot qui aura l'application ; votre utilisateur y a besoin de l'accès développeur.",
    },
    commands: ['hs account auth'],
  },
  {
    text: {
      en: 'Download the project files, unpack them into an empty folder, and open a terminal in that folder. They hold the addresses and scopes of this installation.',
      fr: 'Téléchargez les fichiers de projet, décompressez-les dans un dossier vide et ouvrez un terminal dans ce dossier. Ils contiennent les adresses et autorisations de cette installation.',
    },
    gives: ['files'],
  },
  {
    text: {
      en: 'Upload the project and agree that it is created. Where the account does not deploy builds by itself, deploy it too.',
      fr: 'Envoyez le projet et acceptez sa création. Si le compte ne déploie pas lui-même, déployez-le ensuite.',
    },
    commands: ['hs project upload', 'hs project deploy'],
  },
  {
    text: {
      en: 'Open the project in HubSpot, then the app in it. Its tab Auth shows the client ID and the client secret: copy both here.',
      fr: "Ouvrez le projet dans HubSpot, puis l'application. Son onglet Auth montre l'identifiant client et le secret client : copiez les deux ici.",
    },
    commands: ['hs project open'],
    path: ['Development', 'Projects', 'lawbase', 'Lawbase', 'Auth'],
    link: {
      href: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/manage-apps-in-hubspot',
      label: { en: 'HubSpot on managing apps', fr: 'HubSpot sur la gestion des applications' },
    },
  },
  {
    text: {
      en: 'In the next step, allow the access as a super admin, or as a user with the permission App Marketplace Access.',
      fr: "À l'étape suivante, autorisez l'accès en super administrateur, ou avec l'autorisation App Marketplace Access.",
    },
  },
]
