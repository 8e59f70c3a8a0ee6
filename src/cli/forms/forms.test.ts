import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { formPages } from '../../../test/corpus/forms/index.ts'
import { policies } from '../../../test/corpus/forms/page.ts'
import { startPages, type PageServer } from '../../../test/support/pages.ts'
import type { Connector } from '../../connector/contract.ts'
import { parseConfig } from '../../config.ts'
import { formsCommand } from './forms.ts'

interface Printed {
  ok: boolean
  state: string
  chosen: string | null
  url: string | null
  form: {
    rows: { id: string; state: string; findings: { reason: string; fix: { fr: string; en: string } | null }[] }[]
    score: unknown
    policy: { state: string }
  } | null
  forms: { key: string }[]
  drawn: unknown[]
  ignored: unknown[]
}

describe('lawbase forms audit', () => {
  let site: PageServer
  let folder: string
  const htmlOf = (id: string) => formPages.find((page) => page.id === id)?.html ?? ''
  beforeAll(async () => {
    site = await startPages({
      '/good': htmlOf('fr-contact-good'),
      '/bad': htmlOf('fr-contact-bad'),
      '/politique-de-confidentialite': policies.frGood,
      '/inside': { location: 'http://169.254.169.254/latest/' },
    })
    folder = mkdtempSync(join(tmpdir(), 'lawbase-forms-'))
    for (const id of ['fr-contact-good', 'fr-newsletter-footer']) writeFileSync(join(folder, `${id}.html`), htmlOf(id))
    writeFileSync(join(folder, 'drawn.html'), '<script>hbspt.forms.create({portalId:"148",formId:"5f0c"})</script>')
    writeFileSync(join(folder, 'policy.html'), policies.frVague)
  })
  afterAll(async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })
  async function run(
    words: readonly string[],
    values: Record<string, string | boolean> = {},
  ): Promise<{ code: number; printed: Printed }> {
    const said: string[] = []
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    try {
      const code = await formsCommand.run({
        values,
        positionals: words,
        json: true,
        env: {},
        config: parseConfig({ OUTBOUND_HOSTS: site.host }, []),
        log: pino({ level: 'silent' }),
        program: {
          connectors: [{ id: 'hubspot', label: 'HubSpot' } as Connector],
          handlers: () => {
            throw new Error('no jobs here')
          },
          program: '',
        },
      })
      return { code, printed: JSON.parse(said.join('')) as Printed }
    } finally {
      spy.mockRestore()
    }
  }

  it('tells a good page from a bad one, opens what is linked, and says what to change', async () => {
    const [good, bad] = [await run(['audit', `${site.base}/good`]), await run(['audit', `${site.base}/bad`])]
    expect([
      good.code,
      good.printed.form?.score,
      good.printed.form?.policy.state,
      bad.code,
      bad.printed.form?.score,
    ]).toEqual([0, { passed: 6, failed: 0, open: 3, of: 9 }, 'read', 1, { passed: 1, failed: 8, open: 3, of: 12 }])
    expect(bad.printed.form?.rows.find(({ id }) => id === 'J13')?.findings).toEqual([
      expect.objectContaining({
        reason: 'calls-unsaid',
        fix: {
          fr: 'Écrivez près de « Téléphone » : « Nous n’appelons un particulier à des fins commerciales qu’avec son accord. »',
          en: 'Write near “Téléphone”: “We make sales calls to private persons only with their consent.”',
        },
      }),
    ])
  })

  it('reads a file without opening anything, and a privacy text that is given', async () => {
    const asked = site.asked.length
    const alone = await run(['audit'], { file: join(folder, 'fr-contact-good.html'), url: `${site.base}/good` })
    const vague = await run(['audit'], {
      file: join(folder, 'fr-contact-good.html'),
      policy: join(folder, 'policy.html'),
    })
    expect([
      alone.code,
      alone.printed.form?.policy.state,
      vague.printed.form?.policy.state,
      site.asked.length - asked,
    ]).toEqual([0, 'not-opened', 'read', 0])
    const opened = await run(['audit'], {
      file: join(folder, 'fr-contact-good.html'),
      url: `${site.base}/good`,
      'open-links': true,
    })
    expect([opened.printed.form?.policy.state, site.asked.slice(asked)]).toEqual([
      'read',
      ['/politique-de-confidentialite'],
    ])
  })

  it('names the form that is meant, and says of a drawn one what it is', async () => {
    const footer = await run(['audit'], { file: join(folder, 'fr-newsletter-footer.html') })
    expect([footer.printed.chosen, footer.printed.ignored]).toEqual([
      '/newsletter',
      [{ key: '/recherche', reason: 'search' }],
    ])
    const drawn = await run(['audit'], { file: join(folder, 'drawn.html') })
    expect([drawn.code, drawn.printed.state, drawn.printed.form, drawn.printed.drawn]).toEqual([
      2,
      'drawn',
      null,
      [{ vendor: 'hubspot', portalId: '148', formId: '5f0c' }],
    ])
    await expect(run(['audit'], { file: join(folder, 'fr-newsletter-footer.html'), form: 'another' })).rejects.toThrow(
      'There are: /newsletter',
    )
  })

  it.each([
    [['audit', '/inside'], {}, 'inside a private network'],
    [['audit', '/missing'], {}, 'answers 404'],
    [['audit'], {}, 'either the address of a page or --file'],
    [['show'], {}, 'lawbase forms audit ADDRESS'],
    [['audit'], { file: 'nowhere.html' }, 'there is no such file'],
    [['audit'], { file: 'x', url: 'nonsense' }, 'is no web address'],
  ])('%j %j is refused: %s', async (words, values, phrase) => {
    await expect(
      run(
        words.map((word) => (word.startsWith('/') ? site.base + word : word)),
        values as Record<string, string>,
      ),
    ).rejects.toThrow(phrase)
  })
})
