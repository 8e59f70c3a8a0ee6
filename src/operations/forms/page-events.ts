import { Element, Text, type AnyNode, type Document } from 'domhandler'
import { flat } from '../../domain/forms/flat.ts'
import { declineWords, continueButton } from '../../domain/forms/tables/form-words.ts'
import type { FormLink, FormLook } from '../../domain/forms/model.ts'
import { attribute, blocks, textOf, unseen } from './dom.ts'
import { fontPx, isHidden, lookOf, styleOf, type PageStyles } from './page-styles.ts'

type Region = 'page' | 'nav' | 'foot'

interface Where {
  /** The form element it belongs to; null = it stands between forms. */
  form: Element | null
  region: Region
  element: Element
}
/** What a reader of the page meets, one after the other. */
export type PageEvent = Where &
  (
    | { kind: 'text'; text: string; links: readonly FormLink[]; tiny: boolean; folded: boolean; heading: boolean }
    | { kind: 'label'; text: string; target: string; links: readonly FormLink[] }
    | { kind: 'control'; group: string }
    | { kind: 'button'; text: string; submits: boolean; link: boolean; look: FormLook }
    | { kind: 'hidden'; name: string; value: string }
  )

/** Events of one kind. */
export type Of<Kind extends PageEvent['kind']> = Extract<PageEvent, { kind: Kind }>

interface Context {
  form: Element | null
  region: Region
  tiny: boolean
  folded: boolean
  group: string
  label: Element | null
  hidden: boolean
}

/** Text that runs on until an element ends it; where it began says where it stands. */
interface RunningText {
  text: string
  links: FormLink[]
  began: { element: Element; context: Context } | null
}

/** A page that is being walked. */
interface Walk {
  events: PageEvent[]
  running: RunningText
  styles: PageStyles
  linkOf: (element: Element) => FormLink
}

/** An element that the walk has come to, with what holds around it and within it. */
interface Met {
  element: Element
  style: Readonly<Record<string, string>>
  outer: Context
  inner: Context
  where: Where
}

/** Walks a page once, in the order of its source, and leaves out what nobody sees. */
export function eventsOf(document: Document, styles: PageStyles, linkOf: (element: Element) => FormLink): PageEvent[] {
  const walk: Walk = { events: [], running: noText(), styles, linkOf }
  for (const child of document.children)
    visit(walk, child, {
      form: null,
      region: 'page',
      tiny: false,
      folded: false,
      group: '',
      label: null,
      hidden: false,
    })
  endText(walk)
  return walk.events
}

function visit(walk: Walk, node: AnyNode, outer: Context): void {
  if (node instanceof Text) return runOn(walk, node, outer)
  if (!(node instanceof Element) || unseen.has(node.name)) return
  const style = styleOf(node, walk.styles)
  const inner = contextIn(node, style, outer)
  const where = { form: inner.form, region: inner.region, element: node }
  const isBlock = blocks.has(node.name)
  if (isBlock) endText(walk)
  if (takers.get(node.name)?.(walk, { element: node, style, outer, inner, where }) === 'whole') return
  for (const child of node.children) visit(walk, child, inner)
  if (isBlock) endText(walk)
}

const noText = (): RunningText => ({ text: '', links: [], began: null })

function runOn({ running }: Walk, node: Text, context: Context): void {
  if (context.label !== null || context.hidden || !(node.parent instanceof Element)) return
  running.text += node.data
  if (node.data.trim() !== '') running.began ??= { element: node.parent, context }
}

function endText(walk: Walk): void {
  const { began, links, text: raw } = walk.running
  walk.running = noText()
  const text = raw.replace(/[\s\u00a0]+/gu, ' ').trim()
  if (text === '' || began === null) return
  const { tiny, folded, form, region } = began.context
  walk.events.push({ kind: 'text', text, links, tiny, folded, heading: false, form, region, element: began.element })
}

/** What holds within an element. */
function contextIn(node: Element, style: Readonly<Record<string, string>>, outer: Context): Context {
  const size = fontPx(style)
  const closed = node.name === 'details' && node.attribs['open'] === undefined
  return {
    ...outer,
    hidden: outer.hidden || isHidden(node, style),
    tiny: size === null ? outer.tiny : size < 10,
    folded: (outer.folded || closed) && node.name !== 'summary',
    form: node.name === 'form' ? node : outer.form,
    region: regionOf(node) ?? outer.region,
    group: node.name === 'fieldset' ? legendOf(node) : outer.group,
  }
}

function regionOf(node: Element): Region | null {
  if (node.name === 'footer' || attribute(node, 'role') === 'contentinfo') return 'foot'
  return node.name === 'nav' ? 'nav' : null
}

/** What an element tells by itself; `whole`: nothing of what stands in it is met on its own. */
type Taker = (walk: Walk, met: Met) => 'whole' | 'open'

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

/** By name of the element, which a stranger's page chooses. */
const takers = new Map<string, Taker>([
  ...['input', 'select', 'textarea', 'button'].map((name) => [name, takeControl] as const),
  ...headings.map((name) => [name, takeHeading] as const),
  ['label', takeLabel],
  ['a', takeLink],
])

function takeControl(walk: Walk, { element, inner, where, style }: Met): 'whole' {
  endText(walk)
  walk.events.push(...controlOf(element, inner, where, style))
  return 'whole'
}

/** A label's text is its own; of what stands in it only the controls are met. */
function takeLabel(walk: Walk, { element, outer, inner, where }: Met): 'whole' {
  if (!inner.hidden || outer.hidden) endText(walk)
  const links = linksIn(element, walk.linkOf)
  walk.events.push({ ...where, kind: 'label', text: textOf(element), target: attribute(element, 'for'), links })
  for (const child of element.children) visit(walk, child, { ...inner, label: element })
  return 'whole'
}

function takeLink(walk: Walk, { element, outer, inner, where, style }: Met): 'open' {
  const text = textOf(element)
  if (inner.hidden || text === '' || outer.label !== null) return 'open'
  if (actsAsButton(element, flat(text), inner.form !== null))
    walk.events.push({ ...where, kind: 'button', text, submits: false, link: true, look: lookOf(style) })
  walk.running.links.push(walk.linkOf(element))
  return 'open'
}

/** A link that is drawn as a button, leads nowhere, or says what a button of a form says. */
function actsAsButton(link: Element, words: string, inForm: boolean): boolean {
  return (
    /\b(btn|button|cta)\b/u.test(attribute(link, 'class')) ||
    attribute(link, 'role') === 'button' ||
    attribute(link, 'href') === '#' ||
    attribute(link, 'href') === '' ||
    declineWords.test(words) ||
    (inForm && continueButton.test(words))
  )
}

function takeHeading(walk: Walk, { element, inner, where }: Met): 'whole' {
  const text = textOf(element)
  if (!inner.hidden && text !== '')
    walk.events.push({
      ...where,
      kind: 'text',
      text,
      links: linksIn(element, walk.linkOf),
      tiny: false,
      folded: inner.folded,
      heading: true,
    })
  return 'whole'
}

function controlOf(
  node: Element,
  context: Context,
  where: Where,
  style: Readonly<Record<string, string>>,
): PageEvent[] {
  const type = node.name === 'input' ? attribute(node, 'type').toLowerCase() || 'text' : node.name
  if (type === 'hidden')
    return [{ ...where, kind: 'hidden', name: attribute(node, 'name'), value: attribute(node, 'value') }]
  if (context.hidden) return []
  if (node.name === 'button' || ['submit', 'image', 'button', 'reset'].includes(type)) {
    const own =
      node.name === 'button'
        ? node.children
            .map((child) => textOf(child))
            .join(' ')
            .trim()
        : attribute(node, 'value') || attribute(node, 'alt')
    const kind = node.name === 'button' ? attribute(node, 'type').toLowerCase() || 'submit' : type
    if (kind === 'reset') return []
    return [
      {
        ...where,
        kind: 'button',
        text: own || attribute(node, 'aria-label') || attribute(node, 'title'),
        submits: kind !== 'button',
        link: false,
        look: lookOf(style),
      },
    ]
  }
  return [{ ...where, kind: 'control', group: context.group }]
}

function legendOf(fieldset: Element): string {
  const legend = fieldset.children.find(
    (child): child is Element => child instanceof Element && child.name === 'legend',
  )
  return legend === undefined ? '' : textOf(legend)
}

function linksIn(node: Element, linkOf: (element: Element) => FormLink): FormLink[] {
  return node.children.flatMap((child) =>
    child instanceof Element ? [...(child.name === 'a' ? [linkOf(child)] : []), ...linksIn(child, linkOf)] : [],
  )
}
