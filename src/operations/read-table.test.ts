import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sheetOf, workbook } from '../../test/support/workbook.ts'
import { readTable } from './read-table.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const rows = [['Société', 'E-mail'], ['Éclair; fils', 'a@example.test']]
const csv = (separator: string, end = '\r\n') => `Société${separator}E-mail${end}"Éclair; fils"${separator}a@example.test${end}`

describe('a list', () => {
  it.each<[string, Buffer, object]>([
    ['in UTF-8 with commas', utf8(csv(',')), { encoding: 'utf-8', separator: ',' }],
    ['in UTF-8 with a mark and semicolons', utf8(`\uFEFF${csv(';')}`), { encoding: 'utf-8', separator: ';' }],
    ['in UTF-8 with tabs and old line ends', utf8(csv('\t', '\n')), { encoding: 'utf-8', separator: '\t' }],
    ['in Windows-1252 with semicolons', Buffer.from(csv(';'), 'latin1'), { encoding: 'windows-1252', separator: ';' }],
    ['in UTF-16 as Excel writes it', Buffer.from(`\uFEFF${csv('\t')}`, 'utf16le'), { encoding: 'utf-16le', separator: '\t' }],
    ['in UTF-16 the other way round', utf16be(`\uFEFF${csv(';')}`), { encoding: 'utf-16be', separator: ';' }],
    ['in UTF-16 without a mark', Buffer.from(csv(';'), 'utf16le'), { encoding: 'utf-16le', separator: ';' }],
  ])('%s is read', async (_name, bytes, format) => {
    expect(await readTable(bytes)).toEqual({ format: { type: 'csv', ...format }, rows })
  })

  it('of one column is read, commas in later cells or not', async () => {
    expect((await readTable(utf8('E-mail\na@example.test\n'))).rows).toEqual([['E-mail'], ['a@example.test']])
  })

  it('keeps empty rows in their places and headings like __proto__ as text', async () => {
    expect((await readTable(utf8('__proto__,E-mail\n\nx,a@example.test\n'))).rows).toEqual([['__proto__', 'E-mail'], [''], ['x', 'a@example.test']])
  })

  it.each<[string, Buffer, string]>([
    ['nothing in it', Buffer.alloc(0), 'empty'],
    ['a byte order mark only', utf8('\uFEFF'), 'empty'],
    ['blanks only', utf8('\uFEFF \n;;\n'), 'empty'],
    ['more than 10,000 rows', utf8(`E-mail\n${'a@example.test\n'.repeat(10_001)}`), 'rows'],
    ['more than 100 columns', utf8(`${'a;'.repeat(100)}b\n`), 'columns'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 'bytes'],
    ['a quote that is never closed', utf8(`E-mail\n"${'x'.repeat(80_000)}`), 'unreadable'],
    ['zeros in it', utf8('E-mail\na\0b@example.test\n'), 'unreadable'],
    ['the bytes of an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old'],
  ])('with %s is refused', async (_name, bytes, code) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ code })
  })
})

/** A workbook whose directory claims another size for one of its parts. */
function claiming(name: string, size: number): Buffer {
  const bytes = workbook([['E-mail'], ...Array.from({ length: 500 }, () => ['a@example.test'])])
  bytes.writeUInt32LE(size, bytes.lastIndexOf(Buffer.from(name)) - 46 + 24)
  return bytes
}

describe('a workbook', () => {
  it('is read by its first sheet, numbers digit for digit', async () => {
    expect(await readTable(workbook([['E-mail', 'Tél'], ['a@example.test', 33639981234], ['é & <b>', 639981234]]))).toEqual({
      format: { type: 'xlsx' }, rows: [['E-mail', 'Tél'], ['a@example.test', '33639981234'], ['é & <b>', '639981234']],
    })
  })

  it('gives dates as days', async () => {
    const styles = { 'xl/styles.xml': strToU8('<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>') }
    const rels = { 'xl/_rels/workbook.xml.rels': strToU8('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>') }
    expect((await readTable(workbook([], { ...styles, ...rels, ...sheetOf('<row r="1"><c r="A1" s="1"><v>46351</v></c></row>') }))).rows).toEqual([['2026-11-25']])
  })

  it.each<[string, () => Buffer, string]>([
    ['that unpacks to more than 200 MB', () => claiming('xl/worksheets/sheet1.xml', 201 * 1024 * 1024), 'unpacks'],
    ['of more than 200 parts', () => workbook([['E-mail']], Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`xl/x${index}`, strToU8('x')]))), 'unpacks'],
    ['with a formula', () => workbook([], sheetOf('<row r="2"><c r="B2"><f>HYPERLINK("x")</f><v>1</v></c></row>')), 'formula'],
    ['with an entity', () => workbook([], sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>', '<!DOCTYPE x [<!ENTITY y "z">]>')), 'unreadable'],
    ['with a cell a million rows down', () => workbook([], sheetOf('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')), 'rows'],
    ['with a cell in the last column', () => workbook([], sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>')), 'columns'],
    ['with a path that leaves it', () => workbook([['E-mail']], { '../x': strToU8('x') }), 'unreadable'],
    ['that is another archive', () => Buffer.from(zipSync({ 'a.txt': strToU8('x') })), 'unreadable'],
    ['cut in half', () => workbook([['E-mail'], ['a@example.test']]).subarray(0, 400), 'unreadable'],
    ['without a cell', () => workbook([]), 'empty'],
  ])('%s is refused', async (_name, make, code) => {
    await expect(readTable(make())).rejects.toMatchObject({ code })
  })

  it('unpacks no more than its directory claims, whatever lies in it', async () => {
    await expect(readTable(claiming('xl/worksheets/sheet1.xml', 100))).rejects.toMatchObject({ code: 'unreadable' })
  })
})
