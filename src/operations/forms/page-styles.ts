import type { Element } from 'domhandler'
import type { FormLook } from '../../domain/forms/model.ts'
import { attribute, cssClasses } from './dom.ts'

type Declarations = Readonly<Record<string, string>>
interface Rule {
  tag: string | null
  id: string | null
  classes: readonly string[]
  declarations: Declarations
}
export type PageStyles = readonly Rule[]

const hiddenClasses = new Set([
  'gform_validation_container',
  'wpforms-field-hp',
  'd-none',
  'hidden',
  'hide',
  'is-hidden',
  'invisible',
  'screen-reader-text',
  'sr-only',
  'u-hidden',
  'visually-hidden',
  'visuallyhidden',
])

/** Rules of the page's own style sheets, for a single element each; what needs a tree of elements is left out. */
export function readStyles(sheets: readonly string[]): PageStyles {
  return sheets.flatMap((sheet) =>
    blocksOf(sheet).flatMap(({ selectors, body }) =>
      selectors.split(',').flatMap((selector): Rule[] => {
        const last =
          selector
            .trim()
            .split(/[\s>+~]+/u)
            .at(-1) ?? ''
        const parts = /^([a-z][\w-]*)?((?:[.#][\w-]+)*)$/iu.exec(last)
        if (parts === null || last === '') return []
        const names = parts[2]?.match(/[.#][\w-]+/gu) ?? []
        return [
          {
            tag: parts[1]?.toLowerCase() ?? null,
            id: names.find((name) => name.startsWith('#'))?.slice(1) ?? null,
            classes: names.filter((name) => name.startsWith('.')).map((name) => name.slice(1)),
            declarations: declarationsOf(body),
          },
        ]
      }),
    ),
  )
}

/** Innermost blocks of a sheet: what stands in braces, and what stands before them. */
function blocksOf(sheet: string): { selectors: string; body: string }[] {
  return sheet
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/gu, '')
    .split('}')
    .slice(0, -1)
    .flatMap((block) => {
      const opened = block.split('{')
      const selectors = opened.at(-2)?.split('@').at(-1) ?? ''
      return selectors === '' ? [] : [{ selectors, body: opened.at(-1) ?? '' }]
    })
}

function declarationsOf(body: string): Declarations {
  return Object.fromEntries(
    body.split(';').flatMap((line) => {
      const at = line.indexOf(':')
      return at < 0
        ? []
        : [
            [
              line.slice(0, at).trim().toLowerCase(),
              line
                .slice(at + 1)
                .replace('!important', '')
                .trim()
                .toLowerCase(),
            ],
          ]
    }),
  )
}

/** What the page says of one element: its own style wins over the sheets. */
export function styleOf(element: Element, styles: PageStyles): Declarations {
  const classes = cssClasses(element)
  const fitting = styles.filter(
    ({ tag, id, classes: wanted }) =>
      (tag === null || tag === element.name) &&
      (id === null || id === attribute(element, 'id')) &&
      wanted.every((name) => classes.includes(name)),
  )
  return {
    ...(Object.assign({}, ...fitting.map(({ declarations }) => declarations)) as Declarations),
    ...declarationsOf(attribute(element, 'style')),
  }
}

export function isHidden(element: Element, style: Declarations): boolean {
  return (
    element.attribs['hidden'] !== undefined ||
    style['display'] === 'none' ||
    style['visibility'] === 'hidden' ||
    style['opacity'] === '0' ||
    cssClasses(element).some((name) => hiddenClasses.has(name)) ||
    /(^|;)-\d{3,}px/u.test(`${style['left'] ?? ''};${style['top'] ?? ''};${style['text-indent'] ?? ''}`)
  )
}

/** Size in pixels where the page says it; a relative one starts from 16. */
export function fontPx(style: Declarations): number | null {
  const found = /^([\d.]+)(px|pt|rem|em|%)$/u.exec(style['font-size'] ?? '')
  if (found === null) return null
  const size = Number(found[1])
  const factors: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3, rem: 16, em: 16, '%': 0.16 }
  return size * (factors[found[2] ?? 'px'] ?? 1)
}

export function lookOf(style: Declarations): FormLook {
  const background = style['background-color'] ?? style['background'] ?? null
  return {
    fontPx: fontPx(style),
    background:
      background === null ? null : /^(none|transparent|inherit|initial|unset)$/u.test(background) ? 'none' : background,
    color: style['color'] ?? null,
  }
}
