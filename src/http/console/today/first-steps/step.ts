import type { FirstStep } from '../../../../domain/settings/first-steps.ts'
import type { SelfTestKind } from '../../../../store/settings/self-tests.ts'
import type { StepMark } from '../../../../store/today/first-steps.ts'

/** Where a step stands, as it is stored and as it is said. */
export interface StepState {
  title: string
  why: string
  isDone: boolean
  /** Tried out, and it did not work. */
  isFailed?: boolean
  says: string
  /** Where it is done or seen; left out = nowhere on the console. */
  act?: { label: string; href: string }
  /** What can be tried out from here, and how the button is called. */
  test?: { what: SelfTestKind; label: string }
  /** For a default that may be right: how leaving it is called. */
  keep?: string
}

export type ShownStep = FirstStep & StepState & { mark: StepMark | null }

/** Neither done nor left out. */
export const isOpen = (step: ShownStep): boolean => !step.isDone && step.mark?.mark !== 'skipped'
