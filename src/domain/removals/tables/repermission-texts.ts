import type { NoticeLanguage } from '../../notices/tables/notice-words.ts'

/** What stands for a value in the texts below. */
const askFields = ['controller', 'contact', 'privacy', 'term', 'answer', 'address', 'until', 'sentence'] as const
type AskField = (typeof askFields)[number]

/**
 * The question in one language: its mail, and the page with the two buttons. Neutral, without a word about what is sold
 * (docs/reference/law.md#g4).
 */
export interface AskText {
  subject: string
  body: string
  /** Title and first words of the page. */
  title: string
  more: string
  /**
   * The sentence that is agreed to: who, what for, which channel, and that it can be withdrawn
   * (docs/reference/law.md#e3, #e4, #e7).
   */
  yes: string
  yesButton: string
  noButton: string
  /** What the page answers: it counts; a second mail asks; an objection stands; the data are gone. */
  done: string
  second: string
  stopped: string
  purged: string
  /** The second mail, with `{url}` and `{stop}` where its two links go. */
  letterSubject: string
  letter: string
}

export const askTexts: Readonly<Record<NoticeLanguage, AskText>> = {
  fr: {
    subject: 'Souhaitez-vous que {controller} continue à vous écrire\u00A0?',
    body: 'Bonjour,\n\n{controller} n’a plus de nouvelles de vous depuis longtemps. Souhaitez-vous encore recevoir nos messages\u00A0? Répondez par oui ou par non sur cette page\u00A0:\n{answer}\n\nSans réponse de votre part, vos données de prospection seront supprimées à partir du {term}. Un « non » arrête tout immédiatement.\n\n{controller}, {contact}\nPolitique de confidentialité\u00A0: {privacy}',
    title: 'Souhaitez-vous encore recevoir nos messages\u00A0?', more: 'Sans réponse de votre part, vos données de prospection seront supprimées à partir du {term}.',
    yes: 'J’accepte que {controller} m’écrive par e-mail au sujet de ses produits et services. Je peux retirer cet accord à tout moment, en un clic.', yesButton: 'Oui, continuez', noButton: 'Non, arrêtez tout',
    done: 'C’est noté. Vous pouvez retirer votre accord à tout moment, en un clic.',
    second: 'Encore une étape\u00A0: nous avons écrit à {address}. Votre oui compte dès que vous appuyez sur le bouton de ce message.',
    stopped: 'Vous avez demandé à {controller} de ne plus vous écrire, et cela reste valable. Pour revenir sur ce choix, écrivez à {contact}.', purged: 'Vos données de prospection ont déjà été supprimées\u00A0: il n’y a plus rien à décider.',
    letterSubject: '{controller}\u00A0: confirmez votre accord',
    letter: 'Bonjour,\n\nQuelqu’un a répondu oui pour cette adresse\u00A0:\n- {sentence}\n\nSi c’était vous, ouvrez cette page et appuyez sur son bouton avant le {until}\u00A0:\n{url}\n\nSi ce n’était pas vous, ne faites rien\u00A0: aucun accord n’est donné.\n\nPour tout arrêter, maintenant ou plus tard, en un clic\u00A0:\n{stop}\n\n{controller}, {contact}\nPolitique de confidentialité\u00A0: {privacy}',
  },
  en: {
    subject: 'Do you still want to hear from {controller}?',
    body: 'Hello,\n\n{controller} has not heard from you for a long time. Do you still want to receive our messages? Answer yes or no on this page:\n{answer}\n\nWithout an answer, the data we hold to write to you will be deleted from {term} on. Answering “no” stops everything at once.\n\n{controller}, {contact}\nPrivacy policy: {privacy}',
    title: 'Do you still want to receive our messages?', more: 'Without an answer, the data we hold to write to you will be deleted from {term} on.',
    yes: 'I agree that {controller} writes to me by e-mail about its products and services. I can withdraw this at any time, with one click.', yesButton: 'Yes, continue', noButton: 'No, stop everything',
    done: 'Recorded. You can withdraw it at any time, with one click.',
    second: 'One more step: we wrote to {address}. Your yes counts once you press the button of that mail.',
    stopped: 'You asked {controller} not to write to you any more, and this remains in force. To change it, write to {contact}.', purged: 'The data we held to write to you has already been deleted: there is nothing left to decide.',
    letterSubject: '{controller}: confirm your yes',
    letter: 'Hello,\n\nSomeone answered yes for this address:\n- {sentence}\n\nIf it was you, open this page and press its button before {until}:\n{url}\n\nIf it was not you, do nothing: no consent is given.\n\nTo stop everything, now or later, with one click:\n{stop}\n\n{controller}, {contact}\nPrivacy policy: {privacy}',
  },
  de: {
    subject: 'Möchten Sie weiterhin von {controller} hören?',
    body: 'Guten Tag,\n\n{controller} hat lange nichts von Ihnen gehört. Möchten Sie unsere Nachrichten weiterhin erhalten? Antworten Sie auf dieser Seite mit Ja oder Nein:\n{answer}\n\nOhne Antwort werden die Daten, mit denen wir Ihnen schreiben, ab dem {term} gelöscht. Ein Nein beendet alles sofort.\n\n{controller}, {contact}\nDatenschutzerklärung: {privacy}',
    title: 'Möchten Sie unsere Nachrichten weiterhin erhalten?', more: 'Ohne Antwort werden die Daten, mit denen wir Ihnen schreiben, ab dem {term} gelöscht.',
    yes: 'Ich willige ein, dass {controller} mir per E-Mail zu seinen Produkten und Dienstleistungen schreibt. Ich kann diese Einwilligung jederzeit mit einem Klick widerrufen.', yesButton: 'Ja, weiterhin', noButton: 'Nein, alles beenden',
    done: 'Gespeichert. Sie können die Einwilligung jederzeit mit einem Klick widerrufen.',
    second: 'Noch ein Schritt: Wir haben an {address} geschrieben. Ihr Ja gilt, sobald Sie die Schaltfläche dieser Nachricht drücken.',
    stopped: 'Sie haben {controller} gebeten, Ihnen nicht mehr zu schreiben, und das gilt weiter. Um es zu ändern, schreiben Sie an {contact}.', purged: 'Die Daten, mit denen wir Ihnen geschrieben haben, sind bereits gelöscht: Es gibt nichts mehr zu entscheiden.',
    letterSubject: '{controller}: Bestätigen Sie Ihre Einwilligung',
    letter: 'Guten Tag,\n\njemand hat für diese Adresse mit Ja geantwortet:\n- {sentence}\n\nWaren Sie es, öffnen Sie diese Seite und drücken Sie ihre Schaltfläche vor dem {until}:\n{url}\n\nWaren Sie es nicht, tun Sie nichts: Es wird keine Einwilligung erteilt.\n\nAlles beenden, jetzt oder später, mit einem Klick:\n{stop}\n\n{controller}, {contact}\nDatenschutzerklärung: {privacy}',
  },
  es: {
    subject: '¿Desea seguir recibiendo mensajes de {controller}?',
    body: 'Buenos días:\n\nHace mucho tiempo que {controller} no tiene noticias suyas. ¿Desea seguir recibiendo nuestros mensajes? Responda sí o no en esta página:\n{answer}\n\nSin respuesta, los datos que usamos para escribirle se suprimirán a partir del {term}. Un no lo detiene todo de inmediato.\n\n{controller}, {contact}\nPolítica de privacidad: {privacy}',
    title: '¿Desea seguir recibiendo nuestros mensajes?', more: 'Sin respuesta, los datos que usamos para escribirle se suprimirán a partir del {term}.',
    yes: 'Acepto que {controller} me escriba por correo electrónico sobre sus productos y servicios. Puedo retirar este consentimiento en cualquier momento, con un clic.', yesButton: 'Sí, continúen', noButton: 'No, deténganlo todo',
    done: 'Registrado. Puede retirar su consentimiento en cualquier momento, con un clic.',
    second: 'Un paso más: hemos escrito a {address}. Su sí cuenta en cuanto pulse el botón de ese mensaje.',
    stopped: 'Usted pidió a {controller} que no le escribiera más, y eso sigue vigente. Para cambiarlo, escriba a {contact}.', purged: 'Los datos que usábamos para escribirle ya se han suprimido: no queda nada que decidir.',
    letterSubject: '{controller}: confirme su consentimiento',
    letter: 'Buenos días:\n\nAlguien ha respondido que sí para esta dirección:\n- {sentence}\n\nSi fue usted, abra esta página y pulse su botón antes del {until}:\n{url}\n\nSi no fue usted, no haga nada: no se da ningún consentimiento.\n\nPara detenerlo todo, ahora o más tarde, con un clic:\n{stop}\n\n{controller}, {contact}\nPolítica de privacidad: {privacy}',
  },
  it: {
    subject: 'Desidera ricevere ancora i messaggi di {controller}?',
    body: 'Buongiorno,\n\n{controller} non ha Sue notizie da molto tempo. Desidera ricevere ancora i nostri messaggi? Risponda sì o no in questa pagina:\n{answer}\n\nSenza una risposta, i dati che usiamo per scriverLe saranno cancellati dal {term}. Un no ferma tutto subito.\n\n{controller}, {contact}\nInformativa sulla privacy: {privacy}',
    title: 'Desidera ricevere ancora i nostri messaggi?', more: 'Senza una risposta, i dati che usiamo per scriverLe saranno cancellati dal {term}.',
    yes: 'Acconsento che {controller} mi scriva per e-mail sui suoi prodotti e servizi. Posso revocare questo consenso in qualsiasi momento, con un clic.', yesButton: 'Sì, continuate', noButton: 'No, fermate tutto',
    done: 'Registrato. Può revocare il consenso in qualsiasi momento, con un clic.',
    second: 'Ancora un passo: abbiamo scritto a {address}. Il Suo sì vale non appena preme il pulsante di quel messaggio.',
    stopped: 'Ha chiesto a {controller} di non scriverLe più, e resta valido. Per cambiarlo, scriva a {contact}.', purged: 'I dati che usavamo per scriverLe sono già stati cancellati: non c’è più nulla da decidere.',
    letterSubject: '{controller}: confermi il Suo consenso',
    letter: 'Buongiorno,\n\nqualcuno ha risposto sì per questo indirizzo:\n- {sentence}\n\nSe è stato Lei, apra questa pagina e prema il pulsante prima del {until}:\n{url}\n\nSe non è stato Lei, non faccia nulla: non viene dato alcun consenso.\n\nPer fermare tutto, ora o più tardi, con un clic:\n{stop}\n\n{controller}, {contact}\nInformativa sulla privacy: {privacy}',
  },
  nl: {
    subject: 'Wilt u berichten van {controller} blijven ontvangen?',
    body: 'Goedendag,\n\n{controller} heeft al lang niets van u gehoord. Wilt u onze berichten blijven ontvangen? Antwoord met ja of nee op deze pagina:\n{answer}\n\nZonder antwoord worden de gegevens waarmee wij u schrijven vanaf {term} verwijderd. Een nee stopt alles meteen.\n\n{controller}, {contact}\nPrivacybeleid: {privacy}',
    title: 'Wilt u onze berichten blijven ontvangen?', more: 'Zonder antwoord worden de gegevens waarmee wij u schrijven vanaf {term} verwijderd.',
    yes: 'Ik stem ermee in dat {controller} mij per e-mail schrijft over zijn producten en diensten. Ik kan deze toestemming op elk moment met één klik intrekken.', yesButton: 'Ja, ga door', noButton: 'Nee, stop alles',
    done: 'Vastgelegd. U kunt uw toestemming op elk moment met één klik intrekken.',
    second: 'Nog één stap: wij schreven naar {address}. Uw ja telt zodra u op de knop van dat bericht drukt.',
    stopped: 'U vroeg {controller} om u niet meer te schrijven, en dat blijft gelden. Schrijf naar {contact} om dit te wijzigen.', purged: 'De gegevens waarmee wij u schreven, zijn al verwijderd: er valt niets meer te beslissen.',
    letterSubject: '{controller}: bevestig uw toestemming',
    letter: 'Goedendag,\n\nIemand antwoordde ja voor dit adres:\n- {sentence}\n\nWas u dit, open dan deze pagina en druk op de knop vóór {until}:\n{url}\n\nWas u dit niet, doe dan niets: er wordt geen toestemming gegeven.\n\nAlles stoppen, nu of later, met één klik:\n{stop}\n\n{controller}, {contact}\nPrivacybeleid: {privacy}',
  },
}

/** Words of the mail, and of the sentence that is agreed to, that make a point which no field shows. */
const askWords: Readonly<Record<NoticeLanguage, Readonly<Record<'stop' | 'channel' | 'withdraw', RegExp>>>> = {
  fr: { stop: /non[^.]{0,20}arrête tout/iu, channel: /e-mail/iu, withdraw: /retirer/iu },
  en: { stop: /no[^.]{0,20}stops everything/iu, channel: /e-mail/iu, withdraw: /withdraw/iu },
  de: { stop: /nein[^.]{0,20}beendet alles/iu, channel: /e-mail/iu, withdraw: /widerrufen/iu },
  es: { stop: /no[^.]{0,20}lo detiene todo/iu, channel: /correo electrónico/iu, withdraw: /retirar/iu },
  it: { stop: /no[^.]{0,20}ferma tutto/iu, channel: /e-mail/iu, withdraw: /revocare/iu },
  nl: { stop: /nee[^.]{0,20}stopt alles/iu, channel: /e-mail/iu, withdraw: /intrekken/iu },
}

/**
 * What the question must say: who asks, how to reach them, where to answer, what happens without an answer and when,
 * their policy, that an opt-out stops everything; and what is agreed to: with whom, by which channel, and that it can
 * be withdrawn (docs/reference/law.md#e3, #e4, #e7).
 */
const askPoints = [
  'controller',
  'answer',
  'term',
  'contact',
  'privacy',
  'stop',
  'yesController',
  'channel',
  'withdraw',
] as const
type AskPoint = (typeof askPoints)[number]

/** The points with the sentence that makes each; null = it is missing. */
export function checkAsk(
  language: NoticeLanguage,
  { body, yes }: Pick<AskText, 'body' | 'yes'> = askTexts[language],
): readonly { id: AskPoint; found: string | null }[] {
  const mail = sentencesOf(body)
  const agreed = sentencesOf(yes)
  const words = askWords[language]
  return askPoints.map((id) => {
    if (id === 'stop') return { id, found: mail.find((one) => words.stop.test(one)) ?? null }
    if (id === 'yesController') return { id, found: agreed.find((one) => one.includes('{controller}')) ?? null }
    if (id === 'channel' || id === 'withdraw') return { id, found: agreed.find((one) => words[id].test(one)) ?? null }
    return { id, found: mail.find((one) => one.includes(`{${id}}`)) ?? null }
  })
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+|\n+/u).filter((sentence) => sentence !== '')

/** A text with its fields filled in; a field without a value keeps its braces. */
export function fillAsk(text: string, values: Readonly<Partial<Record<AskField, string>>>): string {
  return text.replace(/\{([a-z]+)\}/gu, (whole, name: string) => values[name as AskField] ?? whole)
}
