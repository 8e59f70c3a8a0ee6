import { normalSource } from '../../../domain/sources/attestation.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { sourceOf, type SourceProperty } from '../../../domain/sources/source.ts'
import { sourceKinds, type SourceKind } from '../../../domain/sources/tables/source-kinds.ts'
import { emptyForm } from '../ui/form.tsx'
import type { Visit } from '../app/route.ts'
import { emptyRows, type MappedProperty, type MappingRow } from './source-mapping.tsx'

export const storedOf = (settings: Settings, connector: string, further: number | null): SourceProperty | undefined =>
  further === null ? settings.sources[connector] : settings.moreSources[connector]?.[further]

/**
 * The stored mapping beside the values that records show: seen ones first, then what is mapped and not seen, then room
 * for more.
 */
export function mappingOf(
  row: { connector: string; label: string },
  further: number | null,
  settings: Settings,
  seen: readonly { value: string; people: number }[],
): MappedProperty {
  const known = storedOf(settings, row.connector, further)
  const values = known?.values ?? []
  const seenRows = seen
    .filter(({ value }) => value !== '')
    .map(({ value, people }): MappingRow => {
      const mapped = sourceOf(value, values)
      return { value, kind: mapped?.kind ?? '', name: mapped?.name ?? '', accepted: mapped?.accepted ?? false, people }
    })
  const unseen = values
    .filter((mapped) => !seenRows.some((one) => normalSource(one.value) === normalSource(mapped.value)))
    .map((mapped): MappingRow => ({ ...mapped, people: null }))
  const room = Array.from(
    { length: emptyRows },
    (): MappingRow => ({ value: '', kind: '', name: '', accepted: false, people: null }),
  )
  return {
    connector: row.connector,
    label: row.label,
    further,
    property: known?.property ?? '',
    rows: [...seenRows, ...unseen, ...room],
    form: emptyForm,
    preview: null,
  }
}

/** A further field without a name is no field any more. */
export function withMapping(
  current: Settings,
  connector: string,
  further: number | null,
  mapping: { property: string; values: readonly unknown[] },
) {
  if (further === null) return { ...current, sources: { ...current.sources, [connector]: mapping } }
  const more: readonly { property: string }[] = (current.moreSources[connector] ?? []).map((known, place) =>
    place === further ? mapping : known,
  )
  return {
    ...current,
    moreSources: { ...current.moreSources, [connector]: more.filter(({ property }) => property !== '') },
  }
}

/** The lines as typed, with what records show beside them. */
export function mappingRows(form: Visit['form'], seen: readonly { value: string; people: number }[]): MappingRow[] {
  const places = Object.keys(form)
    .flatMap((name) => /^value-(\d{1,3})$/u.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b)
  return places.map((place) => {
    const value = (form[`value-${place}`] ?? '').slice(0, 200)
    return {
      value,
      kind: sourceKinds.find((kind) => kind !== 'C13' && kind === form[`kind-${place}`]) ?? '',
      name: (form[`name-${place}`] ?? '').slice(0, 200),
      accepted: form[`accepted-${place}`] === 'on',
      people:
        value === '' ? null : (seen.find((one) => normalSource(one.value) === normalSource(value))?.people ?? null),
    }
  })
}

/** People by kind under the stored mapping and under the typed one. */
export function previewOf(
  seen: readonly { value: string; people: number }[],
  stored: Parameters<typeof sourceOf>[1],
  rows: readonly MappingRow[],
): NonNullable<MappedProperty['preview']> {
  const typed = new Map(rows.map((row) => [normalSource(row.value), row.kind === '' ? null : row.kind]))
  const counts = new Map<SourceKind | null, { before: number; after: number }>()
  const add = (kind: SourceKind | null, side: 'before' | 'after', people: number) => {
    const count = counts.get(kind) ?? { before: 0, after: 0 }
    counts.set(kind, { ...count, [side]: count[side] + people })
  }
  for (const { value, people } of seen) {
    add(sourceOf(value, stored)?.kind ?? null, 'before', people)
    add(typed.get(normalSource(value)) ?? null, 'after', people)
  }
  return [...counts].map(([kind, count]) => ({ kind, ...count })).toSorted((a, b) => b.after - a.after)
}
