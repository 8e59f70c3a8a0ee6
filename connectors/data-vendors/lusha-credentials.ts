import { z } from 'zod'

/** Secrets during a change: the new one first, all are accepted. */
export const LushaCredentials = z.object({
  apiKey: z.string().trim().min(8).max(500).regex(/^\S+$/u),
  secret: z
    .string()
    .trim()
    .regex(/^\S{16,300}(?:\s+\S{16,300}){0,2}$/u),
})
export type LushaCredentials = z.infer<typeof LushaCredentials>
