import type { NoticeLanguage } from './notice-words.ts'

/** What stands for a value in the texts below. */
export const askFields = ['controller', 'contact', 'privacy', 'term', 'answer'] as const
export type AskField = (typeof askFields)[number]

/** The question in one language: its mail, and the page with the two buttons. Neutral, without a word about what is sold (legal-rules G4). */
export interface AskText {
  subject: string
  body: string
  /** Title and first words of the page. */
  title: string
  more: string
  /** The sentence that is agreed to: who, what for, which channel, and that it can be withdrawn (legal-rules E3, E4, E7). */
  yes: string
  yesButton: string
  noButton: string
}

export const askTexts: Readonly<Record<NoticeLanguage, AskText>> = {
  fr: {
    subject: 'Souhaitez-vous que {controller} continue à vous écrire\u00A0?',
    body: 'Bonjour,\n\nVous n’avez pas donné signe depuis longtemps à {controller}. Souhaitez-vous encore recevoir nos messages\u00A0? Répondez par oui ou par non sur cette page\u00A0:\n{answer}\n\nSans réponse de votre part, vos données de prospection seront supprimées à partir du {term}. Un non arrête tout, tout de suite.\n\n{controller}, {contact}\nPolitique de confidentialité\u00A0: {privacy}',
    title: 'Souhaitez-vous encore recevoir nos messages\u00A0?', more: 'Sans réponse de votre part, vos données de prospection seront supprimées à partir du {term}.',
    yes: 'J’accepte que {controller} m’écrive par courriel au sujet de ses produits et services. Je peux retirer cet accord à tout moment, en un clic.', yesButton: 'Oui, continuez', noButton: 'Non, arrêtez tout',
  },
  en: {
    subject: 'Do you still want to hear from {controller}?',
    body: 'Hello,\n\n{controller} has not heard from you for a long time. Do you still want to receive our messages? Answer yes or no on this page:\n{answer}\n\nWithout an answer, the data we hold to write to you will be deleted from {term} on. A no stops everything at once.\n\n{controller}, {contact}\nPrivacy policy: {privacy}',
    title: 'Do you still want to receive our messages?', more: 'Without an answer, the data we hold to write to you will be deleted from {term} on.',
    yes: 'I agree that {controller} writes to me by e-mail about its products and services. I can withdraw this at any time, with one click.', yesButton: 'Yes, go on', noButton: 'No, stop everything',
  },
  de: {
    subject: 'Möchten Sie weiterhin von {controller} hören?',
    body: 'Guten Tag,\n\n{controller} hat lange nichts von Ihnen gehört. Möchten Sie unsere Nachrichten weiterhin erhalten? Antworten Sie auf dieser Seite mit Ja oder Nein:\n{answer}\n\nOhne Antwort werden die Daten, mit denen wir Ihnen schreiben, ab dem {term} gelöscht. Ein Nein beendet alles sofort.\n\n{controller}, {contact}\nDatenschutzerklärung: {privacy}',
    title: 'Möchten Sie unsere Nachrichten weiterhin erhalten?', more: 'Ohne Antwort werden die Daten, mit denen wir Ihnen schreiben, ab dem {term} gelöscht.',
    yes: 'Ich willige ein, dass {controller} mir per E-Mail zu seinen Produkten und Dienstleistungen schreibt. Ich kann diese Einwilligung jederzeit mit einem Klick widerrufen.', yesButton: 'Ja, weiterhin', noButton: 'Nein, alles beenden',
  },
  es: {
    subject: '¿Desea seguir recibiendo mensajes de {controller}?',
    body: 'Buenos días:\n\nHace mucho tiempo que {controller} no tiene noticias suyas. ¿Desea seguir recibiendo nuestros mensajes? Responda sí o no en esta página:\n{answer}\n\nSin respuesta, los datos que usamos para escribirle se suprimirán a partir del {term}. Un no lo detiene todo de inmediato.\n\n{controller}, {contact}\nPolítica de privacidad: {privacy}',
    title: '¿Desea seguir recibiendo nuestros mensajes?', more: 'Sin respuesta, los datos que usamos para escribirle se suprimirán a partir del {term}.',
    yes: 'Acepto que {controller} me escriba por correo electrónico sobre sus productos y servicios. Puedo retirar este consentimiento en cualquier momento, con un clic.', yesButton: 'Sí, continúen', noButton: 'No, deténganlo todo',
  },
  it: {
    subject: 'Desidera ricevere ancora i messaggi di {controller}?',
    body: 'Buongiorno,\n\n{controller} non ha Sue notizie da molto tempo. Desidera ricevere ancora i nostri messaggi? Risponda sì o no in questa pagina:\n{answer}\n\nSenza una risposta, i dati che usiamo per scriverLe saranno cancellati dal {term}. Un no ferma tutto subito.\n\n{controller}, {contact}\nInformativa sulla privacy: {privacy}',
    title: 'Desidera ricevere ancora i nostri messaggi?', more: 'Senza una risposta, i dati che usiamo per scriverLe saranno cancellati dal {term}.',
    yes: 'Acconsento che {controller} mi scriva per e-mail sui suoi prodotti e servizi. Posso revocare questo consenso in qualsiasi momento, con un clic.', yesButton: 'Sì, continuate', noButton: 'No, fermate tutto',
  },
  nl: {
    subject: 'Wilt u berichten van {controller} blijven ontvangen?',
    body: 'Goedendag,\n\n{controller} heeft al lang niets van u gehoord. Wilt u onze berichten blijven ontvangen? Antwoord met ja of nee op deze pagina:\n{answer}\n\nZonder antwoord worden de gegevens waarmee wij u schrijven vanaf {term} verwijderd. Een nee stopt alles meteen.\n\n{controller}, {contact}\nPrivacybeleid: {privacy}',
    title: 'Wilt u onze berichten blijven ontvangen?', more: 'Zonder antwoord worden de gegevens waarmee wij u schrijven vanaf {term} verwijderd.',
    yes: 'Ik stem ermee in dat {controller} mij per e-mail schrijft over zijn producten en diensten. Ik kan deze toestemming op elk moment met één klik intrekken.', yesButton: 'Ja, ga door', noButton: 'Nee, stop alles',
  },
}

/** What the question must say: who asks, how to reach them, where to answer, what happens without an answer and when, and their policy. */
export const askPoints = ['controller', 'answer', 'term', 'contact', 'privacy'] as const satisfies readonly AskField[]

/** The points with the sentence of the mail that makes each; null = it is missing. */
export function checkAsk(language: NoticeLanguage): readonly { id: AskField; found: string | null }[] {
  const sentences = askTexts[language].body.split(/(?<=[.!?])\s+|\n+/u).filter((sentence) => sentence !== '')
  return askPoints.map((id) => ({ id, found: sentences.find((sentence) => sentence.includes(`{${id}}`)) ?? null }))
}

/** A text with its fields filled in; a field without a value keeps its braces. */
export function fillAsk(text: string, values: Readonly<Partial<Record<AskField, string>>>): string {
  return text.replace(/\{([a-z]+)\}/gu, (whole, name: string) => values[name as AskField] ?? whole)
}
