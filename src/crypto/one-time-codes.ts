import { createHash, createHmac, randomBytes } from 'node:crypto'
import { sameText } from './tokens.ts'

/** docs/reference/security.md#second-factor: RFC 6238 as authenticator apps do it without being told otherwise. */
const period = 30
/** A code of the step before is taken so long after its end: whoever reads it late types it late. */
const graceSeconds = 5

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A key for an authenticator app: 20 random bytes (160 bits) in 32 letters of base32. */
export function newAppKeyText(): string {
  return randomLetters(32)
}

/** What an authenticator app scans. */
export function keyAddress(key: string, account: string): string {
  const label = `Lawbase:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${key}&issuer=Lawbase&algorithm=SHA1&digits=6&period=${period}`
}

/**
 * The step whose code was typed: the one that runs, or the one before in its first seconds; null = it is the code of
 * neither. Steps are counted from 1970, 30 seconds each.
 */
export function stepOfCode(key: string, typed: string, now: Date): number | null {
  const code = typed.replaceAll(/\s/gu, '')
  if (!/^\d{6}$/u.test(code)) return null
  const seconds = now.getTime() / 1_000
  const step = Math.floor(seconds / period)
  const steps = seconds % period < graceSeconds ? [step, step - 1] : [step]
  return steps.find((one) => sameText(codeAt(key, one), code)) ?? null
}

/** The code of a step (RFC 4226, 5.3): HMAC-SHA-1 over the number of the step, cut to six digits. */
function codeAt(key: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', bytesOf(key)).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}

/** The bytes of whole groups of eight letters: every key of ours is one. */
function bytesOf(key: string): Buffer {
  const bits = Array.from(key, (letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Letters of base32, each from a byte of its own: 256 is a multiple of 32, so none is likelier. */
const randomLetters = (count: number) => Array.from(randomBytes(count), (byte) => base32[byte % 32]).join('')

/** Ten codes of 24 letters and digits (120 bits), in groups of four, for when the app is lost. Shown once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => randomLetters(24).replaceAll(/(.{4})(?=.)/gu, '$1-'))
}

/** What is stored of a recovery code, however it is typed; null = it is none. */
export function recoveryHash(typed: string): Buffer | null {
  const code = typed.replaceAll(/[\s-]/gu, '').toUpperCase()
  return /^[A-Z2-7]{24}$/u.test(code) ? createHash('sha256').update(code, 'ascii').digest() : null
}
