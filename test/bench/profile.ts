/** V8's sampling profiler on one isolate of a running workerd, through its debugger's socket. */

export type Frame = {
  readonly functionName: string
  /** The script it is in; `cloudflare-internal:d1-api` for the runtime's own. */
  readonly url: string
  /** Counted from 0; -1 for what has no source. */
  readonly lineNumber: number
}

export type Profile = {
  /** Milliseconds the isolate ran JavaScript, or collected its garbage. */
  readonly milliseconds: number
  /** How much of that each function ran itself, most first. */
  readonly functions: readonly (Frame & { readonly milliseconds: number })[]
}

type RawProfile = {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Rare enough not to slow what it watches, often enough for a second of work. */
const INTERVAL_MICROSECONDS = 500
/** The isolate is entered, but no JavaScript runs. */
const OUTSIDE = new Set(['(program)', '(idle)', '(root)'])

/** Starts to sample; the function it gives stops and tells. */
export async function startProfile(
  inspector: string,
  isolate: string,
): Promise<() => Promise<Profile>> {
  const socket = new WebSocket(`ws://${inspector}/${isolate}`)
  await new Promise((opened, failed) => {
    socket.addEventListener('open', opened, { once: true })
    socket.addEventListener('error', () => failed(new Error(`no isolate ${isolate}`)), {
      once: true,
    })
  })
  const ask = questions(socket)
  await ask('Profiler.enable', {})
  await ask('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS })
  await ask('Profiler.start', {})
  return async () => {
    const { profile } = (await ask('Profiler.stop', {})) as { profile: RawProfile }
    socket.close()
    return summed(profile)
  }
}

type Answer = { readonly id?: number; readonly result?: unknown; readonly error?: unknown }

function questions(socket: WebSocket) {
  const waiting = new Map<number, (answer: Answer) => void>()
  let asked = 0
  socket.addEventListener('message', (event) => {
    const answer = JSON.parse(String(event.data)) as Answer
    waiting.get(answer.id ?? 0)?.(answer)
  })
  return async (method: string, params: object): Promise<unknown> => {
    asked += 1
    const id = asked
    const { promise, resolve } = Promise.withResolvers<Answer>()
    waiting.set(id, resolve)
    socket.send(JSON.stringify({ id, method, params }))
    const answer = await promise
    if (answer.error !== undefined) {
      throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
    }
    return answer.result
  }
}

/**
 * Time is the number of samples times the usual distance of two: no sample is taken while the
 * isolate waits, so the distance across a wait says nothing.
 */
function summed({ nodes, samples, timeDeltas }: RawProfile): Profile {
  const period = timeDeltas.toSorted((a, b) => a - b)[Math.floor(timeDeltas.length / 2)] ?? 0
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const taken = new Map<string, { readonly frame: Frame; count: number }>()
  for (const sample of samples) {
    const frame = frames.get(sample)
    if (frame === undefined || OUTSIDE.has(frame.functionName)) {
      continue
    }
    const key = `${frame.url}:${frame.functionName}:${frame.lineNumber}`
    const known = taken.get(key) ?? { frame, count: 0 }
    known.count += 1
    taken.set(key, known)
  }
  const functions = [...taken.values()]
    .map(({ frame: { functionName, url, lineNumber }, count }) => ({
      functionName,
      url,
      lineNumber,
      milliseconds: (count * period) / 1000,
    }))
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
  return {
    milliseconds: functions.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    functions,
  }
}
