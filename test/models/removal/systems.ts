import { z } from 'zod'
import type { Connector } from '../../../src/connector/contract.ts'
import type { Log } from './log.ts'
import type { ActBeside, Held, SystemName, Trouble } from './held.ts'
import { openSystem } from './system.ts'

export interface Systems {
  records: Held[]
  /** What people did in the tool beside the records of `b`, in the order in which it came to be known there. */
  acts: ActBeside[]
  trouble: Trouble
  connector: Connector
  /** Records that answer, in their order. */
  live(system: SystemName): Held[]
}

/** Two systems in memory that keep their own state and write down what is done to them and what they show. */
export function openSystems(log: Log, now: () => Date): Systems {
  const records: Held[] = []
  const acts: Systems['acts'] = []
  const trouble: Trouble = { down: new Set(), hidden: new Set(), unseen: new Set(), refuse: null, interrupt: null }
  const answered = new Set<string>()
  const live = (system: SystemName) => records.filter((record) => record.system === system && record.state === 'live')
  const connector: Connector<{ system: SystemName }> = {
    id: 'memory',
    label: 'Memory',
    kind: 'crm',
    auth: { type: 'form', fields: [] },
    credentials: z.object({ system: z.enum(['a', 'b']) }),
    limits: {},
    dependencies: ['open-deal', 'open-case'],
    activities: {
      names: ['Beside'],
      scope: 'beside',
      unit: { pattern: /^unit$/u, label: { en: '', fr: '' }, hint: { en: '', fr: '' } },
    },
    french: {},
    writes: { created: [], suppress: [], blockFields: {}, tag: [], remove: [], notStopped: { en: '', fr: '' } },
    open: ({ credentials: { system } }) =>
      openSystem({ system, records, acts, trouble, answered, log, now, live: () => live(system) }),
  }
  return { records, acts, trouble, connector: connector as Connector, live }
}
