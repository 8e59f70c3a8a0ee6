import { z } from 'zod'

const instant = z.iso.datetime().transform((text) => new Date(text))

const text = z.string().nullable()

/** A person as the vendor shows one. A purged one shows its id alone. */
export const Person = z.object({
  id: z.string().min(1),
  state: z.enum(['live', 'binned']),
  emails: z.array(z.string()),
  first_name: text,
  last_name: text,
  job_title: text,
  company: text,
  phone: text,
  country: text,
  origin: text,
  stage: text,
  contract_end: text,
  no_email: z.boolean(),
  no_calls: z.boolean(),
  opted_out_at: instant.nullable(),
  last_reply_at: instant.nullable(),
  created_at: instant,
  changed_at: instant,
  custom: z.record(z.string(), z.string()),
})

export type Person = z.infer<typeof Person>

const Purged = z.object({ id: z.string().min(1), state: z.literal('purged') })

export const PeoplePage = z.object({ people: z.array(z.union([Purged, Person])), next_cursor: z.string().nullable() })

export const People = z.object({ people: z.array(Person) })
