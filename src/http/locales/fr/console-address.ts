import { wordsOf } from '../words.ts'
import type { consoleAddress as english } from '../en/console-address.ts'

const { some } = wordsOf('fr-FR')

export const consoleAddress: typeof english = {
  moved: (apps) => `La console a changé d’adresse : ${some(apps, 'application', 'applications')} chez vos éditeurs ${apps === 1 ? 'doit' : 'doivent'} la connaître`,
  movedMore: (address) => `La console est maintenant à ${address}. Les accès déjà donnés restent valables. Le prochain consentement ou renouvellement revient à cette adresse, et un fournisseur refuse une adresse que son application n’a pas.`,
  wanted: (vendor) => `Adresse de redirection à ajouter chez ${vendor}`,
  known: (address) => `Connue là-bas jusqu’ici : ${address}`,
  done: (vendor) => `Ajoutée chez ${vendor}`,
  needMore: (vendors) => `${vendors} : d’ici là, personne ne peut y renouveler l’accès depuis la console. Ce qui est connecté continue de fonctionner.`,
  needAct: 'Voir les adresses',
  localLink: 'Ce lien s’ouvre seulement sur la machine qui fait tourner Lawbase. Pour les autres machines, réglez CONSOLE_URL, l’adresse de la console derrière votre proxy, puis faites un nouveau lien.',
  localPage: (address) => `La console est à ${address}, qui s’ouvre seulement sur cette machine : les liens des mails et des invitations y mènent. Réglez CONSOLE_URL pour lui donner une adresse que les autres atteignent.`,
}
