import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const fontFolder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto')
const roboto = { normal: join(fontFolder, 'Roboto-Regular.ttf'), bold: join(fontFolder, 'Roboto-Medium.ttf'), italics: join(fontFolder, 'Roboto-Italic.ttf'), bolditalics: join(fontFolder, 'Roboto-MediumItalic.ttf') }

export type PaperDefinition = Parameters<typeof import('pdfmake').createPdf>[0]
export type PaperContent = Exclude<PaperDefinition['content'], readonly unknown[]>

/** Draws a paper. The library is loaded when it is needed: only its own fonts are read, and nothing is fetched (stack.md, pdfmake). */
export async function drawPdf(definition: PaperDefinition): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => Object.values(roboto).includes(path))
  pdfmake.addFonts({ Roboto: roboto })
  return pdfmake.createPdf(definition).getBuffer()
}
