import type { Case, CommonStep } from './steps.ts'
import type { SystemName } from './held.ts'

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

/** Somebody who is silent in one system and could go. */
const oneSilent: Case['histories'] = [
  [
    {
      at: 0,
      step: {
        do: 'appear',
        person: 0,
        system: 'a',
        lead: false,
        ago: { months: 40, days: 0 },
        sourced: true,
        shared: false,
      },
    },
  ],
]
const held: readonly CommonStep[] = [{ do: 'run' }, { do: 'approve', times: 1 }, { do: 'advance' }]

/** A field of the clock is hidden after the last reading, and before the deletion that it makes due. */
const hiddenAfterReading: Case = {
  startOn: '2026-10-31',
  dies: 0,
  common: [
    ...held,
    { do: 'time', span: { months: 0, days: 13 } },
    { do: 'run' },
    { do: 'lose-sight', system: 'a' },
    { do: 'time', span: { months: 0, days: 1 } },
    { do: 'advance' },
  ],
  histories: oneSilent,
}

/** One that was hidden at the last reading shows again: what it said meanwhile was not read. */
const shownAfterReading: Case = {
  startOn: '2026-10-31',
  dies: 0,
  common: [
    ...held,
    { do: 'lose-sight', system: 'a' },
    { do: 'window' },
    { do: 'see-again', system: 'a' },
    { do: 'time', span: { months: 0, days: 1 } },
    { do: 'advance' },
  ],
  histories: oneSilent,
}

/**
 * Cases in which a fault was found once, or that chance meets too rarely: they are played before the random ones. Which
 * system is written to first is not settled, so one of each pair shows it.
 */
export const found: readonly Case[] = [
  halfGone('a', 'b', [{ do: 'down', system: 'a' }]),
  halfGone('b', 'a', []),
  hiddenAfterReading,
  shownAfterReading,
]
