import { muted, type Margin, type PaperContent } from './pdf-paper.ts'
import type { Language } from '../../ui/format.ts'

/** What a signed paper needs besides its own facts. */
export interface PaperContext {
  language: Language
  timeZone: string
  fingerprint: string
  /** Address of the page that checks receipts; null = none. */
  verifyUrl: string | null
}

/** The key that signed it and the way to check it, with the address as a picture where there is one. */
export function checkColumns(
  texts: { key: string; checkCli: string; check: (url: string) => string },
  { fingerprint, verifyUrl }: PaperContext,
): PaperContent {
  return {
    columns: [
      {
        width: '*',
        stack: [
          { text: texts.key, color: muted, margin: [0, 12, 0, 2] },
          { text: fingerprint, fontSize: 8.5 },
          {
            text: verifyUrl === null ? texts.checkCli : texts.check(verifyUrl),
            margin: [0, 6, 0, 0] as Margin,
            fontSize: 9,
          },
        ],
      },
      ...(verifyUrl === null ? [] : [{ width: 84, qr: verifyUrl, fit: 80, margin: [0, 12, 0, 0] as Margin }]),
    ],
    columnGap: 16,
  }
}
