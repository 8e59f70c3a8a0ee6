import type { Element } from 'domhandler'
import type { DrawnForm } from '../../domain/forms/model.ts'
import { scriptArguments, scriptCalls, scriptElements, scriptFrames } from '../../domain/forms/tables/form-scripts.ts'
import { attribute } from './dom.ts'

/** Forms that a vendor's script draws into the page: nothing of them is in its source but their numbers. */
export function drawnForms(elements: readonly Element[], scripts: readonly string[]): DrawnForm[] {
  return [...scripts.flatMap(formsOfScript), ...elements.flatMap(formsOfElement)]
}

/** More is given to no call: ids, and names of elements. */
const maxCall = 4_000

function formsOfScript(script: string): DrawnForm[] {
  const named = scriptCalls.flatMap(({ vendor, start, portalId, formId }) =>
    script
      .split(start)
      .slice(1)
      .map((call) => call.slice(0, maxCall))
      .map((body): DrawnForm => ({ vendor, portalId: valueOf(body, portalId), formId: valueOf(body, formId) })),
  )
  const placed = scriptArguments.flatMap(({ vendor, call }) =>
    [...script.matchAll(call)].map(([, portalId = '', formId = '']): DrawnForm => ({ vendor, portalId, formId })),
  )
  return [...named, ...placed]
}

function formsOfElement(element: Element): DrawnForm[] {
  const valueAt = (name: string) => attribute(element, name) || null
  const filled = scriptElements.find(({ classes, formIds }) =>
    classes.length > 0
      ? classes.some((name) => attribute(element, 'class').includes(name))
      : formIds.some((name) => valueAt(name) !== null),
  )
  if (filled !== undefined) {
    const { vendor, portalId, formIds } = filled
    const formId = formIds.map(valueAt).find((id) => id !== null) ?? null
    return [{ vendor, portalId: portalId === null ? null : valueAt(portalId), formId }]
  }
  if (element.name !== 'iframe') return []
  const shown = scriptFrames.find(({ source }) => source.test(attribute(element, 'src')))
  return shown === undefined ? [] : [{ vendor: shown.vendor, portalId: null, formId: null }]
}

function valueOf(body: string, name: string): string | null {
  return new RegExp(`["']?${name}["']?\\s*:\\s*["']?([\\w-]+)`, 'u').exec(body)?.[1] ?? null
}
