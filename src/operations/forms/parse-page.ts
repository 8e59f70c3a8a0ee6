import type { Element } from 'domhandler'
import { isPrivacy } from '../../domain/forms/notice.ts'
import type { FormLink, FormPage } from '../../domain/forms/model.ts'
import { attribute, elementsOf, textLines, parseDocument, textOf } from './dom.ts'
import { drawnForms } from './drawn-forms.ts'
import { buildForm } from './build-form.ts'
import { eventsOf, type PageEvent } from './page-events.ts'
import { readStyles } from './page-styles.ts'

type LabelEvent = Extract<PageEvent, { kind: 'label' }>

/**
 * Reads a page: its forms as a person sees them, and what it only says by script. `url`: where it was read, for its
 * links; null = a file.
 */
export function parsePage(html: string, url: string | null): FormPage {
  const document = parseDocument(html)
  const elements = elementsOf(document)
  const named = (name: string) => elements.filter((element) => element.name === name)
  const base = baseOf(named('base')[0], url)
  const linkOf = (element: Element): FormLink => linkFrom(element, base)
  const events = eventsOf(document, readStyles(named('style').map((sheet) => rawOf(sheet))), linkOf)
  const language = named('html').map((root) => attribute(root, 'lang') || attribute(root, 'xml:lang'))[0] || null
  const title = named('title').map((one) => rawOf(one).trim())[0] ?? ''
  const owners = formsOf(events, elements)
  const footLinks = events.flatMap((event) =>
    event.kind === 'text' && event.form === null ? event.links.filter(isPrivacy) : [],
  )
  const byId = elementsById(elements)
  const labels = labelsOf(events)
  const scripts = named('script').map((script) => rawOf(script))
  const ticked = new Set(scripts.flatMap(tickedBy))
  const keys = new Map<string, number>()
  const built = owners.map((owner, place) => {
    const key = uniqueKey(owner, place, keys)
    return {
      owner,
      ...buildForm(events, owner, {
        key,
        title,
        language,
        byId,
        labels,
        ticked,
        footLinks,
        previous: owners[place - 1] ?? null,
        next: owners[place + 1] ?? null,
      }),
    }
  })
  const drawn = drawnForms(elements, scripts)
  const forms = built.flatMap(({ form, ignored }) => (ignored === null ? [form] : []))
  const app = forms.length === 0 && drawn.length === 0 && textLines(document).length < 200 && named('script').length > 0
  return {
    url,
    language,
    title,
    forms,
    frames: [...named('iframe'), ...named('frame')]
      .map((frame) => absolute(attribute(frame, 'src') || attribute(frame, 'data-src'), base))
      .filter((src) => src !== ''),
    ignored: built.flatMap(({ form, ignored }) => (ignored === null ? [] : [{ key: form.key, reason: ignored }])),
    drawn: app ? [{ vendor: 'other', portalId: null, formId: null }] : drawn,
    anchors: elements
      .flatMap((element) => [attribute(element, 'id'), ...(element.name === 'a' ? [attribute(element, 'name')] : [])])
      .filter((id) => id !== ''),
  }
}

/** The first element of each id. */
function elementsById(elements: readonly Element[]): Map<string, Element> {
  return new Map(
    elements
      .toReversed()
      .flatMap((element): [string, Element][] =>
        attribute(element, 'id') === '' ? [] : [[attribute(element, 'id'), element]],
      ),
  )
}

/** The first label of each control, by the id that it names and by its own element. */
function labelsOf(events: readonly PageEvent[]) {
  const told = events.filter((event): event is LabelEvent => event.kind === 'label').toReversed()
  return {
    byTarget: new Map(told.filter(({ target }) => target !== '').map((event) => [event.target, event])),
    byElement: new Map(told.map((event) => [event.element, event])),
  }
}

/** Boxes that a script ticks, by `#id` or by name. */
function tickedBy(script: string): string[] {
  const ticks =
    /(?:getElementById\(\s*["']([\w-]+)["']\s*\)|\(\s*["'](#[\w-]+|[\w-]*\[name=["']?[^"'\]]+["']?\])["']\s*\))\s*\.\s*(?:checked\s*=\s*(?:true|!0)|(?:prop|attr)\(\s*["']checked["']\s*,\s*(?:true|!0|["']checked["']))/gu
  return [...script.matchAll(ticks)].map(([, id, found = '']) =>
    id !== undefined ? `#${id}` : found.startsWith('#') ? found : found.replace(/^[^[]*\[name=["']?|["']?\]$/gu, ''),
  )
}

/** Running text of a page such as a privacy policy, with its title, and whether it asks for a password. */
export function parseText(html: string): { title: string; text: string; login: boolean } {
  const document = parseDocument(html)
  const elements = elementsOf(document)
  return {
    title:
      elements
        .filter(({ name }) => name === 'title')
        .map(rawOf)[0]
        ?.trim() ?? '',
    text: textLines(document),
    login: elements.some(
      (element) => element.name === 'input' && attribute(element, 'type').toLowerCase() === 'password',
    ),
  }
}

/** Form elements in order; null stands for controls that no form holds. */
function formsOf(events: readonly PageEvent[], elements: readonly Element[]): (Element | null)[] {
  const loose = events.some(
    (event) =>
      event.kind === 'control' &&
      event.form === null &&
      attribute(event.element, 'form') === '' &&
      ['text', 'email', 'tel', ''].includes(attribute(event.element, 'type')) &&
      event.element.name !== 'select',
  )
  return [...elements.filter(({ name }) => name === 'form'), ...(loose ? [null] : [])]
}

function uniqueKey(owner: Element | null, place: number, seen: Map<string, number>): string {
  const name =
    owner === null
      ? 'page'
      : attribute(owner, 'id') ||
        attribute(owner, 'name') ||
        attribute(owner, 'action')
          .replace(/^https?:\/\/[^/]+/u, '')
          .replace(/[?#].*$/u, '') ||
        `form-${place + 1}`
  const count = (seen.get(name) ?? 0) + 1
  seen.set(name, count)
  return (count === 1 ? name : `${name}-${count}`).slice(0, 120)
}

function linkFrom(element: Element, base: string | null): FormLink {
  const raw = attribute(element, 'href')
  return {
    text: textOf(element) || attribute(element, 'aria-label') || attribute(element, 'title'),
    raw,
    href: absolute(raw, base),
  }
}

function absolute(raw: string, base: string | null): string {
  if (base === null) return raw
  return URL.parse(raw, base)?.href ?? raw
}

function baseOf(element: Element | undefined, url: string | null): string | null {
  const href = element === undefined ? '' : attribute(element, 'href')
  return href === '' ? url : (URL.parse(href, url ?? undefined)?.href ?? url)
}

function rawOf(element: Element): string {
  return element.children.map((child) => ('data' in child ? String(child.data) : '')).join('')
}
