import { corpusOf, type Row } from './message.ts'

// Objections that look like their contrary: "I cannot unsubscribe" is no wish to stay.
const said: readonly (readonly [labels: string, text: string])[] = [
  ['objection', 'Je ne peux pas me désinscrire, le lien est cassé.'],
  ['objection', "Je n'arrive pas à me désabonner."],
  ['objection', 'Pourquoi vous ne me désinscrivez pas ?'],
  ['objection', 'Vous ne me retirez pas de la liste malgré mes demandes.'],
  ['objection', 'Ne me relancez pas.'],
  ['objection', 'Ne nous sollicitez pas svp'],
  ['objection', 'Ne me dérangez pas avec vos offres.'],
  ['objection', "Je regrette de devoir vous demander de ne plus m'écrire."],
  ['objection', 'Hors de question que je reste, retirez-moi de la liste.'],
  ['objection', 'Je ne reçois que vos pubs, désinscrivez-moi.'],
  ['objection', "N'hésitez pas à me retirer de votre liste."],
  ['objection', "Je n'ai pas pu me désinscrire, faites-le."],
  ['objection', 'I cannot unsubscribe, the link is dead.'],
  ['objection', "I can't unsubscribe from your list."],
  ['objection', "Why don't you remove me?"],
  ['objection', 'You did not remove me from the list.'],
  ['objection', "You still haven't unsubscribed me."],
  ['objection', 'I am still not removed from your list.'],
  ['objection', "Your emails won't stop, please end this."],
  ['objection', 'Please stop at once.'],
  ['objection', 'Ich kann mich nicht abmelden, bitte erledigen Sie das.'],
  ['objection', 'Warum werde ich nicht aus dem Verteiler gelöscht?'],
  ['objection', 'Man kann sich nicht abmelden bei Ihnen, streichen Sie mich.'],
  ['objection', 'Ya no recibo nada útil, denme de baja.'],
  ['objection', 'Todavía no me han dado de baja.'],
  ['objection', 'No consigo darme de baja.'],
  ['objection', 'Perché non mi cancellate dalla lista?'],
  ['objection', 'Ik kan me niet uitschrijven, haal mij van de lijst.'],
  ['none', 'Vous ne me dérangez pas.'],
  ['none', 'Please do not unsubscribe me.'],
  ['none', 'I do not want to be removed.'],
  ['none', 'Bitte nicht abmelden, danke.'],
]

/** 1, 2, 4, 5, 7, 8 …: added after the split was fixed, so none is held back. */
const unheld = (index: number) => Math.floor(index / 2) * 3 + (index % 2) + 1

export const notContrary = corpusOf(
  'not-contrary',
  said.map(([labels, text], index): Row => [unheld(index), labels, 'Re: Audit', text]),
)
