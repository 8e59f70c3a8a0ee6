import type { Element } from 'domhandler'
import { flat } from '../../domain/forms/flat.ts'
import type { FormControl, FormField, FormLink, FormModel, FormPiece, FormPlace } from '../../domain/forms/model.ts'
import { declineWords } from '../../domain/forms/tables/form-words.ts'
import { ancestorsOf, attribute, classesOf, elementsOf, textOf } from './dom.ts'
import type { PageEvent } from './page-events.ts'

interface Around {
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
/** Labels by the control they name, and by their own element for controls inside of them. */
export interface Labels {
  byTarget: ReadonlyMap<string, Of<'label'>>
  byElement: ReadonlyMap<Element, Of<'label'>>
}
type Of<Kind extends PageEvent['kind']> = Extract<PageEvent, { kind: Kind }>

/** Texts outside of the form's own element that may still belong to it. */
const nearBefore = 4
const nearAfter = 6
const maxLabelLength = 240

/** One form with its controls, their labels and the texts around it, in reading order. */
export function buildForm(
  events: readonly PageEvent[],
  owner: Element | null,
  around: Around,
): { form: FormModel; ignored: 'search' | 'login' | 'empty' | null } {
  const id = owner === null ? '' : attribute(owner, 'id')
  const mine = (event: PageEvent) =>
    (event.form === owner &&
      !(
        event.kind === 'control' &&
        attribute(event.element, 'form') !== '' &&
        attribute(event.element, 'form') !== id
      )) ||
    (id !== '' && attribute(event.element, 'form') === id)
  const places = events.flatMap((event, place) =>
    mine(event) && (owner !== null || event.kind !== 'text') ? [place] : [],
  )
  const [first = 0, last = -1] = [places[0], places.at(-1)]
  const inside = new Set(places)
  const buttons = places
    .map((place) => events[place])
    .filter((event): event is Of<'button'> => event?.kind === 'button')
  const sending = buttons.filter((button) => button.submits && !declineWords.test(flat(button.text)))
  const submitAt = events.indexOf(sending.at(-1) ?? buttons.filter(({ link }) => !link).at(-1) ?? ({} as PageEvent))
  const place = (at: number): FormPlace => (submitAt < 0 || at < submitAt ? 'before' : 'after')
  const taken = new Set<number>()
  const fields = places.flatMap((at): FormField[] => {
    const event = events[at]
    return event?.kind === 'control' ? [fieldOf(event, at, events, inside, taken, around, place(at))] : []
  })
  const pieces = [
    ...nearTexts(events, owner, first, -1, around),
    ...places,
    ...nearTexts(events, owner, last, 1, around),
  ].flatMap((at): FormPiece[] => {
    const event = events[at]
    if (
      event === undefined ||
      taken.has(at) ||
      !(event.kind === 'text' || event.kind === 'label') ||
      (event.kind === 'label' && !isLoose(event, events, at))
    )
      return []
    return [
      {
        text: event.text,
        links: event.links,
        tiny: event.kind === 'text' && event.tiny,
        place: event.kind === 'text' && event.folded ? 'folded' : inside.has(at) || at > last ? place(at) : 'before',
      },
    ]
  })
  const region = events[first]?.region ?? 'page'
  const headings = events
    .slice(0, Math.max(first, 0))
    .filter(
      (event): event is Of<'text'> =>
        event.kind === 'text' && event.heading && (region !== 'foot' || event.region === 'foot'),
    )
  const own = places
    .map((at) => events[at])
    .filter((event): event is Of<'text'> => event?.kind === 'text' && event.heading)
  const heading =
    [...own, ...headings.slice(-1)].map(({ text }) => text).join('\n') || (region === 'foot' ? '' : around.title)
  const form: FormModel = {
    key: around.key,
    language: around.language,
    heading,
    fields,
    pieces,
    name:
      (owner === null ? '' : attribute(owner, 'aria-label')) ||
      own[0]?.text ||
      headings.at(-1)?.text ||
      sending.at(-1)?.text ||
      around.title ||
      around.key,
    buttons: [
      ...buttons,
      ...events
        .slice(last + 1, last + 4)
        .filter(
          (event): event is Of<'button'> =>
            event.kind === 'button' && event.link && declineWords.test(flat(event.text)),
        ),
    ].map(({ text, link, submits, look, element }) => ({ text, link, submits, look, classes: classesOf(element) })),
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

/** Texts next to the form that share its box, up to the next heading or form. */
function nearTexts(
  events: readonly PageEvent[],
  owner: Element | null,
  from: number,
  step: 1 | -1,
  { previous, next }: Around,
): number[] {
  const boxes =
    owner === null
      ? []
      : ancestorsOf(owner)
          .slice(0, 2)
          .filter(({ name }) => name !== 'body' && name !== 'html')
  const found: number[] = []
  for (
    let at = from + step;
    at >= 0 && at < events.length && found.length < (step < 0 ? nearBefore : nearAfter);
    at += step
  ) {
    const event = events[at]
    if (
      event === undefined ||
      (event.form !== null && event.form !== owner) ||
      (event.form === (step < 0 ? previous : next) && event.form !== null)
    )
      break
    if (event.kind !== 'text' || event.form !== null) continue
    if (
      event.heading ||
      (boxes.length > 0 &&
        !ancestorsOf(event.element)
          .concat(event.element)
          .some((box) => boxes.includes(box)))
    )
      break
    if (
      event.region !== 'nav' &&
      (event.region !== 'foot' || (owner !== null && ancestorsOf(owner).some(({ name }) => name === 'footer')))
    )
      found.push(at)
  }
  return step < 0 ? found.toReversed() : found
}

/** A label that names no control of its own and stands before none: plain text. */
function isLoose(event: Of<'label'>, events: readonly PageEvent[], at: number): boolean {
  return (
    event.target === '' &&
    !elementsOf(event.element).some(({ name }) => ['input', 'select', 'textarea'].includes(name)) &&
    events[at + 1]?.kind !== 'control'
  )
}

function fieldOf(
  event: Of<'control'>,
  at: number,
  events: readonly PageEvent[],
  inside: ReadonlySet<number>,
  taken: Set<number>,
  around: Around,
  place: FormPlace,
): FormField {
  const { element } = event
  const id = attribute(element, 'id')
  const control = controlOf(element)
  const choice = control === 'checkbox' || control === 'radio'
  const options = element.name === 'select' ? elementsOf(element).filter(({ name }) => name === 'option') : []
  const chosen = options.find((option) => option.attribs['selected'] !== undefined) ?? options[0]
  const placeholder = attribute(element, 'placeholder')
  const described = textsOf(attribute(element, 'aria-describedby'), around)
  const label = labelOf(event, at, events, inside, taken, around, choice, placeholder)
  const first = options[0] === undefined ? '' : textOf(options[0])
  return {
    name: attribute(element, 'name') || attribute(element, 'id'),
    control,
    place,
    group: event.group,
    label:
      label.text ||
      (placeholder === '' && options.length > 0 && attribute(options[0] as Element, 'value') === '' ? first : ''),
    links: label.links,
    help: [placeholder, attribute(element, 'title'), ...described].filter((text) => text !== '').join(' '),
    required:
      element.attribs['required'] !== undefined ||
      attribute(element, 'aria-required') === 'true' ||
      classesOf(element).some((name) => /validates-as-required|^required$/u.test(name)) ||
      ancestorsOf(element).some((one) => {
        const classes = classesOf(one)
        return classes.includes('wpcf7-acceptance') && !classes.includes('optional')
      }),
    checked: element.attribs['checked'] !== undefined || attribute(element, 'aria-checked') === 'true',
    ...(around.ticked.has(`#${id}`) || around.ticked.has(attribute(element, 'name'))
      ? { scripted: true as const }
      : {}),
    value: options.length > 0 && chosen !== undefined ? textOf(chosen) : attribute(element, 'value').slice(0, 80),
    options: options.map((option) => textOf(option)).slice(0, 30),
  }
}

/** Finds the words that name a control. */
function labelOf(
  event: Of<'control'>,
  at: number,
  events: readonly PageEvent[],
  inside: ReadonlySet<number>,
  taken: Set<number>,
  around: Around,
  choice: boolean,
  placeholder: string,
): { text: string; links: readonly FormLink[] } {
  const { element } = event
  const id = attribute(element, 'id')
  const holder =
    around.labels.byTarget.get(id) ??
    ancestorsOf(element)
      .map((one) => around.labels.byElement.get(one))
      .find((one) => one !== undefined)
  if (holder !== undefined && holder.text !== '') return { text: holder.text, links: holder.links }
  const named = textsOf(attribute(element, 'aria-labelledby'), around).join(' ') || attribute(element, 'aria-label')
  if (named !== '') return { text: named, links: [] }
  // Old markup puts the words of a box behind it and those of a field in front.
  for (const step of choice ? [1, -1] : [-1]) {
    const near = events[at + step]
    if (
      near === undefined ||
      !inside.has(at + step) ||
      taken.has(at + step) ||
      (near.kind !== 'text' && near.kind !== 'label') ||
      near.text.length > (choice ? 600 : maxLabelLength)
    )
      continue
    if (
      near.kind === 'label'
        ? near.target !== ''
        : near.heading || (!choice && placeholder !== '' && near.text.length > 40)
    )
      continue
    taken.add(at + step)
    return { text: near.text, links: near.links }
  }
  return { text: '', links: [] }
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
