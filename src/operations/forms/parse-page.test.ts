import { describe, expect, it } from 'vitest'
import { auditForm } from '../../domain/forms/audit.ts'
import { auditPage, unjudged } from './audit-page.ts'
import { PageFault } from '../../outbound/page-fault.ts'
import { parsePage, parseText } from './parse-page.ts'

const shape = (html: string) =>
  parsePage(html, 'https://www.example.test/contact').forms.map(
    ({ key, heading, fields, pieces, buttons, hidden }) => ({
      key,
      heading,
      fields: fields.map(({ name, label, required, place }) => [name, label, required, place]),
      pieces: pieces.map(({ text, place }) => [text, place]),
      buttons: buttons.map(({ text }) => text),
      hidden: hidden.map(({ name }) => name),
    }),
  )

describe('a page as a person sees it', () => {
  it('has labels from wherever they are written, and texts before and after the button', () => {
    expect(
      shape(
        `<h2>Contact</h2><form id="c"><input type="hidden" name="token" value="x"><label for="a">Nom</label><input id="a" name="nom" required><table><tr><td>Mail :</td><td><input name="mail"></td></tr></table><span id="l">Ville</span><input name="ville" aria-labelledby="l"><p><input type="checkbox" name="ok"> Oui, j'accepte</p><p>Avant</p><button>Envoyer</button><p>Après</p></form>`,
      ),
    ).toEqual([
      {
        key: 'c',
        heading: 'Contact',
        fields: [
          ['nom', 'Nom', true, 'before'],
          ['mail', 'Mail :', false, 'before'],
          ['ville', 'Ville', false, 'before'],
          ['ok', "Oui, j'accepte", false, 'before'],
        ],
        pieces: [
          ['Ville', 'before'],
          ['Avant', 'before'],
          ['Après', 'after'],
        ],
        buttons: ['Envoyer'],
        hidden: ['token'],
      },
    ])
  })
  it('shows nothing that is hidden, whatever hides it', () => {
    const [form] = shape(
      `<style>.x{display:none} #y{visibility:hidden}</style><form id="f"><input name="mail"><p hidden>a</p><p class="x">b</p><p id="y">c</p><p style="display: none">d</p><div class="d-none">e<input name="trap"></div><div style="position:absolute;left:-5000px"><input name="bot"></div><noscript>f</noscript><template><p>g</p></template><p>seen</p><button>Go</button></form>`,
    )
    expect([form?.fields.map(([name]) => name), form?.pieces]).toEqual([['mail'], [['seen', 'before']]])
  })
  it('has several forms, of which search and login collect nothing', () => {
    const page = parsePage(
      '<form role="search"><input name="q"></form><form id="login"><input name="user"><input type="password" name="p"></form><form id="a"><input type="email" name="e"></form><form id="a"><input type="email" name="e"><input name="n"></form><form><button>x</button></form>',
      null,
    )
    expect([page.forms.map(({ key }) => key), page.ignored]).toEqual([
      ['a', 'a-2'],
      [
        { key: 'form-1', reason: 'search' },
        { key: 'login', reason: 'login' },
        { key: 'form-5', reason: 'empty' },
      ],
    ])
  })
  it('reads controls that no form holds, and controls that name their form', () => {
    expect([
      shape(
        '<div><h1>News</h1><input type="email" name="e" placeholder="Mail"><button type="button">Join</button></div>',
      ).map(({ key, fields }) => [key, fields.length]),
      shape('<form id="f"><input name="a"></form><input name="b" form="f"><button form="f">Go</button>').map(
        ({ key, fields, buttons }) => [key, fields.map(([name]) => name), buttons],
      ),
    ]).toEqual([[['page', 1]], [['f', ['a', 'b'], ['Go']]]])
  })
  it.each([
    [
      '<script>hbspt.forms.create({region:"eu1",portalId:"148","formId":"5f0c-1"});</script>',
      [{ vendor: 'hubspot', portalId: '148', formId: '5f0c-1' }],
    ],
    [
      '<div class="hs-form-frame" data-region="eu1" data-form-id="5f0c-2" data-portal-id="149"></div>',
      [{ vendor: 'hubspot', portalId: '149', formId: '5f0c-2' }],
    ],
    [
      '<script>MktoForms2.loadForm("//app-x.marketo.com", "123-ABC-456", 1001)</script>',
      [{ vendor: 'marketo', portalId: '123-ABC-456', formId: '1001' }],
    ],
    [
      '<iframe src="https://go.example.test/l/12345/2024/x"></iframe>',
      [{ vendor: 'pardot', portalId: null, formId: null }],
    ],
    ['<div data-tf-live="01ABC"></div>', [{ vendor: 'typeform', portalId: null, formId: '01ABC' }]],
    ['<div id="root"></div><script src="/app.js"></script>', [{ vendor: 'other', portalId: null, formId: null }]],
    ['<p>Nothing here</p>', []],
  ])('%s', (html, drawn) => {
    expect(parsePage(html, null).drawn).toEqual(drawn)
  })
  it.each<readonly [string, string, string, string]>([
    ['/text', 'read', 'pass', 'notice-opened'],
    ['/dead', 'dead', 'fail', 'link-dead'],
    ['/broken', 'dead', 'fail', 'link-dead'],
    ['/closed', 'refused', 'unsure', 'link-refused'],
    ['/busy', 'refused', 'unsure', 'link-refused'],
    ['/slow', 'refused', 'unsure', 'link-refused'],
    ['/inside', 'refused', 'unsure', 'link-refused'],
    ['/none', 'dead', 'fail', 'link-dead'],
    ['/start', 'home', 'fail', 'link-home'],
    ['/other', 'unclear', 'unsure', 'link-unclear'],
    ['/members', 'login', 'fail', 'link-login'],
  ])('a privacy link to %s is %s', async (path, state, row, reason) => {
    const menu = '<nav><a>Politique de confidentialité</a></nav>'
    const filler =
      '<p>Nous fabriquons des outils pour les ateliers depuis trente ans, et nos équipes vous accueillent dans trois villes du lundi au vendredi, de neuf heures à dix-huit heures, sans rendez-vous.</p>'
    const bodies: Readonly<Record<string, string>> = {
      '/text': '<title>Politique de confidentialité</title><p>Vos données sont conservées trois ans.</p>',
      '/none': `${menu}<h1>Page introuvable</h1>${filler}`,
      '/start': `${menu}<h1>Bienvenue</h1>${filler}`,
      '/other': `${menu}<h1>Mentions légales</h1>${filler}`,
    }
    const statuses: Readonly<Record<string, number>> = {
      '/dead': 404,
      '/broken': 500,
      '/closed': 403,
      '/busy': 503,
      '/members': 401,
    }
    const audit = await auditPage(
      `<html lang="fr"><form><input type="email" name="e"><a href="${path}">Politique de confidentialité</a><button>OK</button></form></html>`,
      {
        url: 'https://www.example.test/contact',
        open: async (url) => {
          const status = statuses[path]
          if (status !== undefined) throw new PageFault('status', url, `answers ${status}`, status)
          if (path === '/slow' || path === '/inside')
            throw new PageFault(path === '/slow' ? 'timeout' : 'private', url, path)
          return {
            url: path === '/start' ? 'https://www.example.test/fr/' : url,
            redirected: path === '/start',
            kind: 'html',
            body: bodies[path] ?? '',
          }
        },
      },
    )
    const [form] = audit.forms
    const found = form?.rows.find(({ id }) => id === 'J8')
    expect([form?.policy.state, found?.state, found?.findings[0]?.reason]).toEqual([state, row, reason])
  })
  it('names the forms it says nothing about', () => {
    expect(
      unjudged(
        parsePage(
          '<form><input type="email" name="e"></form><div class="hs-form-frame" data-form-id="77" data-portal-id="1"></div><iframe src="https://www.youtube.example.test/embed/1"></iframe><frameset><frame src="/formulaire"></frameset>',
          'https://www.example.test/',
        ),
      ),
    ).toEqual(['hubspot 77', 'https://www.example.test/formulaire'])
  })
  it('says of a page without a form what it is', async () => {
    const audit = await auditPage(
      '<script>hbspt.forms.create({portalId:"1",formId:"2"})</script><iframe src="/embed/form"></iframe>',
      { url: 'https://www.example.test/a', open: null },
    )
    expect([audit.state, audit.chosen, audit.frames]).toEqual(['drawn', null, ['https://www.example.test/embed/form']])
  })
  it('bears pages that are large, deep or broken', () => {
    const deep = `${'<div>'.repeat(4_000)}<form><input name="e" type="email"></form>`
    const large = `<form><input type="email" name="e">${'<p>en cliquant sur ce lien vous '.repeat(8_000)}</p>${'<input name="x">'.repeat(800)}<button>Go</button></form>`
    const broken = '<form><label>Nom<input name=nom <p>oops</form></div></p><select><option>a'
    const forms = [deep, large, broken, '', '\u0000<<<>>>', '<form><form><form><input name=a>'].map(
      (html) => parsePage(html, null).forms,
    )
    forms.flat().forEach((form) => auditForm(form, {}))
    expect(forms.map((list) => list.length)).toEqual([0, 1, 1, 0, 0, 1])
  })
  it('refuses a page that is nested without end', () => {
    expect(() => parsePage('<div>'.repeat(300_000), null)).toThrow('The page is nested more than 5000 deep')
  })
  it('has a running text of lines, and tells a page that asks for a password', () => {
    expect(
      parseText(
        '<title>T</title><h1>Vie <b>privée</b></h1><table><tr><td>Prospects</td><td>3 ans</td></tr></table><script>x</script><input type="password">',
      ),
    ).toEqual({ title: 'T', text: 'Vie privée\nProspects\n3 ans', login: true })
  })
})
