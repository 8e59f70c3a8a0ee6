/**
 * Headings of columns in which a list itself tells an objection, in six languages, in lower case without accents and
 * signs: to everything, and to calls.
 */
export const refusalHeadings: Readonly<Record<'optOut' | 'doNotCall', readonly string[]>> = {
  optOut: [
    'opt out', 'optout', 'opted out', 'email opt out', 'email optout', 'e mail opt out', 'opted out of email', 'has opted out of email', 'marketing opt out', 'unsubscribed', 'unsubscribe', 'unsubscribed from all email', 'unsubscribed at', 'unsubscribed on', 'unsub time', 'unsub', 'blacklisted', 'blacklist', 'blocklisted', 'email blacklisted', 'email blocklisted',
    'do not email', 'do not mail', 'do not contact', 'do not allow emails', 'do not allow bulk emails', 'suppressed', 'desinscrit', 'desinscrite', 'desinscription', 'desinscrit le', 'date de desinscription', 'desinscrit de tous les e mails', 'desinscription par e mail', 'desabonne', 'desabonnee', 'oppose', 'opposition', 'opposition le', 'date d opposition', 'ne pas contacter', 'ne pas demarcher', 'ne pas envoyer d e mail', 'refus e mail', 'refus d e mail', 'refus des e mails', 'stop email', 'stop e mail', 'liste noire',
    'abgemeldet', 'abgemeldet am', 'abmeldung', 'von allen e mails abgemeldet', 'widerspruch', 'widerspruch am', 'widersprochen', 'werbesperre', 'kontaktsperre', 'nicht kontaktieren', 'keine e mails', 'kein e mail empfang', 'dado de baja', 'fecha de baja', 'no contactar', 'no enviar correo', 'disiscritto', 'disiscritta', 'disiscrizione', 'non contattare', 'opposizione', 'afgemeld', 'afgemeld op', 'uitgeschreven', 'niet mailen', 'niet contacteren',
  ],
  doNotCall: ['do not call', 'donotcall', 'do not phone', 'do not allow phone calls', 'phone opt out', 'call opt out', 'ne pas appeler', 'refus d appel', 'refus des appels', 'opposition telephonique', 'bloctel', 'liste rouge', 'nicht anrufen', 'keine anrufe', 'telefonsperre', 'no llamar', 'non chiamare', 'niet bellen', 'bel me niet'],
}

const yes = ['yes', 'y', 'true', 't', '1', 'x', 'on', 'checked', 'oui', 'o', 'vrai', 'ja', 'j', 'wahr', 'si', 's', 'verdadero', 'vero', 'waar', 'opt out', 'optout', 'opted out', 'unsubscribed', 'blacklisted', 'desinscrit', 'desinscrite', 'desabonne', 'desabonnee', 'oppose', 'opposee', 'stop', 'abgemeldet', 'baja', 'disiscritto', 'afgemeld']
const no = ['no', 'n', 'false', 'f', '0', 'off', 'unchecked', 'null', 'none', 'na', 'n a', 'non', 'faux', 'aucun', 'aucune', 'nein', 'falsch', 'falso', 'nee', 'onwaar', 'opt in', 'optin', 'opted in', 'subscribed', 'inscrit', 'inscrite', 'abonne', 'abonnee', 'angemeldet']

/** What cells of such a column say, by the same spelling. */
export const refusalWords: Readonly<Record<string, boolean>> = Object.fromEntries([...yes.map((word) => [word, true] as const), ...no.map((word) => [word, false] as const)])
