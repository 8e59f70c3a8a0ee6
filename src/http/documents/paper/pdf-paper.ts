import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const fontFolder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto')
const roboto = {
  normal: join(fontFolder, 'Roboto-Regular.ttf'),
  bold: join(fontFolder, 'Roboto-Medium.ttf'),
  italics: join(fontFolder, 'Roboto-Italic.ttf'),
  bolditalics: join(fontFolder, 'Roboto-MediumItalic.ttf'),
}

export type PaperDefinition = Parameters<typeof import('pdfmake').createPdf>[0]
export type PaperContent = Exclude<PaperDefinition['content'], readonly unknown[]>

/** Colours of every paper. */
export const ink = '#1a1f2b'
export const muted = '#596171'
export type Margin = [number, number, number, number]

/** At the foot of each page: which paper, which page of how many. */
export const pageFooter = (text: (page: number, of: number) => string) => (page: number, of: number) => ({
  text: text(page, of),
  alignment: 'center' as const,
  fontSize: 8.5,
  color: muted,
})

/**
 * Draws a paper. The library is loaded when it is needed: only its own fonts are read, and nothing is fetched
 * (docs/reference/libraries.md#pdfmake).
 */
export async function drawPdf(definition: PaperDefinition): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => Object.values(roboto).includes(path))
  pdfmake.addFonts({ Roboto: roboto })
  return pdfmake.createPdf(withKnownSpaces(definition) as PaperDefinition).getBuffer()
}

/** The font has no narrow no-break space, which French numbers hold: the wide one keeps together what it kept. */
function withKnownSpaces(part: unknown): unknown {
  if (typeof part === 'string') return part.replaceAll('\u202f', '\u00a0')
  if (Array.isArray(part)) return part.map(withKnownSpaces)
  if (part === null || typeof part !== 'object' || Object.getPrototypeOf(part) !== Object.prototype) return part
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, withKnownSpaces(inner)]))
}
