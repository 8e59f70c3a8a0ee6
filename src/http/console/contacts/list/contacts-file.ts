import { contactRows, type ContactRow } from '../../../../store/contacts/contacts-list.ts'
import { countryName } from '../../ui/verdict-pill.tsx'
import type { View } from '../../app/view.ts'

/** The list of contacts as a file, in clear. */
export function contactsFile(view: View) {
  const { columns: c } = view.t.contacts
  return {
    name: 'contacts',
    heads: [
      c.id,
      c.person,
      c.email,
      c.company,
      c.title,
      c.country,
      c.verdict,
      c.rule,
      c.basis,
      c.source,
      c.keep,
      c.systems,
    ],
    cells: async (rows: readonly { id: string }[]) => {
      const ids = rows.map(({ id }) => id)
      return (await contactRows(view.app.pool, ids)).map((row) => cellsOf(view, row))
    },
  }
}

function cellsOf(view: View, row: ContactRow): string[] {
  const { common } = view.t
  return [
    row.id,
    [row.firstName, row.lastName].filter((part) => part !== null && part !== '').join(' '),
    row.email ?? '',
    row.company ?? '',
    row.jobTitle ?? '',
    (row.countries ?? []).map((code) => countryName(view, code)).join(', '),
    row.verdict === null
      ? common.unknown
      : (common.verdicts[row.verdict as keyof typeof common.verdicts] ?? row.verdict),
    row.rule ?? '',
    row.basis ?? '',
    row.source ?? '',
    row.clockState === 'blind' ? common.clocks.blind : (row.termOn ?? ''),
    (row.systems ?? []).join(', '),
  ]
}
