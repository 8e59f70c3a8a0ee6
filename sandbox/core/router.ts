import type { Answer, Call } from './call.ts'

type Handler = (call: Call) => Answer
interface Route {
  readonly method: string
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly handler: Handler
}

/** Patterns: literal segments, `:name`, and `{a|b}` for alternatives. */
export class Router {
  private readonly routes: Route[] = []

  on(methods: string, pattern: string, handler: Handler): this {
    const names: string[] = []
    const source = pattern
      .split('/')
      .map((part) => segment(part, names))
      .join('/')
    for (const method of methods.split(' '))
      this.routes.push({ method, pattern: new RegExp(`^${source}/?$`), names, handler })
    return this
  }

  /** `null`: nobody knows the path; a list: it exists for these methods only. */
  find(
    method: string,
    path: string,
  ): { handler: Handler; params: Record<string, string> } | { allow: string[] } | null {
    const allow: string[] = []
    for (const route of this.routes) {
      const match = route.pattern.exec(path)
      if (match === null) continue
      if (route.method !== method) {
        allow.push(route.method)
        continue
      }
      const params: Record<string, string> = {}
      route.names.forEach((name, index) => (params[name] = decodeSegment(match[index + 1] ?? '')))
      return { handler: route.handler, params }
    }
    return allow.length > 0 ? { allow } : null
  }
}

function segment(part: string, names: string[]): string {
  if (part.startsWith(':')) {
    names.push(part.slice(1))
    return '([^/]+)'
  }
  if (part.startsWith('{')) return `(?:${part.slice(1, -1).replaceAll('.', '\\.')})`
  return part.replaceAll('.', '\\.')
}

function decodeSegment(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
