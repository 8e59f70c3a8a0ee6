/** `proven`: our server saw that the sender's domain stands for it. `forged`: it saw that it does not. */
export type SenderProof = 'proven' | 'forged' | 'unsaid'

interface Results {
  server: string
  methods: readonly { name: string; result: string; domain: string | null }[]
}

/** Longer than this no server writes it. */
const maxHeader = 4_000

/**
 * What our own mail server says of the sender's address in Authentication-Results (RFC 8601), whose lines stand topmost
 * first in `headers`. `server`: what ours calls itself; `*` = it names itself nowhere, so the topmost counts; empty =
 * nobody said, so no line proves anything, and the topmost may only speak against the sender. Anybody may have written
 * the others.
 */
export function senderProof(headers: readonly string[], from: string | null, server: string): SenderProof {
  const domain = domainOf(from ?? '')
  if (domain === null) return 'unsaid'
  const read = headers.map((header) => resultsIn(header.slice(0, maxHeader)))
  const named = server === '' || server === '*' ? read[0] : read.find((one) => one.server === server.toLowerCase())
  if (named === undefined) return 'unsaid'
  const said = (name: string) => named.methods.filter((method) => method.name === name)
  const aligned = named.methods.some(
    ({ name, result, domain: by }) =>
      result === 'pass' && (name === 'dkim' || name === 'spf') && by !== null && isAligned(by, domain),
  )
  const dmarc = said('dmarc').map(({ result }) => result)
  const isGood = dmarc.includes('pass') || (dmarc.length === 0 && aligned)
  const isBad =
    dmarc.includes('fail') ||
    (!isGood && ['dkim', 'spf'].every((name) => said(name).some(({ result }) => result === 'fail')))
  if (isBad) return 'forged'
  return isGood && server !== '' ? 'proven' : 'unsaid'
}

const isAligned = (by: string, domain: string): boolean =>
  by === domain || domain.endsWith(`.${by}`) || by.endsWith(`.${domain}`)

function domainOf(address: string): string | null {
  const domain = address.split('@').at(-1)?.trim().toLowerCase() ?? ''
  return address.includes('@') && domain.includes('.') ? domain : null
}

/** `server 1; method=result (words) property=value; …`; some servers leave their name out. */
function resultsIn(header: string): Results {
  const parts = header
    .replaceAll(/\([^()]{0,500}\)/gu, ' ')
    .split(';')
    .map((part) => part.trim())
  const first = parts[0] ?? ''
  const isNamed = !first.includes('=')
  return {
    server: isNamed ? (first.split(/\s+/u)[0] ?? '').toLowerCase() : '',
    methods: (isNamed ? parts.slice(1) : parts).flatMap((part) => {
      const [, name, result] = /^([a-z0-9-]{1,30})(?:\/\d)?\s*=\s*([a-z]{1,20})/iu.exec(part) ?? []
      if (name === undefined || result === undefined) return []
      const [, by = null] =
        /(?:header\.[di]|smtp\.mailfrom|header\.from)\s*=\s*"?(?:[^\s"@;]{0,200}@)?([a-z0-9.-]{1,253})/iu.exec(part) ??
        []
      return [{ name: name.toLowerCase(), result: result.toLowerCase(), domain: by?.toLowerCase() ?? null }]
    }),
  }
}
