import type { PropagationState } from '../propagation/states.ts'

/** What a broker says about one order: it has it, it did it, it never held the person, it will not. */
export const brokerAnswers = ['acknowledged', 'applied', 'absent', 'refused'] as const
export type BrokerAnswer = (typeof brokerAnswers)[number]

/** What an answer does to the Propagation it is about. */
export type Settlement =
  | { do: 'wait' }
  /** Asked again at once, so that the connector reads the answer: nothing else moves what waits for a person. */
  | { do: 'look' }
  | { do: 'note' }
  | { do: 'move'; to: 'accepted'; proof: 2 | 3 }
  | { do: 'move'; to: 'absent' | 'refused' }

/** How a Propagation stands when the answer is looked at. */
export interface Standing {
  state: PropagationState
  reason: string | null
  proof: number | null
  /** When the answer it stands on was given; null = none yet. */
  answeredAt: Date | null
}

/**
 * Only `accepted` takes an answer (docs/reference/promises.md#propagation). News that is older than what stands, or
 * weaker, is noted: messages come in any order. What is still on its way keeps the answer waiting.
 */
export function settleAnswer(standing: Standing, answer: BrokerAnswer, answeredAt: Date): Settlement {
  switch (standing.state) {
    case 'waiting':
      return standing.reason === 'person' ? { do: 'look' } : { do: 'wait' }
    case 'queued':
    case 'sending':
    case 'written':
      return { do: 'wait' }
    case 'accepted':
      break
    default:
      return { do: 'note' }
  }
  if (standing.answeredAt !== null && answeredAt < standing.answeredAt) return { do: 'note' }
  if (answer === 'absent' || answer === 'refused') return { do: 'move', to: answer }
  const proof = answer === 'applied' ? 3 : 2
  return (standing.proof ?? 1) >= proof ? { do: 'note' } : { do: 'move', to: 'accepted', proof }
}
