import { sourceOf } from '../../../../domain/sources/source.ts'
import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'
import type { View } from '../../app/view.ts'

/** What the value of a record's source field means by the mapping, with the value itself behind it; null = none. */
export function sourceText({ t, settings }: View, { connector, sourceValue }: ContactRecord): string | null {
  if (sourceValue === null || sourceValue.trim() === '') return null
  const mapped = sourceOf(sourceValue, settings.sources[connector]?.values ?? [])
  const words = mapped === null ? t.contact.fields.unmapped : `${t.common.sourceKinds[mapped.kind]}, ${mapped.name}`
  return `${words} (${sourceValue})`
}

/** The verdict that stands in the system: its word, with the stored one behind it. */
export function tagText({ t }: View, { tagVerdict }: ContactRecord): string | null {
  const word = (t.common.verdicts as Readonly<Record<string, string>>)[tagVerdict ?? '']
  return word === undefined ? tagVerdict : `${word} (${tagVerdict ?? ''})`
}
