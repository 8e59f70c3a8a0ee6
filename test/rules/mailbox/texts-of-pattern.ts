import { RegExpParser, type AST } from '@eslint-community/regexpp'

const signs = 'abcdefghijklmnopqrstuvwxyz 0123456789.,;:!?@-'

/** Numbers from 0 to below `most`, always the same row of them. */
export function drawer(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

/** Draws texts that a pattern is made to find; what looks before or behind may still refuse one. */
export function textsOf({ source }: RegExp, draw: (most: number) => number): () => string {
  const { alternatives } = new RegExpParser().parsePattern(source, 0, source.length, { unicode: true })
  const ofAlternatives = (all: readonly AST.Alternative[]): string =>
    (all[draw(all.length)]?.elements ?? []).map(ofElement).join('')
  const ofElement = (element: AST.Element): string => {
    if (element.type === 'Character') return String.fromCodePoint(element.value)
    if (element.type === 'Group' || element.type === 'CapturingGroup') return ofAlternatives(element.alternatives)
    if (element.type === 'Quantifier') {
      const times = element.min + draw(Math.min(element.max - element.min, 3) + 1)
      return Array.from({ length: times }, () => ofElement(element.element)).join('')
    }
    if (element.type === 'CharacterClass' || element.type === 'CharacterSet') return ofClass(element)
    return ''
  }
  const ofClass = ({ raw }: AST.Node): string => {
    const fits = new RegExp(`^${raw}$`, 'u')
    const fitting = Array.from(signs).filter((sign) => fits.test(sign))
    return fitting[draw(fitting.length)] ?? ''
  }
  return () => ofAlternatives(alternatives)
}
