import { frenchText } from '../domain/app/french-text.ts'

/**
 * Sentences in French, by the English ones as they are said and stored. `{name}` stands for what the English has at
 * that place; where that is a sentence of its own (`{detail}`), it is put into French too.
 */
export type InFrench = Readonly<Record<string, string>>

/**
 * `text` in French, by the table entry that says most of it in words of its own; null = no entry says it: the words are
 * a vendor's.
 */
export function inFrench(text: string, tables: readonly InFrench[]): string | null {
  let best: { french: string; parts: ReadonlyMap<string, string>; left: number } | null = null
  for (const table of tables)
    for (const [english, french] of Object.entries(table)) {
      const parts = partsOf(text, english)
      if (parts === null) continue
      const left = [...parts.values()].reduce((sum, part) => sum + part.length, 0)
      if (best === null || left < best.left) best = { french, parts, left }
    }
  if (best === null) return null
  const { french, parts } = best
  return frenchText(french).replaceAll(placeholder, (whole, name: string) => {
    const part = parts.get(name)
    return part === undefined ? whole : (inFrench(part, tables) ?? part)
  })
}

const placeholder = /\{(\w+)\}/gu

/** What stands in `text` at each placeholder of `english`; null = it is another sentence. */
function partsOf(text: string, english: string): Map<string, string> | null {
  const open = english.indexOf('{')
  if (open === -1) return text === english ? new Map() : null
  // Most entries end here: a page asks for hundreds of texts.
  if (!text.startsWith(english.slice(0, open)) || !text.endsWith(english.slice(english.lastIndexOf('}') + 1)))
    return null
  const [first = '', ...rest] = english.split(placeholder)
  const parts = new Map<string, string>()
  let at = first.length
  for (let place = 0; place < rest.length; place += 2) {
    const [name = '', words = ''] = rest.slice(place, place + 2)
    const end = place + 2 === rest.length ? text.length - words.length : text.indexOf(words, at + 1)
    if (end <= at) return null
    parts.set(name, text.slice(at, end))
    at = end + words.length
  }
  return parts
}

/** What a connector says in French beside an English text of its own (`Words`); a vendor's own words are quoted. */
export const inFrenchBy = (french: InFrench, said: string): string =>
  inFrench(said, [french, sharedInFrench]) ?? `« ${said} »`

/** What several connectors say in the same words: one that says it so need not declare it. */
export const sharedInFrench: InFrench = {
  'The work was stopped before its end; it is taken up again later.':
    'Le travail a été arrêté avant sa fin ; il est repris plus tard.',
  '{system} asks us to slow down.': '{system} nous demande de ralentir.',
  '{system} did not answer in time.': '{system} n’a pas répondu à temps.',
  '{system} could not be reached.': '{system} n’a pas pu être joint.',
  '{system} answered {status}; the call is made again later.':
    '{system} a répondu {status} ; l’appel est refait plus tard.',
  '{system} answered {status}; the message is sent again later.':
    '{system} a répondu {status} ; le message est renvoyé plus tard.',
  '{system} answered with a redirect; check {setting}.':
    '{system} redirige vers une autre adresse ; vérifiez {setting}.',
  '{system} answered with a redirect, which is not followed; enter its final address.':
    '{system} redirige vers une autre adresse, et la redirection n’est pas suivie ; saisissez son adresse définitive.',
  '{system} answered with something that is not JSON; check {setting} and any proxy.':
    '{system} a répondu autre chose que du JSON ; vérifiez {setting} et tout proxy.',
  "{system}'s answer has another shape than documented ({where}).":
    'La réponse de {system} n’a pas la forme documentée ({where}).',
  '{system} answered in another shape than documented.': 'La réponse de {system} n’a pas la forme documentée.',
  '{system} refused the call as wrong ({what}); report it to support.':
    '{system} a refusé l’appel comme erroné ({what}) ; signalez-le au support.',
  '{system} refuses our {credential}; check it there.':
    '{system} refuse notre accès ({credential}) ; vérifiez-le de son côté.',
  '{system} refuses our access, also with a fresh token; it is tried again with another one.':
    '{system} refuse notre accès, même avec un jeton neuf ; un nouvel essai suit avec un autre jeton.',
  '{system} has ended our access to this account; connect it again.':
    '{system} a mis fin à notre accès à ce compte ; reconnectez-le.',
  '{system} did not grant {scope}; add the scope to the app and connect again.':
    '{system} n’a pas accordé {scope} ; ajoutez cette autorisation à l’application, puis reconnectez.',
  '{system} gave a token answer of another shape than documented.':
    '{system} a répondu à la demande de jeton sous une autre forme que celle documentée.',
  '{system} does not accept the client ID or secret; copy both again from the app.':
    '{system} n’accepte pas l’identifiant client ou le secret client ; copiez-les de nouveau depuis l’application.',
  '{system} does not know our redirect address; add it to the app exactly as shown.':
    '{system} ne connaît pas notre adresse de redirection ; ajoutez-la à l’application, exactement comme affichée.',
  '{system} refused to give a token; check the client ID, the secret and the redirect address.':
    '{system} a refusé de donner un jeton ; vérifiez l’identifiant client, le secret et l’adresse de redirection.',
  'The consent code was used or is too old; start the connection again.':
    'Le code de consentement a déjà servi ou est trop ancien ; recommencez la connexion.',
  'No mail server is set: start Lawbase with SMTP_URL and MAIL_FROM.':
    'Aucun serveur de messagerie n’est indiqué : démarrez Lawbase avec SMTP_URL et MAIL_FROM.',
  'The delivery is not JSON.': 'L’envoi n’est pas du JSON.',
  'The delivery is not a list of {system} events.': 'L’envoi n’est pas une liste d’événements de {system}.',
  // The network guard (`ConnectorDeps.http`, `connect`, `resolveHost`).
  '{host} did not answer in time. It is tried again; nothing is lost.':
    '{host} n’a pas répondu à temps. Un nouvel essai suit ; rien n’est perdu.',
  '{host} could not be reached. It is tried again; nothing is lost.':
    '{host} n’a pas pu être joint. Un nouvel essai suit ; rien n’est perdu.',
  '{host} is not known to the name service. It is tried again; nothing is lost.':
    '{host} est inconnu du service de noms. Un nouvel essai suit ; rien n’est perdu.',
  'The call to {host} was stopped. It is made again later.': 'L’appel à {host} a été arrêté. Il est refait plus tard.',
  'The name of the server does not resolve. Check its spelling; it is tried again.':
    'Le nom du serveur est introuvable. Vérifiez son orthographe ; un nouvel essai suit.',
  'The name of the server has no address. It is tried again.':
    'Le nom du serveur n’a pas d’adresse. Un nouvel essai suit.',
  'This address is inside your network. Allow the host in OUTBOUND_HOSTS first.':
    'Cette adresse est dans votre réseau. Autorisez d’abord son hôte dans OUTBOUND_HOSTS.',
  'This server is inside your network. Allow the host in OUTBOUND_HOSTS first.':
    'Ce serveur est dans votre réseau. Autorisez d’abord son hôte dans OUTBOUND_HOSTS.',
  'This is not a web address: it must start with https://':
    'Ce n’est pas une adresse web : elle doit commencer par https://',
  'The address must start with https:// (http:// only for this machine).':
    'L’adresse doit commencer par https:// (http:// seulement pour cette machine).',
  'The address must not hold a user name or password.':
    'L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.',
  'The answer is larger than 50 MB and was dropped.': 'La réponse dépasse 50 Mo et a été abandonnée.',
  // Outcomes.
  'merged into record {id}': 'fusionnée dans la fiche {id}',
  'no address of this person is known in clear any more': 'aucune adresse de cette personne n’est plus connue en clair',
  'no body': 'sans contenu',
  'no code': 'sans code',
  'This system needs the book of notices.': 'Ce système a besoin du registre des avis.',
  'An order was left without an outcome.': 'Un ordre est resté sans réponse du connecteur.',
}
