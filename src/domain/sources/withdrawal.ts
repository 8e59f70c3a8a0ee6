import { z } from 'zod'

/** Why a source that one of us added is taken back. */
export const withdrawalReasons = ['wrong-person', 'wrong-day', 'wrong-source', 'no-evidence', 'other'] as const
export type WithdrawalReason = (typeof withdrawalReasons)[number]

const [shortest, longest] = [10, 500]

/** Said of a source that is taken back. In words where no reason of the list fits; else words are welcome. */
export const SourceWithdrawal = z
  .object({ reason: z.enum(withdrawalReasons), why: z.string().trim().max(longest) })
  .refine(({ reason, why }) => reason !== 'other' || why.length >= shortest, { path: ['why'] })
export type SourceWithdrawal = z.infer<typeof SourceWithdrawal>
