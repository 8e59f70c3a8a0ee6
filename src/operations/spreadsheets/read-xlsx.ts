import { posix } from 'node:path'
import { isFilled, readSheet } from './read-sheet.ts'
import { noStrings, readStrings } from './read-strings.ts'
import { xmlAttribute, plainText, readXml } from './read-xml.ts'
import { readZip, unpackPart, type ZipPart } from './read-zip.ts'
import type { ByteSource } from './byte-source.ts'
import { TableFault, type OpenTable, type TableLimits } from './table-file.ts'

/** The list of sheets, of their files, of formats: small parts of every workbook. */
const maxSmallBytes = 16 * 1024 * 1024

/** Opens the sheet of a workbook that holds the list; nothing but its texts is held. Throws TableFault. */
export async function openXlsx(source: ByteSource, limits: TableLimits): Promise<OpenTable> {
  const parts = await readZip(source, limits)
  const { sheet, strings, styles, from1904 } = await findParts(source, parts, limits)
  const dates = styles === null ? new Set<number>() : await readDates(source, small(styles, limits))
  return {
    format: { type: 'xlsx' },
    rows: async function* () {
      const texts = strings === null ? noStrings : await readStrings(unpackPart(source, strings), limits)
      yield* readSheet(unpackPart(source, sheet), texts, { dates, from1904 }, limits)
    },
  }
}

interface Parts {
  sheet: ZipPart
  strings: ZipPart | null
  styles: ZipPart | null
  from1904: boolean
}

async function findParts(source: ByteSource, parts: ReadonlyMap<string, ZipPart>, limits: TableLimits): Promise<Parts> {
  const need = (name: string) => {
    const part = parts.get(name)
    if (part === undefined) throw new TableFault('unreadable')
    return small(part, limits)
  }
  const files = new Map<string, { type: string; name: string }>()
  await readXml(
    unpackPart(source, need('xl/_rels/workbook.xml.rels')),
    listen('Relationship', (attributes) => {
      const target = plainText(xmlAttribute(attributes, 'Target') ?? '')
      files.set(xmlAttribute(attributes, 'Id') ?? '', {
        type: (xmlAttribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        name: partNamed(target),
      })
    }),
  )
  const sheets: { id: string; name: string; hidden: boolean }[] = []
  let from1904 = false
  await readXml(unpackPart(source, need('xl/workbook.xml')), {
    open: (name, attributes) => {
      if (name === 'sheet')
        sheets.push({
          id: xmlAttribute(attributes, 'r:id') ?? xmlAttribute(attributes, 'id') ?? '',
          name: plainText(xmlAttribute(attributes, 'name') ?? ''),
          hidden: (xmlAttribute(attributes, 'state') ?? 'visible') !== 'visible',
        })
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(xmlAttribute(attributes, 'date1904') ?? '')
    },
    text: () => undefined,
    close: () => undefined,
  })
  const sheet = await listOf(
    source,
    sheets.flatMap(({ id, name, hidden }) => {
      const file = files.get(id)
      return file?.type === 'worksheet' ? [{ name, hidden, part: parts.get(file.name) }] : []
    }),
  )
  const other = (type: string) => parts.get([...files.values()].find((file) => file.type === type)?.name ?? '') ?? null
  return { sheet, strings: other('sharedStrings'), styles: other('styles'), from1904 }
}

/**
 * `worksheets/sheet1.xml` and `../xl/worksheets/sheet1.xml` are told from the folder of the workbook,
 * `/xl/worksheets/sheet1.xml` from the root.
 */
function partNamed(target: string): string {
  return posix.join('/xl', target.startsWith('/') ? posix.join('..', target) : target).slice(1)
}

/**
 * The one sheet that holds something, of those that people see: rows of a second one would be lost, and nobody would
 * know.
 */
async function listOf(
  source: ByteSource,
  sheets: readonly { name: string; hidden: boolean; part: ZipPart | undefined }[],
): Promise<ZipPart> {
  const seen = sheets.some(({ hidden }) => !hidden) ? sheets.filter(({ hidden }) => !hidden) : sheets
  const filled: { name: string; part: ZipPart }[] = []
  for (const { name, part } of seen.length > 1 ? seen : [])
    if (part !== undefined && (await isFilled(unpackPart(source, part)))) filled.push({ name, part })
  if (filled.length > 1)
    throw new TableFault(
      'sheets',
      filled
        .slice(0, 3)
        .map(({ name }) => name.slice(0, 31))
        .join(', '),
    )
  const list = filled[0]?.part ?? seen[0]?.part
  if (list === undefined) throw new TableFault('unreadable')
  return list
}

function small(part: ZipPart, limits: TableLimits): ZipPart {
  if (part.unpackedBytes > maxSmallBytes) throw new TableFault('unpacks', '', limits)
  return part
}

function listen(wanted: string, tell: (attributes: string) => void) {
  return {
    open: (name: string, attributes: string) => {
      if (name === wanted) tell(attributes)
    },
    text: () => undefined,
    close: () => undefined,
  }
}

/** Numbers of the formats that show dates (ECMA-376 18.8.30), built in or of the workbook's own making. */
async function readDates(source: ByteSource, styles: ZipPart): Promise<Set<number>> {
  const own = new Map<number, string>()
  const formats: number[] = []
  let inCells = false
  await readXml(unpackPart(source, styles), {
    open: (name, attributes) => {
      if (name === 'numFmt')
        own.set(Number(xmlAttribute(attributes, 'numFmtId')), plainText(xmlAttribute(attributes, 'formatCode') ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) formats.push(Number(xmlAttribute(attributes, 'numFmtId')))
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  const isDate = (id: number) => {
    const code = own.get(id)
    return code === undefined ? builtInDates.some(([from, to]) => id >= from && id <= to) : showsDate(code)
  }
  return new Set(formats.flatMap((id, place) => (isDate(id) ? [place] : [])))
}
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** Letters of days and hours, outside quoted text, escaped signs and colours. */
function showsDate(code: string): boolean {
  return /[ymdhs]/iu.test(
    code.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^[\]]*\]|_.|\*./giu, '').replace(/general/iu, ''),
  )
}
