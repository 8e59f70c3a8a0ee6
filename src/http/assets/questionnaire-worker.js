// Lets the questionnaire of a stand open without a network: the page as it was last seen, and what it is made of. It
// keeps nothing that anybody typed; answers wait in the page's own store.
const kept = 'lawbase-questionnaire'
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  event.respondWith(freshOrKept(request))
})

async function freshOrKept(request) {
  const cache = await caches.open(kept)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  } catch {
    return (await cache.match(request)) ?? (await cache.match(request, { ignoreSearch: true })) ?? Response.error()
  }
}
