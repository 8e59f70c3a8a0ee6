import { strToU8, zipSync, type Zippable } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sheetOf, sheets, workbook } from '../../../test/support/workbook.ts'
import { readTable } from './read-table.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const rows = [
  ['Société', 'E-mail'],
  ['Éclair; fils', 'a@example.test'],
]
const csv = (separator: string, end = '\r\n') =>
  `Société${separator}E-mail${end}"Éclair; fils"${separator}a@example.test${end}`

describe('a list', () => {
  it.each<[string, Buffer, object]>([
    ['in UTF-8 with commas', utf8(csv(',')), { encoding: 'utf-8', separator: ',' }],
    ['in UTF-8 with a mark and semicolons', utf8(`\uFEFF${csv(';')}`), { encoding: 'utf-8', separator: ';' }],
    ['in UTF-8 with tabs and old line ends', utf8(csv('\t', '\n')), { encoding: 'utf-8', separator: '\t' }],
    ['in Windows-1252 with semicolons', Buffer.from(csv(';'), 'latin1'), { encoding: 'windows-1252', separator: ';' }],
    [
      'in UTF-16 as Excel writes it',
      Buffer.from(`\uFEFF${csv('\t')}`, 'utf16le'),
      { encoding: 'utf-16le', separator: '\t' },
    ],
    ['in UTF-16 the other way round', utf16be(`\uFEFF${csv(';')}`), { encoding: 'utf-16be', separator: ';' }],
    ['in UTF-16 without a mark', Buffer.from(csv(';'), 'utf16le'), { encoding: 'utf-16le', separator: ';' }],
    ['in UTF-16 the other way round without a mark', utf16be(csv(';')), { encoding: 'utf-16be', separator: ';' }],
  ])('%s is read', async (_name, bytes, format) => {
    expect(await readTable(bytes)).toEqual({ format: { type: 'csv', ...format }, rows })
  })

  it.each<[string, string]>([
    ['bars', csv('|')],
    ['a first line for Excel', `sep=;\r\n${csv(';')}`],
    ['such a line in quotes, behind a mark', `\uFEFF"sep=,"\n${csv(',', '\n')}`],
    ['such a line with another sign than it seems', `sep=|\r\n${csv('|')}`],
    ['line ends that change', csv(';').replace('\r\n', '\n')],
    ['line ends that change the other way', csv(';', '\n').replace('\n', '\r\n')],
    ['line ends of an old Mac', csv(';', '\r')],
    ['line ends that were written twice', csv(';', '\r\r\n')],
    ['the end of a file of DOS', `${csv(';')}\x1a`],
  ])('with %s loses no row', async (_name, text) => {
    expect((await readTable(utf8(text))).rows).toEqual(rows)
  })

  it('in UTF-8 stays so when a wrong byte was pasted into it; one with more wrong than right does not', async () => {
    expect((await readTable(Buffer.concat([utf8('Été;Zoé;é'), Buffer.from([0xe9])]))).rows).toEqual([
      ['Été', 'Zoé', 'é\ufffd'],
    ])
    expect((await readTable(Buffer.from('Été;Zoé;Ã©', 'latin1'))).rows).toEqual([['Été', 'Zoé', 'Ã©']])
  })

  it('loses nothing with the separators of columns that are empty', async () => {
    expect(
      (await readTable(utf8(`E-mail${';'.repeat(150)}\na@example.test${';'.repeat(150)}\n`))).rows.map((row) =>
        row.filter((cell) => cell !== ''),
      ),
    ).toEqual([['E-mail'], ['a@example.test']])
  })

  it('of one column is read, commas in later cells or not', async () => {
    expect((await readTable(utf8('E-mail\na@example.test\n'))).rows).toEqual([['E-mail'], ['a@example.test']])
  })

  it.each<[string, Buffer]>([
    ['in UTF-16 with a mark', Buffer.from('\uFEFFПочта;Имя\n', 'utf16le')],
    ['in UTF-16 the other way round with a mark', utf16be('\uFEFFПочта;Имя\n')],
  ])('%s is read by the mark, whatever alphabet follows', async (_name, bytes) => {
    expect((await readTable(bytes)).rows).toEqual([['Почта', 'Имя']])
  })

  it.each<[string, string, string[][]]>([
    [
      'signs inside quotes do not',
      '"a;b;c",E-mail\n"x;y;z",a@example.test\n',
      [
        ['a;b;c', 'E-mail'],
        ['x;y;z', 'a@example.test'],
      ],
    ],
    [
      'a sign that stands in each row equally often does, before one that does not',
      'Nom;prénom,E-mail\nRoy;Anne;Dr,a@example.test\n',
      [
        ['Nom;prénom', 'E-mail'],
        ['Roy;Anne;Dr', 'a@example.test'],
      ],
    ],
    [
      'the heading does where the rows stop early',
      'E-mail;Note\na@example.test\n',
      [['E-mail', 'Note'], ['a@example.test']],
    ],
  ])('%s tell what separates its cells', async (_name, text, cells) => {
    expect((await readTable(utf8(text))).rows).toEqual(cells)
  })

  it('may hold a quote inside a cell', async () => {
    expect((await readTable(utf8('Nom;E-mail\nRoy "la" Reine;a@example.test\n'))).rows[1]).toEqual([
      'Roy "la" Reine',
      'a@example.test',
    ])
  })

  it('keeps empty rows in their places and headings like __proto__ as text', async () => {
    expect((await readTable(utf8('__proto__,E-mail\n\nx,a@example.test\n'))).rows).toEqual([
      ['__proto__', 'E-mail'],
      [''],
      ['x', 'a@example.test'],
    ])
  })

  it.each<[string, Buffer, string, string?]>([
    ['nothing in it', Buffer.alloc(0), 'empty'],
    ['a byte order mark only', utf8('\uFEFF'), 'empty'],
    ['blanks only', utf8('\uFEFF \n;;\n'), 'empty'],
    ['more than 10,000 rows', utf8(`E-mail\n${'a@example.test\n'.repeat(10_001)}`), 'rows'],
    ['more than 100 columns', utf8(`${'a;'.repeat(100)}b\n`), 'columns'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 'bytes'],
    ['more than 10,000 rows, whatever follows them', utf8(`E-mail\n${'a@example.test\n'.repeat(10_200)}"`), 'rows'],
    ['a quote that is never closed', utf8(`E-mail\n"${'x'.repeat(100)}`), 'unreadable', '2'],
    ['a cell of more than 64 kB', utf8(`E-mail\na@example.test\n"${'x'.repeat(80_000)}"\n`), 'unreadable', '3'],
    ['a page instead of a list', utf8('<!DOCTYPE html><title>a@example.test</title>'), 'unreadable'],
    ['a table of a page named as a list', utf8('\n<table><tr><td>a@example.test</td></tr></table>'), 'unreadable'],
    ['a document instead of a list', utf8('%PDF-1.7\na@example.test'), 'unreadable'],
    ["a program's data instead of a list", utf8('[{"email":"a@example.test"}]'), 'unreadable'],
    ['cards instead of a list', utf8('BEGIN:VCARD\nEMAIL:a@example.test\n'), 'unreadable'],
    ['zeros in it', utf8('E-mail\na\0b@example.test\n'), 'unreadable'],
    ['the bytes of an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old'],
  ])('with %s is refused', async (_name, bytes, code, where = '') => {
    await expect(readTable(bytes)).rejects.toMatchObject({ code, where })
  })
})

const megabyte = 1024 * 1024

/** A workbook whose directory claims another size for some of its parts. */
function claiming(sizes: Readonly<Record<string, number>>, more: Zippable = {}): Buffer {
  const bytes = workbook([['E-mail'], ...Array.from({ length: 500 }, () => ['a@example.test'])], more)
  for (const [name, size] of Object.entries(sizes))
    bytes.writeUInt32LE(size, bytes.lastIndexOf(Buffer.from(name)) - 46 + 24)
  return bytes
}

/** The same name for two parts. */
function twice(name: string, other: string): Buffer {
  const bytes = workbook([['E-mail']], {
    [other]: strToU8('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'),
  })
  for (let at = bytes.indexOf(other); at >= 0; at = bytes.indexOf(other)) bytes.write(name, at)
  return bytes
}

/** A workbook with a part whose bytes are no longer what was packed. */
function spoilt(name: string): Buffer {
  const bytes = workbook([['E-mail'], ['a@example.test']], { [name]: [new Uint8Array(5_000).fill(7), { level: 9 }] })
  bytes.fill(0xff, bytes.indexOf(name) + name.length, bytes.indexOf(name) + name.length + 8)
  return bytes
}

const oneRow = '<row r="1"><c r="A1" t="inlineStr"><is><t>E-mail</t></is></c></row>'
const otherRow = '<row r="1"><c r="A1"><v>1</v></c></row>'

describe('a workbook', () => {
  it.each<[string, () => Buffer]>([
    [
      'that people see',
      () =>
        sheets([
          { name: 'Lists', state: 'hidden', rows: otherRow },
          { name: 'Codes', state: 'veryHidden', rows: otherRow },
          { name: 'People', rows: oneRow },
        ]),
    ],
    [
      'that holds something',
      () =>
        sheets([
          { name: 'Sheet1', rows: '<row r="1"><c r="A1" s="1"/></row>' },
          { name: 'People', rows: oneRow },
          { name: 'Sheet3', rows: '' },
        ]),
    ],
    [
      'whose part is told from the root',
      () => sheets([{ name: 'People', target: '/xl/worksheets/sheet1.xml', rows: oneRow }]),
    ],
    [
      'whose part is told from the folder above',
      () => sheets([{ name: 'People', target: '../xl/worksheets/sheet1.xml', rows: oneRow }]),
    ],
    [
      'whose formats reach to the last column and row',
      () =>
        workbook(
          [],
          sheetOf(
            `${oneRow.replace('</row>', '<c r="XFD1" s="1"/></row>')}<row r="1048576"><c r="A1048576" s="1"/></row>`,
          ),
        ),
    ],
  ])('is read by the sheet %s', async (_name, make) => {
    expect((await readTable(make())).rows).toEqual([['E-mail']])
  })

  it('is read, numbers digit for digit', async () => {
    expect(
      await readTable(
        workbook([
          ['E-mail', 'Tél'],
          ['a@example.test', 33639981234],
          ['é & <b>', 639981234],
        ]),
      ),
    ).toEqual({
      format: { type: 'xlsx' },
      rows: [
        ['E-mail', 'Tél'],
        ['a@example.test', '33639981234'],
        ['é & <b>', '639981234'],
      ],
    })
  })

  it('gives whole numbers digit for digit, also those written with an exponent', async () => {
    expect(
      (
        await readTable(
          workbook([], sheetOf('<row r="1"><c r="A1"><v>3.3639981234E10</v></c><c r="B1"><v>1.5</v></c></row>')),
        )
      ).rows,
    ).toEqual([['33639981234', '1.5']])
  })

  it('gives dates as days, with the time where one was noted', async () => {
    const styles = {
      'xl/styles.xml': strToU8(
        '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      ),
    }
    const rels = {
      'xl/_rels/workbook.xml.rels': strToU8(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
      ),
    }
    expect(
      (
        await readTable(
          workbook([], {
            ...styles,
            ...rels,
            ...sheetOf('<row r="1"><c r="A1" s="1"><v>46351</v></c><c r="B1" s="1"><v>46351.5</v></c></row>'),
          }),
        )
      ).rows,
    ).toEqual([['2026-11-25', '2026-11-25 12:00']])
  })

  it('leaves parts alone that it does not need, also broken ones', async () => {
    expect((await readTable(spoilt('xl/media/picture.png'))).rows).toEqual([['E-mail'], ['a@example.test']])
  })

  it.each<[string, () => Buffer, string, string?]>([
    ['that unpacks to more than 200 MB', () => claiming({ 'xl/worksheets/sheet1.xml': 201 * megabyte }), 'unpacks'],
    [
      'whose parts unpack to more than 200 MB together',
      () =>
        claiming({ 'xl/a': 101 * megabyte, 'xl/b': 101 * megabyte }, { 'xl/a': strToU8('x'), 'xl/b': strToU8('x') }),
      'unpacks',
    ],
    [
      'of more than 200 parts',
      () =>
        workbook(
          [['E-mail']],
          Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`xl/x${index}`, strToU8('x')])),
        ),
      'unpacks',
    ],
    [
      'with a formula',
      () => workbook([], sheetOf('<row r="2"><c r="B2"><f>HYPERLINK("x")</f><v>1</v></c></row>')),
      'formula',
      'B2',
    ],
    [
      'with a formula under a prefix',
      () => workbook([], sheetOf('<row r="3"><x:c r="C3" t="str">\n<x:f>1</x:f></x:c></row>')),
      'formula',
      'C3',
    ],
    [
      'with rows in two sheets',
      () =>
        sheets([
          { name: 'People', rows: oneRow },
          { name: 'More &amp; more', rows: otherRow },
        ]),
      'sheets',
      'People, More & more',
    ],
    [
      'with a changed byte',
      () => {
        const bytes = workbook([], {
          'xl/worksheets/sheet1.xml': [
            strToU8(`<worksheet><sheetData>${oneRow}</sheetData></worksheet>`),
            { level: 0 },
          ],
        })
        bytes[bytes.indexOf('E-mail')] = 0x46
        return bytes
      },
      'unreadable',
    ],
    [
      'with an entity',
      () => workbook([], sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>', '<!DOCTYPE x [<!ENTITY y "z">]>')),
      'unreadable',
    ],
    [
      'with an entity in small letters',
      () => workbook([], sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>', '<!doctype x [<!ENTITY y "z">]>')),
      'unreadable',
    ],
    [
      'in another encoding',
      () =>
        workbook([], {
          'xl/worksheets/sheet1.xml': Buffer.from(
            '\uFEFF<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
            'utf16le',
          ),
        }),
      'unreadable',
    ],
    ['with zeros in it', () => workbook([['a\0b@example.test']]), 'unreadable'],
    // What follows cannot be read: these are refused before anybody tries.
    [
      'with a cell a million rows down',
      () => workbook([], sheetOf('<row r="1048576"><c r="A1048576"><v>1</row>')),
      'rows',
    ],
    ['with a cell in the last column', () => workbook([], sheetOf('<row r="1"><c r="XFD1"><v>1</row>')), 'columns'],
    [
      'with more than 10,000 rows that do not say where they are',
      () => workbook([], sheetOf('<row><c t="inlineStr"><is><t>x</t></is></c></row>'.repeat(10_002))),
      'rows',
    ],
    [
      'whose row is named by an entity',
      () => workbook([], sheetOf('<row r="&#50;0000"><c r="A&#50;0000"><v>1</v></c></row>')),
      'unreadable',
    ],
    ['with two parts of one name', () => twice('xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'), 'unreadable'],
    ['with a path of another system', () => workbook([['E-mail']], { 'xl\\x': strToU8('x') }), 'unreadable'],
    ['with a path from the root', () => workbook([['E-mail']], { '/x': strToU8('x') }), 'unreadable'],
    ['with a path that leaves it', () => workbook([['E-mail']], { '../x': strToU8('x') }), 'unreadable'],
    ['that is another archive', () => Buffer.from(zipSync({ 'a.txt': strToU8('x') })), 'unreadable'],
    ['cut in half', () => workbook([['E-mail'], ['a@example.test']]).subarray(0, 400), 'unreadable'],
    ['without a cell', () => workbook([]), 'empty'],
  ])('%s is refused', async (_name, make, code, where = '') => {
    await expect(readTable(make())).rejects.toMatchObject({ code, where })
  })

  it('unpacks no more than its directory claims, whatever lies in it', async () => {
    await expect(readTable(claiming({ 'xl/worksheets/sheet1.xml': 100 }))).rejects.toMatchObject({ code: 'unreadable' })
  })
})
