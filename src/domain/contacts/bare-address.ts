/**
 * The address inside a text as systems, mail programs and word processors hand it over: in goes the raw value, out
 * comes what stands around the @, in lower case and without `mailto:`, display name, brackets, quotes, a remark behind
 * it or characters that nobody sees (docs/reference/law.md#f19). Null when more than one address stands there. What
 * is bare already comes out unchanged; whether it is an address is judged by the caller.
 */
export function bareAddress(raw: string): string | null {
  if (raw.length > maxLength) return null
  const seen = raw.replace(unseen, '').replace(wideAt, '@').trim().toLowerCase().normalize('NFC')
  const at = seen.indexOf('@')
  // Nothing is around the address: the usual case, and the cheapest.
  if (at > 0 && bare.test(seen)) return seen
  const inBrackets = addressInBrackets(seen)
  const text = inBrackets === null ? null : withoutScheme(withoutWrapping(inBrackets))
  return text === null ? null : withoutWrapping(text).replace(spacedAt, '@')
}

/** The name that a mail program puts before an address in angle brackets; null = none stands there. */
export function displayNameOf(raw: string): string | null {
  const [, before = ''] = /^([^<>]*)<[^<>]*>[^<>]*$/u.exec(raw.replace(unseen, '').trim()) ?? []
  const name = before.replace(label, '').replace(/^["'\s]+|["'\s]+$/gu, '')
  return name === '' || name.includes('@') ? null : name
}

/** An address has 254 characters at most; the rest is for a display name or the text of a link. */
const maxLength = 2_000
/**
 * Marks without width or with a direction only, the soft hyphen and the mark at the start of a file. Behind letters of
 * other scripts a joiner is part of the word.
 */
const unseen =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|(?<![^\P{L}\p{sc=Latin}])[\u200c\u200d]/gu
/** The @ of double width, and the small one. */
const wideAt = /[\uff20\ufe6b]/gu
const bare = /^[^\s"'“”„«»‘’`()<>[\]:;,@]+@[^\s"'“”„«»‘’`()<>[\]:;,@]+$/u
/** What forms and exports write before an address. */
const label = /^(?:e-?mail|mail|courriel|m[eé]l|adresse|address|correo|posta|smtp)\s*:\s*/iu
const spacedAt = /(?<!\s)\s*@\s*/u

/** Links carry their own spelling of special characters, and subject and text after a question mark. */
function withoutScheme(text: string): string | null {
  const plain = text.replace(label, '')
  if (!plain.startsWith('mailto:')) return plain
  const [address = ''] = plain.slice('mailto:'.length).split('?')
  try {
    return decodeURIComponent(address).toLowerCase().normalize('NFC')
  } catch {
    return null
  }
}

/** `Anne Roy <anne@acme.test>`: what the brackets hold, unless another address stands outside them. */
function addressInBrackets(text: string): string | null {
  const [whole, before = '', inside = '', after = ''] = /^([^<>]*)<([^<>]*)>([^<>]*)$/u.exec(text) ?? []
  if (whole === undefined) return text
  const address = inside.replace(/^\s*mailto:/u, '')
  return [before, after].every((part) => !part.includes('@') || withoutWrapping(part) === address.trim())
    ? address
    : null
}

/** Takes off pairs of quotes and brackets, marks at the end, and a remark in round brackets behind the address. */
function withoutWrapping(text: string): string {
  let rest = text.trim()
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(/(?<![\s;,.])[\s;,.]+$/u, '')
    rest = /^([^()@]*@[^()]*)\([^()@]*\)$/u.exec(rest)?.[1]?.trimEnd() ?? rest
    const [, open = '', inside = '', close = ''] = /^(["'“”„«‘’`([<])(.*)(["'“”»‘’`)\]>])$/su.exec(rest) ?? []
    if (open !== '' && pairs.some((pair) => pair.includes(open) && pair.includes(close))) rest = inside.trim()
  }
  return rest
}
const pairs: readonly string[] = ['""', "''", '“”„', '«»', '‘’', '``', '()', '[]', '<>']
