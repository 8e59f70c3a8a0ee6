import { z } from 'zod'
import { Channel, channels } from '../app/channel.ts'
import { countryOf } from '../contacts/country.ts'
import { normalEmail, normalPhone } from '../contacts/identity.ts'
import { latinDigits } from '../app/latin-digits.ts'
import type { MessageKind } from '../app/kind.ts'
import { sortChannels } from './objection.ts'
import { trimSigns } from '../app/trim-signs.ts'

/** One objection as a program or a file names it: at least an address or a number, in normal form. */
export interface ObjectionEntry {
  email: string | null
  phone: string | null
  /** More addresses and numbers of the same person. */
  further?: { emails: readonly string[]; phones: readonly string[] }
  channels: readonly Channel[]
  kinds: readonly string[]
  receivedAt: Date
  reason: 'objection' | 'complaint' | 'erasure'
  reference: string | null
}

/** What can be wrong with a field, for screens; the message says the same to a program. */
const faultCodes = [
  'address',
  'hidden',
  'two-addresses',
  'nobody',
  'number',
  'no-country',
  'country',
  'future',
  'date',
  'channel',
  'kind',
  'invalid',
  'source',
  'cells',
  'yes-or-no',
  'no-no',
] as const
export type FaultCode = (typeof faultCodes)[number]

export interface FieldFault {
  field: string
  code: FaultCode
  message: string
}

/** Clocks of other machines may be this far ahead of ours. */
const clockSkewMs = 5_000
/**
 * No no of ours is older; programs that know no date send the year 1, beside which any consent would be the later word.
 */
const earliest = Date.UTC(1970, 0, 1)

/** One objection as a call gives it. */
export const Entry = z.strictObject({
  email: z.string().max(320).optional(),
  phone: z.string().max(60).optional(),
  country: z.string().max(60).optional(),
  channels: z.array(Channel).min(1).max(channels.length).optional(),
  kinds: z.array(z.string().max(40)).max(12).optional(),
  receivedAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  reason: z.enum(['objection', 'complaint', 'erasure']).default('objection'),
  reference: z
    .string()
    .max(200)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds a sign that cannot be kept')
    .optional(),
})

/** Reads one objection; or says what is wrong, field by field. `kinds`: those that are declared. */
export function readEntry(
  raw: unknown,
  rules: { now: Date; kinds: readonly MessageKind[] },
): { entry: ObjectionEntry } | { faults: readonly FieldFault[] } {
  const parsed = Entry.safeParse(raw)
  if (!parsed.success) {
    return {
      faults: parsed.error.issues.map((issue) => ({
        field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'body'),
        code: 'invalid',
        message: issue.message,
      })),
    }
  }
  const { data } = parsed
  const faults: FieldFault[] = []
  const say = (field: string, fault: Fault | null) => (fault === null ? 0 : faults.push({ field, ...fault }))
  const email = readAddress(data.email ?? '')
  const phone = readEntryNumber(data.phone ?? '', data.country ?? '')
  say('email', email.fault)
  say(phone.field, phone.fault)
  if (faults.length === 0 && email.value === null && phone.value === null)
    say('email', { code: 'nobody', message: 'is missing: give an address or a phone number' })
  const receivedAt = data.receivedAt ?? rules.now
  say('receivedAt', faultOfMoment(receivedAt, rules.now))
  const scope = readScope(data.channels, data.kinds ?? [], rules.kinds)
  say('kinds', scope.fault)
  if (faults.length > 0) return { faults }
  return {
    entry: {
      email: email.value,
      phone: phone.value,
      channels: scope.channels,
      kinds: data.kinds ?? [],
      receivedAt,
      reason: data.reason,
      reference: data.reference?.trim() || null,
    },
  }
}

function faultOfMoment(at: Date, now: Date): Fault | null {
  if (at.getTime() > now.getTime() + clockSkewMs)
    return { code: 'future', message: 'is in the future: give the time the opt-out reached you' }
  return at.getTime() < earliest
    ? { code: 'date', message: 'is before 1970: give the time the opt-out reached you' }
    : null
}

interface Fault {
  code: FaultCode
  message: string
}
export interface EntryPart {
  value: string | null
  fault: Fault | null
}

/**
 * An address, bare, as `Anne Roy <anne.roy@acme.example.test>`, as a link, or in quotes. What the eye cannot see or
 * what shows one address and means another is refused: nobody could tell afterwards whose no it was.
 */
export function readAddress(raw: string): EntryPart {
  const text = bareAddress(raw)
  if (text === '') return { value: null, fault: null }
  if (/[\p{Cc}\p{Cf}\p{DI}]/u.test(text))
    return {
      value: null,
      fault: { code: 'hidden', message: 'holds a character that cannot be seen: type the address again' },
    }
  const named = /^([^<>]*)<([^<>]*)>$/u.exec(text)
  if (named?.[1]?.includes('@') === true)
    return {
      value: null,
      fault: { code: 'two-addresses', message: 'names two addresses: give the one of the person who opted out' },
    }
  const email = readMailbox(bareAddress(named?.[2] ?? text))
  return {
    value: email,
    fault:
      email === null
        ? { code: 'address', message: 'is not a complete address such as anne.roy@acme.example.test' }
        : null,
  }
}

/**
 * Without the quotes that programs write around a cell, the apostrophe with which spreadsheets mark a text, the end of
 * a list, and the name of a link.
 */
function bareAddress(text: string): string {
  return trimSigns(text, /["'`“”„«»‘’\s]/u, /["'`“”„«»‘’\s;,]/u).replace(/^mailto:/iu, '')
}

/**
 * Digits are read in every script. A letter of double width, or an apostrophe that a word processor put there, is no
 * other mailbox: it is an address mistyped.
 */
function readMailbox(typed: string): string | null {
  const text = latinDigits(typed)
  // Where letters of another script stand beside them, the digits of that script are the mailbox's own.
  const email = normalEmail(/^[\x20-\x7e]*$/u.test(text) ? text : typed)
  const local = email?.slice(0, email.lastIndexOf('@')) ?? ''
  return local.normalize('NFKC') === local && /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u.test(local) ? email : null
}

export function readEntryNumber(raw: string, rawCountry: string): EntryPart & { field: string } {
  // Address books wrap numbers in marks of direction; the digits are the same without.
  const text = wholeNumber(
    latinDigits(raw)
      .replaceAll(/\p{Cf}/gu, '')
      .replaceAll(/\s/gu, ' ')
      .trim(),
  )
  if (text === '') return { field: 'phone', value: null, fault: null }
  const country = rawCountry.trim() === '' ? null : countryOf(rawCountry)
  if (rawCountry.trim() !== '' && country === null)
    return {
      field: 'country',
      value: null,
      fault: { code: 'country', message: 'is not a country we know: write it as FR or France' },
    }
  const value = normalPhone(text, country)
  if (value !== null) return { field: 'phone', value, fault: null }
  const bare = country === null && !text.startsWith('+')
  return {
    field: 'phone',
    value,
    fault: bare
      ? { code: 'no-country', message: 'has no country: write +33639981234, or name the country' }
      : { code: 'number', message: 'is not a phone number' },
  }
}

/**
 * `33639981234.0` and `3.3639981234E10`: programs write numbers so that took it for a measure. One with fewer digits
 * than it counts has lost some.
 */
function wholeNumber(text: string): string {
  const [, first = '', rest = '', tens = ''] = /^(\d)[.,](\d+)E\+?(\d{1,2})$/iu.exec(text) ?? []
  return rest !== '' && rest.length === Number(tens) ? `${first}${rest}` : text.replace(/^(\+?\d{6,15})[.,]0+$/u, '$1')
}

/**
 * Kinds without channels stop the channels they are sent on. A kind that none of the channels carries would stop
 * nothing.
 */
function readScope(
  wanted: readonly Channel[] | undefined,
  kinds: readonly string[],
  declared: readonly MessageKind[],
): { channels: readonly Channel[]; fault: Fault | null } {
  if (kinds.length === 0) return { channels: sortChannels(wanted ?? channels), fault: null }
  const named = kinds.map((id) => declared.find((kind) => kind.id === id))
  const missing = kinds.find((_id, index) => named[index] === undefined)
  if (missing !== undefined)
    return { channels: [], fault: { code: 'kind', message: `${missing.slice(0, 40)} is no declared kind of message` } }
  const list = sortChannels(wanted ?? named.flatMap((kind) => kind?.channels ?? []))
  const idle = named.find((kind) => kind?.channels.every((channel) => !list.includes(channel)))
  return {
    channels: list,
    fault: idle === undefined ? null : { code: 'kind', message: `${idle.id} is not sent by ${list.join(', ')}` },
  }
}
