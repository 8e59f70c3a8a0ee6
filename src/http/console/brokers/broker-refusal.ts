import { RegisterRefused } from '../../../operations/brokers/broker-register.ts'
import type { Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'

/** What the register refused, in words. */
export async function sentenceOf(visit: Visit, { code, detail }: RegisterRefused): Promise<string> {
  const text = (await openView(visit)).t.brokerRegister.errors[code]
  return typeof text === 'function' ? text(detail) : text
}
