import { DomHandler, Parser } from 'htmlparser2'
import { Element, Text, type AnyNode, type Document, type ParentNode } from 'domhandler'

export const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'br',
  'caption',
  'dd',
  'details',
  'dialog',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'legend',
  'li',
  'main',
  'nav',
  'ol',
  'option',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
])
export const unseen = new Set(['head', 'noscript', 'object', 'script', 'style', 'svg', 'template', 'title'])

/** Nothing a person reads lies deeper. */
const maxDepth = 256
/**
 * No editor forgets so many ends; whoever nests further does it to break readers. The parser's own time grows with the
 * square of the depth.
 */
const maxNested = 5_000

/** A page is nested deeper than any page for people. */
export class TooDeep extends Error {
  constructor() {
    super(`The page is nested more than ${maxNested} deep`)
    this.name = 'TooDeep'
  }
}

/** Parses a page and cuts what is nested deeper than people read. Throws TooDeep. */
export function parseDocument(html: string): Document {
  const document = parsed(html)
  const stack: { node: ParentNode; depth: number }[] = [{ node: document, depth: 0 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next
    if (depth >= maxDepth) node.children = []
    for (const child of node.children) if (child instanceof Element) stack.push({ node: child, depth: depth + 1 })
  }
  return document
}

function parsed(html: string): Document {
  let depth = 0
  const handler = new DomHandler()
  const opened = handler.onopentag.bind(handler)
  const closed = handler.onclosetag.bind(handler)
  handler.onopentag = (name, attributes) => {
    depth += 1
    if (depth > maxNested) throw new TooDeep()
    opened(name, attributes)
  }
  handler.onclosetag = () => {
    depth -= 1
    closed()
  }
  new Parser(handler).end(html)
  return handler.root
}

export function elementsOf(node: ParentNode): Element[] {
  return node.children.flatMap((child) => (child instanceof Element ? [child, ...elementsOf(child)] : []))
}

/** Text of a node with blanks made single, without scripts and without controls. */
export function textOf(node: AnyNode): string {
  return rawText(node)
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim()
}

function rawText(node: AnyNode): string {
  if (node instanceof Text) return node.data
  if (!(node instanceof Element) || unseen.has(node.name) || ['select', 'textarea', 'button'].includes(node.name))
    return ''
  const inside = node.children.map(rawText).join('')
  return blocks.has(node.name) ? ` ${inside} ` : inside
}

/** Text of a whole page, a line for each block: headings, cells and items stay apart. */
export function textLines(node: ParentNode): string {
  const walk = (one: AnyNode): string => {
    if (one instanceof Text) return one.data.replace(/[\s\u00a0]+/gu, ' ')
    if (!(one instanceof Element) || unseen.has(one.name)) return ''
    const inside = one.children.map(walk).join('')
    return blocks.has(one.name) ? `\n${inside}\n` : inside
  }
  return node.children
    .map(walk)
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

export function ancestorsOf(element: AnyNode): Element[] {
  const found: Element[] = []
  for (let up = element.parent; up !== null; up = up.parent) if (up instanceof Element) found.push(up)
  return found
}

export const attribute = (element: Element, name: string): string => element.attribs[name] ?? ''
export const cssClasses = (element: Element): string[] =>
  attribute(element, 'class')
    .split(/\s+/u)
    .filter((name) => name !== '')
