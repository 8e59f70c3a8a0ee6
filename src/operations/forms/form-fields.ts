import type { Element } from 'domhandler'
import type { FormControl, PageField, FormLink, FormPlace } from '../../domain/forms/model.ts'
import { ancestorsOf, attribute, cssClasses, elementsOf, textOf } from './dom.ts'
import type { Of, PageEvent } from './page-events.ts'

const maxLabelLength = 240

/** Labels by the control they name, and by their own element for controls inside of them. */
interface Labels {
  byTarget: ReadonlyMap<string, Of<'label'>>
  byElement: ReadonlyMap<Element, Of<'label'>>
}

/** What a page says around a form. */
export interface Around {
  key: string
  title: string
  language: string | null
  byId: ReadonlyMap<string, Element>
  labels: Labels
  /** `#id` or name of boxes that a script of the page ticks. */
  ticked: ReadonlySet<string>
  footLinks: readonly FormLink[]
  previous: Element | null
  next: Element | null
}

/** A form as its fields are read: what stands on the page, which of it is the form's, and where its button is. */
interface FormScene {
  events: readonly PageEvent[]
  inside: ReadonlySet<number>
  around: Around
  place(at: number): FormPlace
}

/** The fields at these places, and the texts that became labels of theirs. */
export function fieldsOf(
  scene: FormScene,
  places: readonly number[],
): { fields: PageField[]; taken: ReadonlySet<number> } {
  const taken = new Set<number>()
  const fields = places.flatMap((at): PageField[] => {
    const event = scene.events[at]
    return event?.kind === 'control' ? [fieldOf(event, at, scene, taken)] : []
  })
  return { fields, taken }
}

function fieldOf(event: Of<'control'>, at: number, scene: FormScene, taken: Set<number>): PageField {
  const { around } = scene
  const { element } = event
  const id = attribute(element, 'id')
  const control = controlOf(element)
  const options = element.name === 'select' ? elementsOf(element).filter(({ name }) => name === 'option') : []
  const chosen = options.find((option) => option.attribs['selected'] !== undefined) ?? options[0]
  const placeholder = attribute(element, 'placeholder')
  const described = textsOf(attribute(element, 'aria-describedby'), around)
  const label = labelOf(event, at, scene, taken)
  const first = options[0] === undefined ? '' : textOf(options[0])
  return {
    name: attribute(element, 'name') || attribute(element, 'id'),
    control,
    place: scene.place(at),
    group: event.group,
    label:
      label.text ||
      (placeholder === '' && options.length > 0 && attribute(options[0] as Element, 'value') === '' ? first : ''),
    links: label.links,
    help: [placeholder, attribute(element, 'title'), ...described].filter((text) => text !== '').join(' '),
    required: isRequired(element),
    checked: element.attribs['checked'] !== undefined || attribute(element, 'aria-checked') === 'true',
    ...(around.ticked.has(`#${id}`) || around.ticked.has(attribute(element, 'name'))
      ? { scripted: true as const }
      : {}),
    value: options.length > 0 && chosen !== undefined ? textOf(chosen) : attribute(element, 'value').slice(0, 80),
    options: options.map((option) => textOf(option)).slice(0, 30),
  }
}

function isRequired(element: Element): boolean {
  return (
    element.attribs['required'] !== undefined ||
    attribute(element, 'aria-required') === 'true' ||
    cssClasses(element).some((name) => /validates-as-required|^required$/u.test(name)) ||
    ancestorsOf(element).some((one) => {
      const classes = cssClasses(one)
      return classes.includes('wpcf7-acceptance') && !classes.includes('optional')
    })
  )
}

interface Label {
  text: string
  links: readonly FormLink[]
}

/** Finds the words that name a control. */
function labelOf(event: Of<'control'>, at: number, scene: FormScene, taken: Set<number>): Label {
  const { element } = event
  const { around } = scene
  const id = attribute(element, 'id')
  const holder =
    around.labels.byTarget.get(id) ??
    ancestorsOf(element)
      .map((one) => around.labels.byElement.get(one))
      .find((one) => one !== undefined)
  if (holder !== undefined && holder.text !== '') return { text: holder.text, links: holder.links }
  const named = textsOf(attribute(element, 'aria-labelledby'), around).join(' ') || attribute(element, 'aria-label')
  if (named !== '') return { text: named, links: [] }
  return wordsBeside(element, at, scene, taken) ?? { text: '', links: [] }
}

/** A text next to a control that has no label; it is taken, and names no other. */
function wordsBeside(element: Element, at: number, { events, inside }: FormScene, taken: Set<number>): Label | null {
  const control = controlOf(element)
  const choice = control === 'checkbox' || control === 'radio'
  const hasHint = !choice && attribute(element, 'placeholder') !== ''
  // Old markup puts the words of a box behind it and those of a field in front.
  for (const step of choice ? [1, -1] : [-1]) {
    const near = events[at + step]
    if (near === undefined || !inside.has(at + step) || taken.has(at + step)) continue
    if (near.kind !== 'text' && near.kind !== 'label') continue
    if (near.text.length > (choice ? 600 : maxLabelLength) || isOfAnother(near, hasHint)) continue
    taken.add(at + step)
    return { text: near.text, links: near.links }
  }
  return null
}

/** A label of another control, a heading, or a sentence beside a field that says in itself what it wants. */
function isOfAnother(near: Of<'text'> | Of<'label'>, hasHint: boolean): boolean {
  return near.kind === 'label' ? near.target !== '' : near.heading || (hasHint && near.text.length > 40)
}

function textsOf(ids: string, { byId }: Around): string[] {
  return ids.split(/\s+/u).flatMap((id) => {
    const element = byId.get(id)
    return element === undefined ? [] : [textOf(element)]
  })
}

function controlOf(element: Element): FormControl {
  if (element.name === 'select' || element.name === 'textarea') return element.name
  const type = attribute(element, 'type').toLowerCase()
  if (['email', 'tel', 'date', 'checkbox', 'radio', 'file', 'password', 'search', 'number', 'url'].includes(type))
    return type as FormControl
  return type === 'datetime-local' || type === 'month' ? 'date' : 'text'
}
