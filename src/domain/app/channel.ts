import { z } from 'zod'

/** Ways of reaching a person (docs/glossary.md). How each is judged: docs/reference/law.md#b0 to #b4. */
export const channels = ['email', 'sms', 'phone', 'robocall', 'post', 'social', 'fax', 'audience'] as const
export const Channel = z.enum(channels)
export type Channel = z.infer<typeof Channel>

/**
 * Channels that reach a phone number: an objection that names a number stops these wherever the number stands, and
 * nothing else.
 */
export const numberChannels = ['phone', 'sms', 'robocall'] as const satisfies readonly Channel[]
