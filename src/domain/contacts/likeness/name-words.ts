/** Words by which somebody who gives both names is looked for, as name_words of the database writes them. */
interface AskedWords {
  first: string[]
  last: string[]
  /** First letters of the first names. */
  initials: string[]
}

/**
 * Words of both names, each in the ways in which a record may have it: ö as o or oe, O'Brien as one word or two,
 * several words in one. Particles and titles are left out where something else is there. Null unless both names are
 * given.
 */
export function askedWords(firstName: string | null, lastName: string | null): AskedWords | null {
  const [first, last] = [wordsOf(firstName ?? ''), wordsOf(lastName ?? '')]
  if (first.length === 0 || last.length === 0) return null
  return { first, last, initials: [...new Set(first.map((word) => word.slice(0, 1)))] }
}

/** Words that stand beside names and tell nobody apart. */
export const smallWords: readonly string[] =
  'de du des d la le les l van von der den ter ten zu zum zur di da do dos das del della el al bin ben ibn mc mac st y e et und af av mr mrs ms miss mme mlle m dr prof me maitre herr frau sr sra jr'.split(
    ' ',
  )

function wordsOf(name: string): string[] {
  const apart = name.replace(apostrophes, ' ')
  const words = [name, apart, germanOf(name)].flatMap((text) => split(fold(text)))
  const whole = fold(name).replaceAll(/[^\p{L}\p{N}]/gu, '')
  const all = [...new Set([...words, whole, ...words.map(contracted), ...words.map(withoutParticle)])].filter(
    (word) => word !== '',
  )
  const telling = all.filter((word) => word.length > 1 && !smallWords.includes(word))
  return telling.length === 0 ? all : telling
}

const apostrophes = /['’‘ʼ`´]/gu
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
}

/** As the database folds a name. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[øłđðıßœæ]/gu, (letter) => letters[letter] ?? letter)
    .replaceAll(/[\u0300-\u036f'’‘ʼ`´.]/gu, '')

const split = (text: string): string[] => text.split(/[\s,;:/()|&+"_\u2010-\u2015-]+/u).filter((word) => word !== '')

/** Umlauts with the e that stands for them where a keyboard has none, å as aa. */
const germanOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüøå]/gu, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' })[letter] ?? letter)
const contracted = (word: string): string => word.replaceAll(/([aou])e|aa/gu, (pair) => pair.slice(0, 1))
/** Of a name written in one word what a record has behind a space: McDonald, Macdonald. */
const withoutParticle = (word: string): string => word.replace(/^(?:mac|mc)(?=\p{L}{4})/u, '')
