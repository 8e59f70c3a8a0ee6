import { describe, expect, it } from 'vitest'
import { words, wholeWords } from '../tables/phrase.ts'
import { finderOf } from './find-texts.ts'
import { neededTexts } from './needed-texts.ts'

describe('what a pattern needs', () => {
  it.each<[string, RegExp, readonly (readonly (readonly string[])[])[] | null]>([
    ['the beginning of a word', words('unsub[a-z]*'), [[['⌊unsub']]]],
    ['a whole word, of each alternative', wholeWords('stop|geen'), [[['⌊stop⌋']], [['⌊geen⌋']]]],
    ['the end of a word before other letters', words('phone(?![a-z])'), [[['⌊phone⌋']]]],
    [
      'of words with others between them each',
      words('(?:dont|never) (?:ever )?[a-z]+ mails?(?![a-z])'),
      [
        [
          [' mails⌋', ' mail⌋'],
          ['⌊dont e', '⌊dont ', '⌊never '],
        ],
      ],
    ],
    ['what must stand at least once', words('(?:xyz ){1,3}'), [[['⌊xyz ']]]],
    ['no sign that may be missing', words('quizz?'), [[['⌊quizz']], [['⌊quiz']]]],
    ['nothing that is only looked at', words('(?<!not )zebra(?! crossing)'), [[['⌊zebra']]]],
    ['signs of a short class', words('analy[sz]e'), [[['⌊analys', '⌊analyz']]]],
    ['nothing, where anything fits', words('stop|.{0,20}'), null],
    ['nothing of what may be missing', words('stop|(?:mails? )?[a-z]+'), null],
    ['nothing that every text holds', words('stop|e'), null],
  ])('%s', (_what, pattern, needed) => {
    expect(neededTexts(pattern)).toEqual(needed)
  })
})

describe('texts are found', () => {
  const texts = ['he', 'she', '⌊he', 'he⌋', '⌊he⌋', 'hers', 'us']
  it.each([
    ['ushers', ['us', 'she', 'he', 'hers']],
    ['a he', ['he', '⌊he', 'he⌋', '⌊he⌋']],
    ['éhe1', ['he', '⌊he', 'he⌋', '⌊he⌋']],
    ['her', ['he', '⌊he']],
    ['she she', ['she', 'he', 'he⌋']],
    ['', []],
  ])('in %j', (text, found) => {
    const seen = finderOf(texts)(text).map((number) => texts[number])
    expect(seen.toSorted()).toEqual(found.toSorted())
  })
})
