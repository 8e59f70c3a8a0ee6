import { namedPoints } from '../../../domain/brokers/named-points.ts'
import { RegisterRefused } from '../../../operations/brokers/broker-register.ts'
import type { Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'

/** What the register refused, in words. */
export async function sentenceOf(visit: Visit, { code, detail }: RegisterRefused): Promise<string> {
  const view = await openView(visit)
  const text = view.t.brokerRegister.errors[code]
  if (typeof text !== 'function') return text
  return text(code === 'musts' ? namedPoints(detail.split(', '), view.language) : detail)
}
