import { z } from 'zod'
import { Channel } from '../app/channel.ts'

/** How a consent was given that somebody of ours records. */
export const recordedWays = ['paper', 'spoken'] as const

/**
 * A consent on paper, with its scan, or said to somebody of ours (docs/reference/law.md#e). `words`: the sentence that
 * was agreed to, as printed or as said; `heardBy`: who took the paper or heard it. The day is refused by whoever knows
 * today when it is to come.
 */
export const RecordedConsentForm = z.object({
  way: z.enum(recordedWays),
  channels: z.array(Channel).min(1),
  givenOn: z.iso.date().refine((day) => day >= '1990-01-01'),
  words: z.string().trim().min(10).max(1_000),
  heardBy: z.string().trim().min(2).max(200),
  /** Whoever records it was told that the day is long past, and says that it is right. */
  isSureOfDay: z.boolean().default(false),
})
export type RecordedConsentForm = z.input<typeof RecordedConsentForm>
