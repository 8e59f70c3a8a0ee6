// Ends with 0 when the process of this container answers /healthz, else with 1.
const { HEALTH_PORT, PORT = '4100' } = process.env
const answered = await fetch(`http://127.0.0.1:${HEALTH_PORT ?? PORT}/healthz`, { signal: AbortSignal.timeout(3_000) })
process.exitCode = answered.ok ? 0 : 1
