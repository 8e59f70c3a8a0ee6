import type { ContactRecord } from '../../../store/contacts/contact-view.ts'
import type { PaperWords } from '../paper/paper-words.ts'

/**
 * Calls and meetings that were read beside a record: `call of 3 Mar 2026 (Connected), a note exists there, counts as
 * activity (read 1 Nov 2026)`. What a note says is kept nowhere here.
 */
export const encountersText = (words: PaperWords, encounters: ContactRecord['encounters']): string =>
  encounters.map((one) => encounterText(words, one)).join(words.language === 'fr' ? '\u00A0; ' : '; ')

function encounterText(
  { t, f }: PaperWords,
  { kind, at, outcome, noted, judged, readAt }: ContactRecord['encounters'][number],
): string {
  const e = t.encounters
  const counts = judged === 'no' ? e.countsNot : judged === 'undecided' ? e.undecided : e.counts
  return [
    `${e.kinds[kind](f.date(new Date(at)))} (${outcome === '' ? e.noOutcome : outcome})`,
    noted ? e.noteThere : e.noNote,
    `${counts} (${e.readOn(f.date(new Date(readAt)))})`,
  ].join(', ')
}
