import { frenchTable } from '../locales/words.ts'

export type Language = 'en' | 'fr'

/** Texts of the public pages. Each says exactly what it stops (legal-rules F10). */
export const personTexts = {
  fr: frenchTable({
    other: 'English', otherCode: 'en',
    stopTitle: 'Ne plus recevoir nos messages', doneTitle: 'C’est fait', lostTitle: 'Ce lien ne fonctionne plus', problemTitle: 'Cette page n’a pas pu s’afficher',
    address: 'Adresse concernée', button: 'Tout arrêter',
    stops: 'Plus aucune prospection : ni e-mail, ni appel, ni SMS, ni courrier, ni publicité ciblée, pour toutes nos marques. Effet immédiat. Vos commandes en cours ne changent pas.',
    done: (company: string) => `Plus d’e-mail, d’appel, de SMS, de courrier ni de publicité ciblée de la part de ${company}.`,
    since: 'Enregistré le', doneMore: 'Nos outils et les courtiers à qui nous avons acheté vos données reçoivent votre opposition dans les secondes qui suivent.',
    lost: 'Indiquez ici l’adresse à ne plus contacter.', lostLabel: 'Adresse e-mail', lostButton: 'Ne plus contacter cette adresse', lostDone: 'Cette adresse ne sera plus contactée.',
    lostBad: 'Cette adresse est incomplète. Exemple : anne.roy@acme.example.test',
    controller: 'Responsable', privacy: 'Politique de confidentialité', write: 'Nous écrire', company: 'notre entreprise', problem: 'Rien n’est perdu : votre demande reste possible. Réessayez dans quelques secondes.', wait: 'Trop d’essais depuis cette connexion. Réessayez dans une minute.',
    rights: 'Vous pouvez aussi demander une copie ou l’effacement de vos données, ou écrire à la CNIL.',
  }),
  en: {
    other: 'Français', otherCode: 'fr',
    stopTitle: 'Stop our messages', doneTitle: 'Done', lostTitle: 'This link no longer works', problemTitle: 'This page could not be shown',
    address: 'Address', button: 'Stop everything',
    stops: 'No more prospecting: no e-mail, calls, SMS, post or targeted advertising, for all our brands. Takes effect at once. Your current orders do not change.',
    done: (company: string) => `No more e-mail, calls, SMS, post or targeted advertising from ${company}.`,
    since: 'Recorded on', doneMore: 'Our tools, and the brokers we bought your data from, receive your objection within seconds.',
    lost: 'Write the address to stop here.', lostLabel: 'E-mail address', lostButton: 'Stop this address', lostDone: 'This address will not be contacted any more.',
    lostBad: 'This address is not complete. Example: anne.roy@acme.example.test',
    controller: 'Controller', privacy: 'Privacy policy', write: 'Write to us', company: 'our company', problem: 'Nothing is lost: your request is still possible. Try again in a few seconds.', wait: 'Too many tries from this connection. Try again in a minute.',
    rights: 'You can also ask for a copy or the erasure of your data, or write to the data protection authority.',
  },
} as const

export type PersonTexts = (typeof personTexts)[Language]
