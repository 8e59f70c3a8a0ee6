import { dayOf } from '../../../domain/app/day.ts'
import type { Visit } from '../app/route.ts'

interface Row {
  field: string
  value: string
  label: string
  means: string
}

interface Said extends Row {
  by: string
  on: string
}

/** What is said of values, by connector, with every row of the form as somebody's word. */
export function withSaid(
  current: Readonly<Record<string, readonly Said[]>>,
  { form, login, app }: Visit,
): Record<string, readonly Said[]> {
  const rows = new Map<string, Row[]>()
  for (const name of Object.keys(form)) {
    const [, key, connector] = /^means-(([a-z0-9-]{1,60})-\d{1,4})$/u.exec(name) ?? []
    if (key === undefined || connector === undefined) continue
    const [field, value, label] = ['field', 'value', 'label'].map((part) => form[`${part}-${key}`] ?? '') as [
      string,
      string,
      string,
    ]
    rows.set(connector, [...(rows.get(connector) ?? []), { field, value, label, means: form[name] ?? '' }])
  }
  const by = { by: login.user.email, on: dayOf(app.clock.now()) }
  return {
    ...current,
    ...Object.fromEntries(
      [...rows].map(([connector, theirs]) => [connector, merged(current[connector] ?? [], theirs, by)]),
    ),
  }
}

/** What was said before of the same value stands with its author, as long as nothing else is said. */
function merged(known: readonly Said[], rows: readonly Row[], by: { by: string; on: string }): Said[] {
  const isSame = (a: Omit<Row, 'means'>, b: typeof a) =>
    a.field === b.field && a.value === b.value && a.label === b.label
  const standing = known.flatMap((old): Said[] => {
    const row = rows.find((one) => isSame(one, old))
    if (row === undefined || row.means === old.means) return [old]
    return row.means === '' ? [] : [{ ...row, ...by }]
  })
  const added = rows.filter((row) => row.means !== '' && !known.some((old) => isSame(old, row)))
  return [...standing, ...added.map((row) => ({ ...row, ...by }))]
}
