import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { chooseLanguage, fill, loadPersonLanguages } from './person-texts.ts'

const folders: string[] = []
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lawbase-texts-'))
  folders.push(folder)
})
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true })))

describe('texts of the person’s pages', () => {
  it('are complete in French and English', () => {
    expect(
      [...loadPersonLanguages(null).values()].map(({ code, missing, unknown }) => ({ code, missing, unknown })),
    ).toEqual([
      { code: 'en', missing: [], unknown: [] },
      { code: 'fr', missing: [], unknown: [] },
    ])
  })

  it('name no placeholder in one language that the other lacks', () => {
    const languages = loadPersonLanguages(null)
    const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).toSorted()
    const [en, fr] = [languages.get('en'), languages.get('fr')]
    const differing = Object.keys(en?.texts ?? {}).filter(
      (key) => String(holes(en?.texts[key as 'yes'] ?? '')) !== String(holes(fr?.texts[key as 'yes'] ?? '')),
    )
    expect(differing).toEqual([])
  })

  it('come from a file beside ours too, English where it has none, and say what is missing and what nobody knows', () => {
    writeFileSync(join(folder, 'de.json'), JSON.stringify({ language: 'Deutsch', yes: 'Ja', no: 'Nein', nothing: 'x' }))
    const german = loadPersonLanguages(folder).get('de')
    expect({ yes: german?.texts.yes, stopAll: german?.texts.stopAll, unknown: german?.unknown }).toEqual({
      yes: 'Ja',
      stopAll: 'Stop everything',
      unknown: ['nothing'],
    })
    expect(german?.missing).toHaveLength(Object.keys(german?.texts ?? {}).length - 3)
    expect(german?.missing).toContain('stopAll')
  })

  it('win over ours text by text', () => {
    writeFileSync(join(folder, 'fr.json'), JSON.stringify({ stopAll: 'Ne plus me contacter !' }))
    const french = loadPersonLanguages(folder).get('fr')
    expect([french?.texts.stopAll, french?.texts.yes, french?.missing]).toEqual([
      'Ne plus me contacter\u00A0!',
      'Oui',
      [],
    ])
  })

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a number as text', '{"yes": 1}'],
  ])('are refused with the file’s name when they are %s', (_what, body) => {
    writeFileSync(join(folder, 'de.json'), body)
    expect(() => loadPersonLanguages(folder)).toThrow(/de\.json cannot be used/u)
  })

  it.each([['de.txt'], ['DE.json'], ['../x.json'.replaceAll('/', '_')]])('leave %s aside', (name) => {
    writeFileSync(join(folder, name), '{')
    expect([...loadPersonLanguages(folder).keys()]).toEqual(['en', 'fr'])
  })

  it('need no folder', () => {
    expect([...loadPersonLanguages(join(folder, 'none')).keys()]).toEqual(['en', 'fr'])
  })

  it('keep what cannot be filled', () => {
    expect(fill('{a} {b} {a}', { a: 1 })).toBe('1 {b} 1')
  })
})

describe('the language of a page', () => {
  const languages = loadPersonLanguages(null)
  it.each([
    [{ chosen: 'en', ofLink: 'fr', accept: 'fr' }, 'en'],
    [{ chosen: 'xx', ofLink: 'en', accept: 'fr' }, 'en'],
    [{ chosen: undefined, ofLink: null, accept: 'en-US,en;q=0.9,fr;q=0.8' }, 'en'],
    [{ chosen: undefined, ofLink: null, accept: 'de, en;q=0.2, fr;q=0.7' }, 'fr'],
    [{ chosen: undefined, ofLink: null, accept: 'de' }, 'fr'],
    [{ chosen: ['en', 'fr'], ofLink: null, accept: undefined }, 'fr'],
  ])('for %j is %s', (asked, code) => {
    expect(chooseLanguage(languages, asked).code).toBe(code)
  })
})
