import type { ZodType } from 'zod'

export type QueueName = 'objections' | 'webhooks' | 'polls' | 'hygiene'

/** One entry of the catalog: which queue, what the payload is (ids only), what makes two of it the same. */
export interface JobDeclaration<Payload> {
  queue: QueueName
  payload: ZodType<Payload>
  /** Jobs with the same id that have not started are one; with one active, one more runs after it. */
  deduplicationId(payload: Payload): string
  /** Wall clock; after it the handler's signal aborts. */
  deadlineMs: number
}

/** Only types the entry. */
export function job<Payload>(declaration: JobDeclaration<Payload>): JobDeclaration<Payload> {
  return declaration
}
