import { createHash } from 'node:crypto'
import { domainToUnicode } from 'node:url'

/**
 * Normal form `n1` of brokers' files (docs/reference/brokers.md#file-n1): trimmed, NFC, whole address in lower case,
 * dots and plus tags kept. It never stands in for our own form (docs/reference/law.md#f19).
 */
export function n1(address: string): string {
  return address.trim().normalize('NFC').toLowerCase()
}

/**
 * The writings of one address a broker may hold: an international domain is written in letters or in its ASCII form.
 */
export function n1Forms(address: string): string[] {
  const form = n1(address)
  const at = form.lastIndexOf('@')
  const domain = form.slice(at + 1)
  const letters = domain.includes('xn--') ? domainToUnicode(domain) : domain
  return letters === '' || letters === domain ? [form] : [form, n1(`${form.slice(0, at)}@${letters}`)]
}

/** Hashes of a value that is in normal form already. A hash of an address is personal data. */
export const sha256Hex = (value: string): string => createHash('sha256').update(value, 'utf8').digest('hex')
export const sha256Base64 = (value: string): string => createHash('sha256').update(value, 'utf8').digest('base64')
/** Only where the broker has nothing else (docs/reference/brokers.md#file-hashes). */
export const md5Hex = (value: string): string => createHash('md5').update(value, 'utf8').digest('hex')
