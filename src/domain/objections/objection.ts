import { channels, numberChannels, type Channel } from '../app/channel.ts'

/**
 * Where an objection came in (docs/reference/promises.md#doors). `crm` = in a connected system, which the Objection's
 * Connection names; `found` = stood in a system before we knew.
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

/**
 * What a system's own block stops (docs/reference/promises.md#signals). An objection recorded as e-mail only never
 * blocks post or phone.
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

/** The channels in the one order of `channels`, each once. */
export function sortChannels(list: Iterable<Channel>): Channel[] {
  const wanted = new Set(list)
  return channels.filter((channel) => wanted.has(channel))
}
