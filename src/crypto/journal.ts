import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { decrypt, encrypt } from './envelope.ts'

const macLength = 43

/**
 * One line of a journal file, without its end: the entry as JSON with `mac` as its last name, an HMAC over the mac of
 * the line before (for the first line, the name of the file) and the entry. `mac`: what the next line is bound to.
 */
export function sealLine(
  key: Buffer,
  before: string,
  entry: Readonly<Record<string, unknown>>,
): { line: string; mac: string } {
  const body = JSON.stringify(entry)
  const mac = macOf(key, before, body)
  return { line: `${body.slice(0, -1)},"mac":"${mac}"}`, mac }
}

/** The entry of a line and its mac, not looked at; null when it has no such form. */
export function splitLine(line: string): { body: string; mac: string } | null {
  const match = /^(\{.+),"mac":"([A-Za-z0-9_-]+)"\}$/u.exec(line)
  return match?.[1] === undefined || match[2]?.length !== macLength ? null : { body: `${match[1]}}`, mac: match[2] }
}

/** Whether a line is the one that was written after `before`, byte for byte. */
export function isGenuine(key: Buffer, before: string, { body, mac }: { body: string; mac: string }): boolean {
  return timingSafeEqual(Buffer.from(macOf(key, before, body)), Buffer.from(mac))
}

function macOf(key: Buffer, before: string, body: string): string {
  return createHmac('sha256', key).update(`lawbase/journal/v1\0${before}\0${body}`, 'utf8').digest('base64url')
}

/**
 * An identity key for a journal that is replayed onto an older backup: `<kid of the journal key>.` + base64url,
 * AES-256-GCM bound to its name and place.
 */
export function sealJournalCopy(
  journalKey: { kid: string; key: Buffer },
  { kid, generation, key }: { kid: string; generation: number; key: Buffer },
): string {
  return `${journalKey.kid}.${encrypt(key, copyKey(journalKey.key), randomBytes(12), copyAad(kid, generation)).toString('base64url')}`
}

/** Opens what `sealJournalCopy` made; null = the journal key is not known. Throws when anything was changed. */
export function openJournalCopy(
  { kid, generation, copy }: { kid: string; generation: number; copy: string },
  journalKey: (kid: string) => Buffer | null,
): Buffer | null {
  const [journalKid = '', blob = ''] = copy.split('.')
  const key = journalKey(journalKid)
  return key === null ? null : decrypt(Buffer.from(blob, 'base64url'), copyKey(key), copyAad(kid, generation))
}

/**
 * Words of a user for a journal, `<kid of the journal key>.` + base64url, AES-256-GCM bound to the act: whoever reads
 * the folder without the ring reads nothing.
 */
export function sealJournalWords(journalKey: { kid: string; key: Buffer }, act: string, words: string): string {
  const sealed = encrypt(Buffer.from(words, 'utf8'), wordsKey(journalKey.key), randomBytes(12), wordsAad(act))
  return `${journalKey.kid}.${sealed.toString('base64url')}`
}

/** Opens what `sealJournalWords` made; null = the journal key is not known. Throws when anything was changed. */
export function openJournalWords(
  sealed: string,
  act: string,
  journalKey: (kid: string) => Buffer | null,
): string | null {
  const [kid = '', blob = ''] = sealed.split('.')
  const key = journalKey(kid)
  return key === null ? null : decrypt(Buffer.from(blob, 'base64url'), wordsKey(key), wordsAad(act)).toString('utf8')
}

const wordsKey = (journalKey: Buffer) =>
  Buffer.from(hkdfSync('sha256', journalKey, Buffer.alloc(0), 'lawbase/journal/words/v1', 32))
const wordsAad = (act: string) => Buffer.from(`lawbase/journal/words/v1\0${act}`, 'utf8')

/** The journal key itself only makes macs. */
const copyKey = (journalKey: Buffer) =>
  Buffer.from(hkdfSync('sha256', journalKey, Buffer.alloc(0), 'lawbase/journal/identity/v1', 32))
const copyAad = (kid: string, generation: number) =>
  Buffer.from(`lawbase/journal/identity/v1\0${kid}\0${generation}`, 'utf8')
