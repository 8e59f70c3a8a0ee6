import type { BrokerDelivery } from '../../../store/brokers/broker-deliveries.ts'
import type { BrokerSample } from '../../../store/brokers/broker-samples.ts'
import type { Broker, BrokerReview, GivenAnswer } from '../../../store/brokers/brokers.ts'
import type { EvidenceFile } from '../../../store/app/evidence.ts'
import type { AnswerDay } from '../../../store/brokers/brokers-view.ts'
import { type FormState } from '../ui/form.tsx'

export interface BrokerProps {
  broker: Broker
  answers: readonly GivenAnswer[]
  reviews: readonly BrokerReview[]
  files: readonly EvidenceFile[]
  deliveries: readonly BrokerDelivery[]
  samples: readonly BrokerSample[]
  quarantined: ReadonlySet<string>
  connections: readonly { id: string; label: string }[]
  /** Objections told to it in the last twelve months; null = no Connection tells it any. */
  told: readonly AnswerDay[] | null
  /** Which form was sent, and what is wrong in it. */
  at: string
  form: FormState
  saved: boolean
}
