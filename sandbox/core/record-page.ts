import type { Answer } from './call.ts'
import { escapeHtml } from './call.ts'

/** The page that a vendor's screens show of one record, as plain as can be; 404 where there is none. */
export function recordPage(vendor: string, title: string, row: unknown): Answer {
  const shown = row === undefined ? 'There is no such record.' : JSON.stringify(row, null, 2)
  return {
    status: row === undefined ? 404 : 200,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head><body style="font:16px system-ui;margin:2rem;max-width:60rem"><p>Sandbox of ${escapeHtml(vendor)}</p><h1>${escapeHtml(title)}</h1><pre style="white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(shown)}</pre></body></html>`,
  }
}
