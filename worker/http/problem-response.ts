/** What went wrong at a door, as `application/problem+json` (RFC 9457) with a stable code. */

export type HTTPProblem = {
  readonly status: 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500
  readonly code: string
  readonly title: string
  readonly detail?: string
  /** Facts the caller can act on, e.g. the Worker's time when the clocks differ. */
  readonly facts?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

export function problemResponse(problem: HTTPProblem): Response {
  const { status, code, title, detail, facts, headers } = problem
  const body = { type: 'about:blank', status, code, title, ...(detail ? { detail } : {}), ...facts }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}
