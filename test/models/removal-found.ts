import type { Case, CommonStep } from './removal-history.ts'
import type { SystemName } from './removal-held.ts'

/**
 * The older record went and the worker died before it could note that: the younger one alone looked as if its person
 * had begun lately, and stayed.
 */
const halfGone = (older: SystemName, younger: SystemName, before: readonly CommonStep[]): Case => ({
  startOn: '2026-10-31',
  dies: 1,
  common: [{ do: 'run' }, { do: 'approve', times: 1 }, { do: 'advance' }, ...before, { do: 'window' }],
  histories: [
    [
      {
        at: 0,
        step: {
          do: 'appear',
          person: 0,
          system: older,
          lead: false,
          ago: { months: 39, days: 1 },
          sourced: false,
          shared: false,
        },
      },
      {
        at: 0,
        step: {
          do: 'appear',
          person: 0,
          system: younger,
          lead: false,
          ago: { months: 14, days: 0 },
          sourced: false,
          shared: false,
        },
      },
    ],
  ],
})

/**
 * Cases in which a fault was found once: they are played before the random ones. Which system is written to first is
 * not settled, so one of each pair shows it.
 */
export const found: readonly Case[] = [halfGone('a', 'b', [{ do: 'down', system: 'a' }]), halfGone('b', 'a', [])]
