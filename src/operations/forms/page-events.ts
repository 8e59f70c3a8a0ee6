import { Element, Text, type AnyNode, type Document } from 'domhandler'
import { flat } from '../../domain/forms/flat.ts'
import { declineWords, goesOn } from '../../domain/forms/tables/form-words.ts'
import type { FormLink, FormLook } from '../../domain/forms/model.ts'
import { attribute, blocks, textOf, unseen } from './dom.ts'
import { fontPx, isHidden, lookOf, styleOf, type PageStyles } from './page-styles.ts'

export type Region = 'page' | 'nav' | 'foot'

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

/** Walks a page once, in the order of its source, and leaves out what nobody sees. */
export function eventsOf(document: Document, styles: PageStyles, linkOf: (element: Element) => FormLink): PageEvent[] {
  const events: PageEvent[] = []
  let pending = {
    text: '',
    links: [] as FormLink[],
    element: null as Element | null,
    context: null as Context | null,
    heading: false,
  }
  const flush = () => {
    const text = pending.text.replace(/[\s\u00a0]+/gu, ' ').trim()
    const { context, element, links, heading } = pending
    pending = { text: '', links: [], element: null, context: null, heading: false }
    if (text !== '' && context !== null && element !== null)
      events.push({
        kind: 'text',
        text,
        links,
        tiny: context.tiny,
        folded: context.folded,
        heading,
        form: context.form,
        region: context.region,
        element,
      })
  }
  const walk = (node: AnyNode, context: Context): void => {
    if (node instanceof Text) {
      if (context.label !== null || context.hidden || !(node.parent instanceof Element)) return
      pending.text += node.data
      if (node.data.trim() !== '') {
        pending.element ??= node.parent
        pending.context ??= context
      }
      return
    }
    if (!(node instanceof Element) || unseen.has(node.name)) return
    const style = styleOf(node, styles)
    const size = fontPx(style)
    const inside: Context = {
      ...context,
      hidden: context.hidden || isHidden(node, style),
      tiny: size === null ? context.tiny : size < 10,
      folded:
        (context.folded || (node.name === 'details' && node.attribs['open'] === undefined)) && node.name !== 'summary',
      form: node.name === 'form' ? node : context.form,
      region:
        node.name === 'footer' || attribute(node, 'role') === 'contentinfo'
          ? 'foot'
          : node.name === 'nav'
            ? 'nav'
            : context.region,
      group: node.name === 'fieldset' ? legendOf(node) : context.group,
    }
    const where = { form: inside.form, region: inside.region, element: node }
    const block = blocks.has(node.name)
    if (block) flush()
    switch (node.name) {
      case 'input':
      case 'select':
      case 'textarea':
      case 'button':
        flush()
        events.push(...controlOf(node, inside, where, style))
        return
      case 'label': {
        if (!inside.hidden || context.hidden) flush()
        const links = linksIn(node, linkOf)
        events.push({ ...where, kind: 'label', text: textOf(node), target: attribute(node, 'for'), links })
        for (const child of node.children) walk(child, { ...inside, label: node })
        return
      }
      case 'a': {
        const text = textOf(node)
        if (!inside.hidden && text !== '' && context.label === null) {
          if (
            /\b(btn|button|cta)\b/u.test(attribute(node, 'class')) ||
            attribute(node, 'role') === 'button' ||
            attribute(node, 'href') === '#' ||
            attribute(node, 'href') === '' ||
            declineWords.test(flat(text)) ||
            (inside.form !== null && goesOn.test(flat(text)))
          ) {
            const kept = { ...pending }
            events.push({ ...where, kind: 'button', text, submits: false, link: true, look: lookOf(style) })
            pending = kept
          }
          pending.links.push(linkOf(node))
        }
        break
      }
      default:
        if (/^h[1-6]$/u.test(node.name)) {
          const text = textOf(node)
          if (!inside.hidden && text !== '')
            events.push({
              ...where,
              kind: 'text',
              text,
              links: linksIn(node, linkOf),
              tiny: false,
              folded: inside.folded,
              heading: true,
            })
          return
        }
    }
    for (const child of node.children) walk(child, inside)
    if (block) flush()
  }
  for (const child of document.children)
    walk(child, { form: null, region: 'page', tiny: false, folded: false, group: '', label: null, hidden: false })
  flush()
  return events
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
