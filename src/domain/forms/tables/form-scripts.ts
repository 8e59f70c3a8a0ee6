// How pages hold forms that a vendor's script draws: nothing of such a form is in their source but its numbers.

/** Calls of a vendor's script. `start`: what comes before the braces in which the two ids stand by these names. */
export const scriptCalls: readonly { vendor: string; start: RegExp; portalId: string; formId: string }[] = [
  { vendor: 'hubspot', start: /hbspt\.forms\.create\s*\(\s*\{/u, portalId: 'portalId', formId: 'formId' },
]

/** Calls whose two ids are their arguments, in this order. */
export const scriptArguments: readonly { vendor: string; call: RegExp }[] = [
  { vendor: 'marketo', call: /MktoForms2\.loadForm\s*\(\s*["'][^"']*["']\s*,\s*["']([^"']*)["']\s*,\s*(\d+)/gu },
]

/** Empty elements that a script fills: one of these classes, or of these attributes, which then holds the form's id. */
export const scriptElements: readonly {
  vendor: string
  classes: readonly string[]
  portalId: string | null
  formIds: readonly string[]
}[] = [
  { vendor: 'hubspot', classes: ['hs-form-frame', 'hs-form-html'], portalId: 'data-portal-id', formIds: ['data-form-id'] },
  { vendor: 'typeform', classes: [], portalId: null, formIds: ['data-tf-widget', 'data-tf-live'] },
]

/** Frames that show the vendor's own page. */
export const scriptFrames: readonly { vendor: string; source: RegExp }[] = [
  { vendor: 'pardot', source: /(go|info|www2)\.[^/]{1,255}\/l\/\d+|pardot\.com/u },
]
