import { channels, numberChannels, type Channel } from './channel.ts'
import type { ActKind } from './tables/acts.ts'

/**
 * Where a no came in (DESIGN 6). `crm` = in a connected system, which the Objection's Connection names; `found` = stood
 * in a system before we knew.
 */
export const doors = [
  'link',
  'one-click',
  'preferences',
  'mailbox',
  'complaint',
  'phone',
  'post',
  'spoken',
  'other',
  'rest',
  'file',
  'cli',
  'crm',
  'broker',
  'found',
] as const
export type Door = (typeof doors)[number]

export const allChannels: readonly Channel[] = channels

/**
 * What a system's own block stops (DESIGN 6, table of signals). A no recorded as e-mail only never blocks post or
 * phone.
 */
export const foundScopes: Readonly<Record<Channel, readonly Channel[]>> = {
  email: ['email'],
  phone: numberChannels,
  sms: numberChannels,
  robocall: numberChannels,
  fax: ['fax'],
  post: ['post'],
  social: ['social'],
  audience: ['audience'],
}

const stoppedByAct: ReadonlyMap<ActKind, readonly Channel[]> = new Map<ActKind, readonly Channel[]>([
  ['unsubscribe', channels],
  ['stop', channels],
  ['preferences-to-none', channels],
  ['complaint', ['email']],
])

/**
 * What an event stops that is a no, as the same signal stops it at our own doors (legal-rules G and F10, DESIGN 6);
 * null = it is none. A scanner says nothing (F8).
 */
export function stoppedBy({ readAs, why }: { readAs: ActKind | null; why: string }): readonly Channel[] | null {
  return readAs === null || why === 'scanner' ? null : (stoppedByAct.get(readAs) ?? null)
}

/** The channels in the one order of `channels`, each once. */
export function sortChannels(list: Iterable<Channel>): Channel[] {
  const wanted = new Set(list)
  return channels.filter((channel) => wanted.has(channel))
}
