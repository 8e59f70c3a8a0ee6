import type { Element } from 'domhandler'
import type { DrawnForm } from '../../domain/form-audit/model.ts'
import { attribute } from './dom.ts'

/** Forms that a vendor's script draws into the page: nothing of them is in its source but their numbers. */
export function drawnForms(elements: readonly Element[], scripts: readonly string[]): DrawnForm[] {
  const calls = scripts.flatMap((script): DrawnForm[] => [
    ...hubspotCalls(script).map(
      (body): DrawnForm => ({
        vendor: 'hubspot',
        portalId: valueOf(body, 'portalId'),
        formId: valueOf(body, 'formId'),
      }),
    ),
    ...[...script.matchAll(/MktoForms2\.loadForm\s*\(\s*["'][^"']*["']\s*,\s*["']([^"']*)["']\s*,\s*(\d+)/gu)].map(
      ([, portalId = '', formId = '']): DrawnForm => ({ vendor: 'marketo', portalId, formId }),
    ),
  ])
  const frames = elements.flatMap((element): DrawnForm[] => {
    const data = (name: string) => attribute(element, `data-${name}`) || null
    if (attribute(element, 'class').includes('hs-form-frame') || attribute(element, 'class').includes('hs-form-html'))
      return [{ vendor: 'hubspot', portalId: data('portal-id'), formId: data('form-id') }]
    if (data('tf-widget') !== null || data('tf-live') !== null)
      return [{ vendor: 'typeform', portalId: null, formId: data('tf-widget') ?? data('tf-live') }]
    if (element.name === 'iframe' && /(go|info|www2)\.[^/]{1,255}\/l\/\d+|pardot\.com/u.test(attribute(element, 'src')))
      return [{ vendor: 'pardot', portalId: null, formId: null }]
    return []
  })
  return [...calls, ...frames]
}

/** More is given to no call: ids, and names of elements. */
const maxCall = 4_000

/** What each call gives HubSpot's script, up to the next call. */
function hubspotCalls(script: string): string[] {
  return script
    .split(/hbspt\.forms\.create\s*\(\s*\{/u)
    .slice(1)
    .map((call) => call.slice(0, maxCall))
}

function valueOf(body: string, name: string): string | null {
  return new RegExp(`["']?${name}["']?\\s*:\\s*["']?([\\w-]+)`, 'u').exec(body)?.[1] ?? null
}
