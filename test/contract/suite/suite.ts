import { describe } from 'vitest'
import { accountRules } from './rules-account.ts'
import { suppressRules } from './rules-block.ts'
import { failureRules } from './rules-fail.ts'
import { pullRules } from './rules-read.ts'
import { webhookRules } from './rules-webhook.ts'
import { writeRules } from './rules-write.ts'
import { scene } from './scene.ts'
import type { Subject } from './subject.ts'

/** What every connected CRM must do. One call per connector. */
export function contractSuite(subject: Subject, contacts: number): void {
  describe(`${subject.connector.label}: contract`, () => {
    const shared = scene(subject, contacts)
    pullRules(shared)
    suppressRules(shared)
    writeRules(shared)
    failureRules(shared)
    accountRules(shared)
    if (subject.signedPost !== undefined) webhookRules(shared)
  })
}
