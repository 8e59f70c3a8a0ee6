import type { SaidAgain } from '../../store/objections/repeated-objections.ts'
import { textsOf } from '../locales/texts.ts'
import type { Language } from '../ui/format.ts'
import { doorName } from './door-name.ts'

/**
 * When an objection was made, as far as that is known: what stood in a system that gives no date was made by our
 * reading at the latest. `when`: the instant as the reader is shown it.
 */
export function receivedText(
  objection: { evidence?: Readonly<Record<string, unknown>>; notLaterThan?: boolean | undefined },
  when: string,
  language: Language,
): string {
  const open = objection.notLaterThan === true || objection.evidence?.['notLaterThan'] === true
  return open ? textsOf(language).common.notLaterThan(when) : when
}

/** That the person said it again, and by which door. `at`: an instant as the reader is shown it. */
export function saidAgainText(again: SaidAgain, at: (when: Date) => string, language: Language): string {
  const { common } = textsOf(language)
  const door = doorName(common, again)
  const first = receivedText(again, at(new Date(again.at)), language)
  return again.lastAt === null
    ? common.saidAgain(first, door)
    : common.saidAgainLast(first, at(new Date(again.lastAt)), door)
}
