// A browser in small: cookies, forms with what they hold, links, redirects. It presses the same buttons an admin does.
import { call } from '../call.mjs'

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'" }
const decode = (text) => text.replaceAll(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => entities[entity])

function attribute(tag, name) {
  const match = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`, 'i').exec(tag)
  return match === null ? null : decode(match[1] ?? '')
}

/** Forms of a page: action, and the fields a browser would send untouched. */
export function formsOf(html) {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/gi)].map(([whole, inside]) => {
    const tag = whole.slice(0, whole.indexOf('>') + 1)
    return {
      action: attribute(tag, 'action') ?? '',
      method: (attribute(tag, 'method') ?? 'get').toUpperCase(),
      fields: [...inputsIn(inside), ...areasIn(inside), ...choicesIn(inside)],
    }
  })
}

function inputsIn(html) {
  return [...html.matchAll(/<input\b[^>]*>/gi)].flatMap(([input]) => {
    const name = attribute(input, 'name')
    const type = (attribute(input, 'type') ?? 'text').toLowerCase()
    if (name === null || type === 'submit') return []
    if (['checkbox', 'radio'].includes(type) && attribute(input, 'checked') === null) return []
    return [[name, attribute(input, 'value') ?? (type === 'checkbox' ? 'on' : '')]]
  })
}

function areasIn(html) {
  return [...html.matchAll(/<textarea\b[^>]*>([\s\S]*?)<\/textarea>/gi)].map(([area, text]) => [
    attribute(area, 'name') ?? '',
    decode(text),
  ])
}

function choicesIn(html) {
  return [...html.matchAll(/<select\b[^>]*>[\s\S]*?<\/select>/gi)].flatMap(([select]) => {
    const options = [...select.matchAll(/<option\b[^>]*>/gi)].map(([option]) => option)
    const option = options.find((candidate) => attribute(candidate, 'selected') !== null) ?? options[0]
    return option === undefined ? [] : [[attribute(select, 'name') ?? '', attribute(option, 'value') ?? '']]
  })
}

/** Text of the elements that carry the attribute, e.g. `data-api-key`. */
export function textOf(html, name) {
  const match = new RegExp(`<(\\w+)[^>]*\\s${name}(?:="[^"]*")?[^>]*>([\\s\\S]*?)</\\1>`).exec(html)
  return match === null ? null : decode(match[2].replaceAll(/<[^>]*>/g, '')).trim()
}

export function linkOf(html, name) {
  for (const [tag] of html.matchAll(/<a\b[^>]*>/gi)) if (attribute(tag, name) !== null) return attribute(tag, 'href')
  return null
}

/** A call, and the milliseconds until the head of its answer was there. */
async function timed(target, request) {
  const askedAt = performance.now()
  const answer = await call(target, request)
  return { answer, firstByteMs: performance.now() - askedAt }
}

/** The field in which a page asks for the password once more. */
const again = 'stepUpPassword'

/**
 * One person's browser. Follows redirects, keeps cookies per host. `password`: of whoever sits there, for an act that
 * asks for it again.
 */
export function openBrowser({ password } = {}) {
  const jars = new Map()

  async function go(url, init = {}) {
    let target = new URL(url)
    let request = { ...init }
    for (let hops = 0; hops < 10; hops++) {
      const jar = jars.get(target.host) ?? new Map()
      jars.set(target.host, jar)
      const headers = {
        ...request.headers,
        ...(jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
      }
      const { answer, firstByteMs } = await timed(target, { ...request, headers, redirect: 'manual' })
      for (const line of answer.headers.getSetCookie()) {
        const [pair, ...flags] = line.split(';')
        const [name, ...value] = pair.split('=')
        if (flags.some((flag) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(flag))) jar.delete(name.trim())
        else jar.set(name.trim(), value.join('='))
      }
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status >= 400 || location === null)
        return { status: answer.status, url: target.href, firstByteMs, html: await answer.text() }
      await answer.body?.cancel()
      target = new URL(location, target)
      request = {}
    }
    throw new Error(`Too many redirects at ${url}`)
  }

  const browser = {
    get: (url) => go(url),
    /** Sends the page's form whose action ends with `action`, with `values` put in; a list value repeats the field. */
    async submit(page, action, values = {}) {
      // A list has a form that asks for a part of it, too, at the same address.
      const form = formsOf(page.html).find(
        (candidate) =>
          candidate.method === 'POST' &&
          new URL(candidate.action === '' ? page.url : candidate.action, page.url).pathname.endsWith(action),
      )
      if (form === undefined)
        throw new Error(
          `${page.url} (${page.status}) has no form for ${action}. It says: ${wordsOf(page.html).slice(0, 400)}`,
        )
      const body = new URLSearchParams(form.fields.filter(([name]) => !(name in values)))
      for (const [name, value] of Object.entries(values))
        for (const one of Array.isArray(value) ? value : [value]) body.append(name, one)
      const target = new URL(form.action === '' ? page.url : form.action, page.url)
      const answer = await go(target, {
        method: 'POST',
        body: body.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(page.url).origin },
      })
      const asked = formsOf(answer.html).find(({ fields }) => fields.some(([name]) => name === again))
      if (answer.status === 401 && asked !== undefined && password !== undefined && !(again in values))
        return browser.submit(answer, new URL(asked.action, answer.url).pathname, { [again]: password })
      if (answer.status >= 400)
        throw new Error(`${target.pathname} answered ${answer.status}: ${wordsOf(answer.html).slice(0, 400)}`)
      return answer
    },
  }
  return browser
}

/** What a reader sees of a page. */
export function wordsOf(html) {
  return decode(
    html
      .replace(/^[\s\S]*<main\b[^>]*>/i, '')
      .replaceAll(/<(script|style|svg)\b[\s\S]*?<\/\1>/gi, ' ')
      .replaceAll(/<[^>]*>/g, ' '),
  )
    .replaceAll(/\s+/g, ' ')
    .trim()
}
