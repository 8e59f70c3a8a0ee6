export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Wall-clock deadline; default 30 s. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** `body` is the text as it came; JSON and shape are the caller's to check. */
export interface HttpResponse {
  status: number
  headers: Headers
  body: string
}
