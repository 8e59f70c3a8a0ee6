import type { FieldConsent } from '../../../store/consents/field-consents.ts'
import type { PaperWords } from '../paper/paper-words.ts'

type Words = Pick<PaperWords, 't' | 'f'>

/** What became of a consent in its field, with the system and where its day is from. */
export function fieldState({ t, f }: Words, { said, on, system, dated }: FieldConsent): string {
  const c = t.fieldConsents
  return c.said[said](f.day(on), `${system}, ${c.dated[dated]}`)
}

/** The whole of it in one line of a paper. */
export function fieldConsentLine({ t, f }: Words, consent: FieldConsent): string {
  const c = t.fieldConsents
  return c.line(
    f.list(consent.channels.map((channel) => t.common.channels[channel])),
    c.inField(consent.system, consent.field),
    consent.value,
    consent.since === null ? c.unknownDay : f.day(consent.since),
    fieldState({ t, f }, consent),
  )
}
