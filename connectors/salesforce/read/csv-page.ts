import { parse } from 'csv-parse/sync'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Row } from '../transport/api.ts'
import type { ObjectFields } from '../fields/describe.ts'

/**
 * One page of Bulk results as rows like those of a query (docs/reference/salesforce.md#bulk-query): the header stands
 * on every page, all values are quoted. Empty and `#N/A` are null (the difference is told for ingest only), related
 * fields are nested, a checkbox is a boolean. Throws `unexpected-response` when the text is not such a page.
 */
export function readCsvPage(text: string, fields: ObjectFields): Row[] {
  const lines = cells(text)
  const header = lines[0] ?? []
  if (!header.includes('Id') || !header.includes('SystemModstamp')) throw noPage()
  return lines.slice(1).map((line) => rowOf(header, line, fields))
}

function cells(text: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true })
  } catch {
    // The parser's own error repeats values of the line.
    throw noPage()
  }
}

function noPage(): ConnectorError {
  return new ConnectorError(
    'unexpected-response',
    'Salesforce gave results of a query job in another form than documented.',
  )
}

function rowOf(header: readonly string[], line: readonly string[], fields: ObjectFields): Row {
  const row: Row = {}
  for (const [index, name] of header.entries()) {
    const value = valueOf(line[index] ?? '', fields.get(name)?.type)
    const steps = name.split('.')
    const last = steps.pop() ?? name
    const inner = steps.reduce<Row>((into, step) => {
      const next = (into[step] ?? {}) as Row
      into[step] = next
      return next
    }, row)
    inner[last] = value
  }
  return row
}

/**
 * A field whose type the org does not tell counts as a checkbox when it reads like one: an opt-out must not be
 * overlooked.
 */
function valueOf(cell: string, type: string | undefined): string | boolean | null {
  if (cell === '' || cell === '#N/A') return null
  const checkbox = type === 'boolean' || type === undefined
  return checkbox && (cell === 'true' || cell === 'false') ? cell === 'true' : cell
}
