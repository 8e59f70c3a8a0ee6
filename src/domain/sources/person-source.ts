import { z } from 'zod'
import { declaredKinds } from './tables/source-kinds.ts'

/**
 * What a DPO attests of one person with a file that shows it (docs/reference/law.md#c): a card, a form on paper, a mail
 * of theirs. The day is the one on which the data were obtained; one to come is refused by whoever knows today.
 */
export const PersonSourceForm = z.object({
  kind: z.enum(declaredKinds),
  name: z.string().trim().min(2).max(200),
  obtainedOn: z.iso.date().refine((day) => day >= '1990-01-01'),
  note: z.string().trim().min(10).max(500),
  /** The person was informed at that moment; counts only for data that they gave themselves. */
  noticeShown: z.boolean(),
})
export type PersonSourceForm = z.infer<typeof PersonSourceForm>
