/** Our mark: a shield with a tick. */
export function Logo() {
  return (
    <svg class="logo" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill="#3046b8" />
      <path
        d="M12 4.5c2 1.6 4 2.2 6 2.2v4.6c0 4-2.6 6.7-6 8.2-3.4-1.5-6-4.2-6-8.2v-4.6c2 0 4-.6 6-2.2z"
        fill="none"
        stroke="#fff"
        stroke-width="1.6"
        stroke-linejoin="round"
      />
      <path
        d="M9.2 12.1l2 2 3.8-3.9"
        fill="none"
        stroke="#fff"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

/** The same mark for the browser's tab, as data: no request leaves the page. */
export const iconUrl = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#3046b8"/><path d="M12 4.5c2 1.6 4 2.2 6 2.2v4.6c0 4-2.6 6.7-6 8.2-3.4-1.5-6-4.2-6-8.2v-4.6c2 0 4-.6 6-2.2z" fill="none" stroke="#fff" stroke-width="1.6"/></svg>')}`
