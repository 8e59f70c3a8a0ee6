import type { Element } from 'domhandler'
import { flat } from '../../domain/forms/flat.ts'
import type { FormModel, FormPiece, FormPlace } from '../../domain/forms/model.ts'
import { declineWords } from '../../domain/forms/tables/form-words.ts'
import { ancestorsOf, attribute, cssClasses, elementsOf } from './dom.ts'
import { fieldsOf, type Around } from './form-fields.ts'
import type { Of, PageEvent } from './page-events.ts'

/** Texts outside of the form's own element that may still belong to it. */
const nearBefore = 4
const nearAfter = 6

/** One form with its controls, their labels and the texts around it, in reading order. */
export function buildForm(
  events: readonly PageEvent[],
  owner: Element | null,
  around: Around,
): { form: FormModel; ignored: 'search' | 'login' | 'empty' | null } {
  const places = events.flatMap((event, place) =>
    belongsTo(event, owner) && (owner !== null || event.kind !== 'text') ? [place] : [],
  )
  const [first = 0, last = -1] = [places[0], places.at(-1)]
  const inside = new Set(places)
  const buttons = places
    .map((place) => events[place])
    .filter((event): event is Of<'button'> => event?.kind === 'button')
  const sending = buttons.filter((button) => button.submits && !declineWords.test(flat(button.text)))
  const submitAt = events.indexOf(sending.at(-1) ?? buttons.filter(({ link }) => !link).at(-1) ?? ({} as PageEvent))
  const place = (at: number): FormPlace => (submitAt < 0 || at < submitAt ? 'before' : 'after')
  const { fields, taken } = fieldsOf({ events, inside, around, place }, places)
  const pieces = [
    ...nearTexts(events, owner, first, -1, around),
    ...places,
    ...nearTexts(events, owner, last, 1, around),
  ].flatMap((at): FormPiece[] => {
    const event = events[at]
    if (event === undefined || taken.has(at) || !isPlainText(event, events, at)) return []
    const folded = event.kind === 'text' && event.folded
    return [
      {
        text: event.text,
        links: event.links,
        tiny: event.kind === 'text' && event.tiny,
        place: folded ? 'folded' : inside.has(at) || at > last ? place(at) : 'before',
      },
    ]
  })
  const { heading, title } = headingsOf(events, places, around)
  const form: FormModel = {
    key: around.key,
    language: around.language,
    heading,
    fields,
    pieces,
    name:
      (owner === null ? '' : attribute(owner, 'aria-label')) ||
      title ||
      sending.at(-1)?.text ||
      around.title ||
      around.key,
    buttons: [...buttons, ...declinesAfter(events, last)].map(buttonOf),
    hidden: places.flatMap((at) => {
      const event = events[at]
      return event?.kind === 'hidden' ? [{ name: event.name, value: event.value.slice(0, 40) }] : []
    }),
    footLinks: around.footLinks.filter(
      (link) => !pieces.some((piece) => piece.links.some((one) => one.raw === link.raw && one.text === link.text)),
    ),
  }
  return { form, ignored: ignoredAs(form, owner) }
}

function buttonOf({ text, link, submits, look, element }: Of<'button'>): FormModel['buttons'][number] {
  return { text, link, submits, look, classes: cssClasses(element) }
}

/** A control may name its form from anywhere on the page. */
function belongsTo(event: PageEvent, owner: Element | null): boolean {
  const id = owner === null ? '' : attribute(owner, 'id')
  const named = attribute(event.element, 'form')
  if (id !== '' && named === id) return true
  return event.form === owner && !(event.kind === 'control' && named !== '' && named !== id)
}

/** The words above a form, and the one of them that names it. */
function headingsOf(
  events: readonly PageEvent[],
  places: readonly number[],
  around: Around,
): { heading: string; title: string | undefined } {
  const first = places[0] ?? 0
  const region = events[first]?.region ?? 'page'
  const above = events
    .slice(0, Math.max(first, 0))
    .filter(
      (event): event is Of<'text'> =>
        event.kind === 'text' && event.heading && (region !== 'foot' || event.region === 'foot'),
    )
  const own = places
    .map((at) => events[at])
    .filter((event): event is Of<'text'> => event?.kind === 'text' && event.heading)
  const heading = [...own, ...above.slice(-1)].map(({ text }) => text).join('\n')
  return {
    heading: heading || (region === 'foot' ? '' : around.title),
    title: own[0]?.text || above.at(-1)?.text,
  }
}

/** Links right behind a form that decline what it asks. */
function declinesAfter(events: readonly PageEvent[], last: number): Of<'button'>[] {
  return events
    .slice(last + 1, last + 4)
    .filter(
      (event): event is Of<'button'> => event.kind === 'button' && event.link && declineWords.test(flat(event.text)),
    )
}

/** Texts next to the form that share its box, up to the next heading or form. */
function nearTexts(
  events: readonly PageEvent[],
  owner: Element | null,
  from: number,
  step: 1 | -1,
  { previous, next }: Around,
): number[] {
  const [neighbour, max] = step < 0 ? [previous, nearBefore] : [next, nearAfter]
  const boxes = owner === null ? [] : boxesOf(owner)
  const inFoot = owner !== null && ancestorsOf(owner).some(({ name }) => name === 'footer')
  const isBeside = ({ region }: PageEvent) => region === 'page' || (region === 'foot' && inFoot)
  const found: number[] = []
  for (let at = from + step; at >= 0 && at < events.length && found.length < max; at += step) {
    const event = events[at]
    if (event === undefined || isOfForm(event, owner, neighbour)) break
    if (event.kind !== 'text' || event.form !== null) continue
    if (event.heading || !isInOneOf(boxes, event.element)) break
    if (isBeside(event)) found.push(at)
  }
  return step < 0 ? found.toReversed() : found
}

/** Part of another form, or of the one before or behind. */
function isOfForm({ form }: PageEvent, owner: Element | null, neighbour: Element | null): boolean {
  return form !== null && (form !== owner || form === neighbour)
}

/** What a form stands in, short of the page. */
function boxesOf(owner: Element): Element[] {
  return ancestorsOf(owner)
    .slice(0, 2)
    .filter(({ name }) => name !== 'body' && name !== 'html')
}

/** True where there is no box to be in, too. */
function isInOneOf(boxes: readonly Element[], element: Element): boolean {
  return (
    boxes.length === 0 ||
    ancestorsOf(element)
      .concat(element)
      .some((box) => boxes.includes(box))
  )
}

/** A text, or a label that is none. */
function isPlainText(event: PageEvent, events: readonly PageEvent[], at: number): event is Of<'text'> | Of<'label'> {
  return event.kind === 'text' || (event.kind === 'label' && isLoose(event, events, at))
}

/** A label that names no control of its own and stands before none: plain text. */
function isLoose(event: Of<'label'>, events: readonly PageEvent[], at: number): boolean {
  return (
    event.target === '' &&
    !elementsOf(event.element).some(({ name }) => ['input', 'select', 'textarea'].includes(name)) &&
    events[at + 1]?.kind !== 'control'
  )
}

/** Forms that collect nothing about a person to be solicited. */
function ignoredAs(form: FormModel, owner: Element | null): 'search' | 'login' | 'empty' | null {
  const typed = form.fields.filter(({ control }) => control !== 'checkbox' && control !== 'radio')
  if (typed.length === 0) return 'empty'
  const search =
    typed.every(
      (field) =>
        field.control === 'search' || /^(q|s|query|search|recherche|suche|keywords?)$/u.test(field.name.toLowerCase()),
    ) ||
    (owner !== null && attribute(owner, 'role') === 'search')
  if (search) return 'search'
  return typed.some(({ control }) => control === 'password') && typed.length <= 3 ? 'login' : null
}
