import { corpusOf, type Row } from './message.ts'

// Wordings that a rule is about, each read exactly as labelled. Added after the split was fixed, so none is held back.

/** A subject alone makes no automatic answer: the words are read. */
const subjects: readonly (readonly [labels: string, subject: string, text: string])[] = [
  [
    'objection',
    "Demande d'opposition suite à votre courriel reçu hier",
    "Je m'oppose à toute sollicitation de votre part.",
  ],
  ['objection', 'Absence de suite donnée à ma demande', "Vous m'écrivez encore. Retirez-moi de vos listes."],
  ['objection', 'Request about a message I received', 'Please take me off your list.'],
  ['objection', 'Accusé de réception et opposition', "Ne m'écrivez plus."],
  ['objection', 'Urlaubsreisen für Firmen', 'Bitte nehmen Sie mich aus Ihrem Verteiler.'],
  ['objection', 'Abwesenheit hin oder her', 'Bitte keine weiteren Nachrichten.'],
  ['unsure', 'Urlaub', 'Bitte streichen Sie mich von Ihrer Liste.'],
  ['unsure', 'Réponse automatique : votre offre', 'Désinscrivez-moi.'],
  ['access', 'Out of office', 'Where did you get my address?'],
  ['auto-reply', 'Absence du 3 au 12 août', 'Je lirai votre message à mon retour.'],
  ['auto-reply', "Congés jusqu'au 4 janvier", 'Je suis absente, merci de joindre ma collègue.'],
  ['auto-reply', 'Abwesenheitsnotiz: Ihre Anfrage', 'Ich bin ab Montag wieder im Büro.'],
  ['auto-reply', 'Automatic reply: No more marketing emails?', 'I am travelling this week.'],
  ['auto-reply', 'Réponse automatique', "J'ai quitté la société, ne m'écrivez plus à cette adresse."],
  ['auto-reply', '[Request received] Your offer', 'Thank you, an agent will answer soon.'],
]

/**
 * A plain refusal waits for a person, whatever is said of past letters and calls beside it; a wish to hear later takes
 * it back.
 */
const refusals: readonly (readonly [labels: string, text: string])[] = [
  ['unsure', "Merci de m'avoir appelée au bureau lundi, mais nous ne sommes pas intéressés."],
  ['unsure', "Votre mail est bien arrivé et ne m'intéresse pas."],
  ['unsure', "Cette plateforme ne m'intéresse absolument pas."],
  ['unsure', "Non merci, votre collègue m'a déjà contactée en avril."],
  ['unsure', 'Merci pour votre relance, mais cela ne nous intéresse pas.'],
  ['unsure', 'Not interested, thanks for your call after the trade fair.'],
  ['unsure', 'You sent me a leaflet in March, we are not interested.'],
  ['unsure', "We don't take such offers, not interested."],
  ['unsure', 'Not interested, and we will not take part.'],
  ['objection+erasure', "Don't hesitate to delete my data."],
  ['unsure', 'Ihre Mail interessiert hier niemanden, kein Interesse.'],
  ['unsure', 'Kein Interesse. Ihr Kollege hat sich im Mai gemeldet.'],
  ['unsure', 'Gracias por escribirnos en mayo, pero no nos interesa.'],
  ['unsure', 'Grazie per avermi chiamato a maggio, ma non siamo interessati.'],
  ['unsure', 'Uw collega mailde in mei, wij hebben geen interesse.'],
  ['unsure', 'Rappelez-moi en mars était mon idée, mais finalement nous ne sommes pas intéressés.'],
  ['unsure', 'Not interested, your people mail me over 5 times a week.'],
  ['unsure', 'Sorry to bother you. We are not interested.'],
  ['unsure', 'Pas intéressée pour le moment.'],
  ['none', 'Pas intéressés pour le moment, mais recontactez-nous en septembre.'],
  ['none', 'Nous avons déjà un prestataire. Relancez-nous à la rentrée.'],
  ['none', 'Not interested right now, but could you call me in October?'],
  ['none', 'Kein Bedarf im Moment, melden Sie sich gern im Herbst.'],
  ['none', 'Ahora no nos interesa, llámenos en noviembre.'],
  ['none', 'Per ora non ci interessa, sentiamoci a settembre.'],
  ['none', 'Nu geen interesse, bel me eens over drie maanden.'],
]

/** A short no in a language without a table waits for a person; a short answer of a known one does not. */
const elsewhere: readonly (readonly [labels: string, text: string])[] = [
  ['unsure', 'Não me enviem mais nada'],
  ['unsure', 'Não, obrigada.'],
  ['unsure', 'Rezygnuję'],
  ['unsure', 'Nie jestem zainteresowana'],
  ['unsure', 'Nej tack'],
  ['unsure', 'Ta bort mig'],
  ['unsure', 'Fjern meg fra listen'],
  ['unsure', 'Poistakaa minut listalta'],
  ['unsure', 'Ne, děkuji'],
  ['unsure', 'Odstraňte mě'],
  ['unsure', 'Ne írjanak többet'],
  ['unsure', 'Nu mulțumesc'],
  ['unsure', 'Nu vreau'],
  ['unsure', 'Vă rog ștergeți adresa mea acum'],
  ['unsure', 'Nemojte mi pisati'],
  ['unsure', 'Δεν ενδιαφέρομαι'],
  ['unsure', 'Jätke mind rahule'],
  ['none', 'Bien noté'],
  ['none', 'Plaquette reçue'],
  ['none', 'Will do'],
  ['none', 'Klingt gut'],
  ['none', 'Fatto'],
]

/** "Delete it" beside "where from" speaks of the address. */
const whereFrom: readonly (readonly [labels: string, text: string])[] = [
  ['objection+erasure+access', "D'où sort mon adresse mail ? Effacez-la sans délai."],
  ['objection+erasure+access', 'Qui vous a donné mon numéro ? Veuillez le supprimer.'],
  ['objection+erasure+access', 'Woher haben Sie meine Mailadresse? Löschen Sie diese bitte umgehend.'],
  ['objection+erasure+access', '¿De dónde han sacado mi dirección? Elimínenla.'],
  ['objection+erasure+access', 'Da dove avete preso il mio numero? Eliminatelo.'],
  ['objection+erasure+access', 'Hoe komt u aan mijn mailadres? Wis het meteen.'],
  ['none', 'La ligne 4 du devis est en double, pouvez-vous la supprimer ?'],
  ['none', 'La ligne 4 du devis est en double, supprimez-la svp.'],
  ['none', 'Die Position 4 ist doppelt, können Sie sie aus dem Angebot löschen?'],
]

/** Erasure in words of its own. */
const erasures: readonly (readonly [labels: string, text: string])[] = [
  ['objection+erasure', 'Wilt u mijn contactgegevens uit uw systeem wissen?'],
  ['objection+erasure', 'Ik vraag u mijn persoonsgegevens te wissen.'],
  ['objection+erasure', 'Gelieve al onze contactgegevens te verwijderen.'],
  ['objection+erasure', 'Bitte entfernen Sie alle meine Daten.'],
  ['objection+erasure', 'Meine Kontaktdaten sind zu entfernen.'],
  ['objection+erasure', 'Supprimez tout ce que vous détenez sur moi.'],
  ['none', 'Bitte entfernen Sie meine Angaben aus dem Angebot, die Lieferung geht an Paul.'],
  ['none', 'We wisselen volgende week onze gegevens uit.'],
]

/** Objections in other words: nothing that sounds friendly, and no product, hides them. */
const politeObjections: readonly (readonly [labels: string, text: string])[] = [
  ['unsure', 'OK, je ne donnerai pas suite.'],
  ['unsure', 'Oui bon, je ne veux rien acheter.'],
  ['unsure', 'Je ne suis pas la bonne personne et je ne souhaite pas donner suite.'],
  ['unsure', "Nous n'avons aucun projet de ce genre."],
  ['unsure', 'Après examen, nous ne retenons pas votre offre.'],
  ['unsure', 'Nous préférons décliner, on passe notre tour.'],
  ['unsure', 'Nous avons retenu un autre fournisseur pour ce logiciel.'],
  ['unsure', "Nous n'utiliserons jamais votre logiciel."],
  ['unsure', 'désinscr'],
  ['unsure', 'We must decline, sorry.'],
  ['unsure', 'Please turn these messages off'],
  ['unsure', "We don't take unsolicited offers."],
  ['unsure', 'Ok, no more of that please'],
  ['unsure', 'Leider müssen wir Ihnen absagen.'],
  ['unsure', 'Wir sind schon bestens versorgt.'],
  ['unsure', 'Jetzt reicht es aber!'],
  ['objection', 'Abmedlung bitte'],
  ['unsure', 'Basta così, grazie.'],
  ['unsure', 'Decliniamo la vostra offerta.'],
  ['unsure', 'Abbiamo già un fornitore di fiducia.'],
  ['unsure', 'Ya trabajamos con otra empresa.'],
  ['unsure', 'Wij zien af van uw voorstel.'],
  ['unsure', 'Wij bedanken voor de eer.'],
  ['objection+employer', 'Mail niemand van ons bedrijf nog.'],
  ['unsure', '👎'],
  ['objection', '📧⛔'],
  ['none', 'Je ne suis pas la bonne personne, écrivez à ma collègue des achats.'],
  ['none', 'Nous ne manquerons pas de vous rappeler.'],
  ['none', 'Ok pour mardi, je ne serai pas seul.'],
]

/** Said as to a friend, or of stopping without a wish to stop. */
const familiar: readonly (readonly [labels: string, text: string])[] = [
  ['objection', 'Hör auf, mir zu schreiben'],
  ['objection', 'Hört auf mit den Mails'],
  ['none', "Please don't stop sending these, they are useful!"],
  ['none', 'Great letter. Never stop writing to me.'],
  ['objection', 'You never stop sending me these.'],
  ['objection', "Your colleagues don't stop calling me."],
  ['objection', "If you don't stop emailing me I will complain."],
  ['none', 'Da höre ich gern von euch, ruft mich am Montag an.'],
]

/** No objections, though words of one stand in them. */
const noObjections: readonly (readonly [labels: string, text: string])[] = [
  ['none', 'Merci de ne pas oublier le bon de commande.'],
  ['objection', 'Merci de ne pas oublier de me désinscrire.'],
  ['none', 'Je souhaite me désabonner de mon prestataire actuel pour venir chez vous.'],
  ['none', 'We would like to stop using our old software and try yours.'],
  ['unsure', 'Ik werk niet meer voor deze firma, mijn collega is Kees.'],
  ['unsure', 'Ik werk niet meer bij deze firma, bel mijn collega Kees.'],
  ['objection', 'Ik hoef dit niet meer.'],
  [
    'none',
    'Kunt u mij vrijdag bellen?\n\nKees Jansen\nIndien u niet de beoogde ontvanger bent, gelieve deze mail te verwijderen.',
  ],
  ['none', 'Buongiorno,\n\npuò richiamarmi giovedì?\n\nCordiali saluti\nMario Rossi\nUfficio vendite'],
]

const said: readonly (readonly [labels: string, subject: string, text: string])[] = [
  ...subjects,
  ...[...refusals, ...elsewhere, ...whereFrom, ...erasures, ...politeObjections, ...noObjections, ...familiar].map(
    ([labels, text]) => [labels, 'Re: Audit', text] as const,
  ),
]

/** 1, 2, 4, 5, 7, 8 … */
const unheld = (index: number) => Math.floor(index / 2) * 3 + (index % 2) + 1

export const wordings = corpusOf(
  'wording',
  said.map(([labels, subject, text], index): Row => [unheld(index), labels, subject, text]),
)
