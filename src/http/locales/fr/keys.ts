import type { keys as english } from '../en/keys.ts'

export const keys: typeof english = {
  title: 'Touches', search: 'Rechercher', today: 'Aujourd’hui', removals: 'Suppressions', send: 'Envoyer le formulaire', list: 'Cette liste', close: 'Fermer ce qui est ouvert', closeIt: 'Fermer', change: 'Désactiver les touches',
  card: 'Touches', on: 'Une seule touche mène à une page : ? en montre la liste. Elles ne font rien pendant la saisie.', off: 'Une seule touche ne fait rien.', switchOff: 'Les désactiver', switchOn: 'Les activer',
}
