import { strToU8, zipSync, type Zippable } from 'fflate'

/** A workbook with one sheet of inline texts; a number stays a number. `more` adds or replaces parts. */
export function workbook(rows: readonly (readonly (string | number)[])[], more: Zippable = {}): Buffer {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const cell = (value: string | number, ref: string) =>
    typeof value === 'number'
      ? `<c r="${ref}"><v>${value}</v></c>`
      : `<c r="${ref}" t="inlineStr"><is><t>${escape(value)}</t></is></c>`
  const sheet = rows
    .map(
      (row, index) =>
        `<row r="${index + 1}">${row.map((value, place) => cell(value, `${String.fromCharCode(65 + place)}${index + 1}`)).join('')}</row>`,
    )
    .join('')
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      ),
      'xl/workbook.xml': strToU8(
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Objections" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(
        `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
      ),
      ...more,
    }),
  )
}

/** A workbook of several sheets: how each is shown, and its rows as XML. */
export function sheets(all: readonly { name: string; state?: string; target?: string; rows: string }[]): Buffer {
  return workbook(
    [],
    Object.fromEntries(
      [
        [
          'xl/workbook.xml',
          `<workbook xmlns:r="r"><sheets>${all.map(({ name, state }, place) => `<sheet name="${name}" sheetId="${place + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${place + 1}"/>`).join('')}</sheets></workbook>`,
        ],
        [
          'xl/_rels/workbook.xml.rels',
          `<Relationships>${all.map(({ target }, place) => `<Relationship Id="rId${place + 1}" Type="x/worksheet" Target="${target ?? `worksheets/sheet${place + 1}.xml`}"/>`).join('')}</Relationships>`,
        ],
        ...all.map(({ rows }, place) => [
          `xl/worksheets/sheet${place + 1}.xml`,
          `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
        ]),
      ].map(([name = '', text = '']) => [name, strToU8(text)]),
    ),
  )
}

/** The sheet of a workbook as the given XML. */
export function sheetOf(cells: string, before = ''): Zippable {
  return {
    'xl/worksheets/sheet1.xml': strToU8(
      `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
    ),
  }
}
