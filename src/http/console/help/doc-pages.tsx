import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Marked } from 'marked'
import type { App } from '../../../operations/app/app.ts'
import { packageRoot } from '../../../package-root.ts'
import { HttpProblem } from '../../app/problem.ts'
import { addRoute } from '../app/route.ts'
import { openView } from '../app/view.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'

const folder = join(packageRoot, 'docs')
/** Pages for who uses the console; nothing else is served, and nothing by its path. */
const readers = ['*.md', 'admin/*.md', 'dpo/*.md', 'api/*.md', 'reference/*.md']

/** The documentation that came with this version, to be read where it is needed. */
export function addDocPages(server: FastifyInstance, app: App): void {
  const names = new Set(globSync(readers, { cwd: folder }).map((path) => path.replaceAll('\\', '/').replace('.md', '')))
  const read = (name: string) => readFileSync(join(folder, `${name}.md`), 'utf8')
  const titles = [...names].toSorted().map((name) => [name, titleOf(read(name))] as const)
  addRoute(server, app, 'GET /help', {}, async (visit) => {
    const view = await openView(visit)
    return html(
      <Page view={view} nav={null} title={view.t.help.title} context={<p>{view.t.help.context}</p>}>
        <section class="card">
          <ul class="card-body doc" lang="en">
            {titles.map(([name, title]) => (
              <li>
                <a href={`/help/${name}`}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      </Page>,
    )
  })
  addRoute(server, app, 'GET /help/*', {}, async (visit) => {
    const name = visit.params['*'] ?? ''
    if (!names.has(name)) throw new HttpProblem(404, 'not-found')
    const view = await openView(visit)
    const text = read(name)
    const { help } = view.t
    return html(
      <Page view={view} nav={null} title={titleOf(text)} crumbs={[[help.title, '/help']]}>
        <section class="card">
          <div class="card-body doc" lang="en" dangerouslySetInnerHTML={{ __html: drawn(text, name, names) }} />
        </section>
      </Page>,
    )
  })
}

const titleOf = (text: string): string => /^# (.+)$/mu.exec(text)?.[1] ?? ''

/** A page of ours as HTML: headings get the anchors that links of ours name, links to pages that are here stay here. */
function drawn(text: string, name: string, names: ReadonlySet<string>): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text: title }) {
        // The page has its h1.
        if (depth === 1) return ''
        return `<h${depth} id="${anchorOf(title)}">${this.parser.parseInline(tokens)}</h${depth}>`
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens)
        const target = targetOf(href, name, names)
        return target === null ? words : `<a href="${target}">${words}</a>`
      },
    },
  })
  const open = `<div class="scrolls" role="region" tabindex="0" aria-label="Table">`
  return marked
    .parse(text, { async: false })
    .replaceAll('<table>', `${open}<table>`)
    .replaceAll('</table>', '</table></div>')
}

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** Where a link of a page leads inside the console; null = to a file that is not served. */
function targetOf(href: string, name: string, names: ReadonlySet<string>): string | null {
  if (/^(?:https?|mailto):/u.test(href) || href.startsWith('#')) return href
  const [path = '', anchor] = href.split('#')
  const other = posix.join(dirname(name), path).replace('.md', '')
  return names.has(other) ? `/help/${other}${anchor === undefined ? '' : `#${anchor}`}` : null
}
