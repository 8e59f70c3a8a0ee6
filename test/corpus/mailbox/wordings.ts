import { corpusOf, type Row } from './message.ts'

// Wordings that a rule is about, each read exactly as labelled. Added after the split was fixed, so none is held back.

/** A subject alone makes no automatic answer: the words are read. */
const subjects: readonly (readonly [labels: string, subject: string, text: string])[] = [
  ['objection', 'Demande d\'opposition suite à votre courriel reçu hier', 'Je m\'oppose à toute sollicitation de votre part.'],
  ['objection', 'Absence de suite donnée à ma demande', 'Vous m\'écrivez encore. Retirez-moi de vos listes.'],
  ['objection', 'Request about a message I received', 'Please take me off your list.'],
  ['objection', 'Accusé de réception et opposition', 'Ne m\'écrivez plus.'],
  ['objection', 'Urlaubsreisen für Firmen', 'Bitte nehmen Sie mich aus Ihrem Verteiler.'],
  ['objection', 'Abwesenheit hin oder her', 'Bitte keine weiteren Nachrichten.'],
  ['unsure', 'Urlaub', 'Bitte streichen Sie mich von Ihrer Liste.'],
  ['unsure', 'Réponse automatique : votre offre', 'Désinscrivez-moi.'],
  ['unsure', 'Out of office', 'Where did you get my address?'],
  ['auto-reply', 'Absence du 3 au 12 août', 'Je lirai votre message à mon retour.'],
  ['auto-reply', 'Congés jusqu\'au 4 janvier', 'Je suis absente, merci de joindre ma collègue.'],
  ['auto-reply', 'Abwesenheitsnotiz: Ihre Anfrage', 'Ich bin ab Montag wieder im Büro.'],
  ['auto-reply', 'Automatic reply: Stop wasting energy', 'I am travelling this week.'],
  ['auto-reply', 'Réponse automatique', 'J\'ai quitté la société, ne m\'écrivez plus à cette adresse.'],
  ['auto-reply', '[Request received] Your offer', 'Thank you, an agent will answer soon.'],
]

const said: readonly (readonly [labels: string, subject: string, text: string])[] = [...subjects]

/** 1, 2, 4, 5, 7, 8 … */
const unheld = (index: number) => Math.floor(index / 2) * 3 + (index % 2) + 1

export const wordings = corpusOf('wording', said.map(([labels, subject, text], index): Row => [unheld(index), labels, subject, text]))
