import { textsOf } from '../locales/texts.ts'
import type { Language } from '../ui/format.ts'

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
