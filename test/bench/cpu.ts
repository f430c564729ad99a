/** What an order costs the server's processor, in the calls that carry sets. */
import { readFile } from 'node:fs/promises'
import type { DemoOrder } from '../../worker/cli/demo-shop.ts'
import { comparison } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Machine } from './machine.ts'
import { update } from './office.ts'
import { ordersOfGuests } from './orders.ts'
import { startProfile } from './profile.ts'
import type { Frame, Profile } from './profile.ts'
import { quantile } from './quantile.ts'
import { report } from './shop.ts'
import type { Shop } from './shop.ts'

const ORDERS = 1000
/** Updates before the first that counts, so that V8 has seen the code. */
const WARM_UPS = 2
/** The median of so many updates counts. */
const UPDATES = 3
const FIRST_ID = 1_000_000
const FUNCTIONS_SHOWN = 6
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10
/** Miniflare's own Worker that holds SQLite: what is another machine's work at Cloudflare. */
const D1_ISOLATE = 'd1:db'

type Watched = { readonly ours: Profile; readonly d1: Profile }

export async function cpuFigures(
  shop: Shop,
  {
    machine,
    paid,
    script,
  }: {
    readonly machine: Machine
    readonly paid: readonly DemoOrder[]
    readonly script: string
  },
): Promise<readonly Figure[]> {
  let firstID = FIRST_ID
  const queueOrders = async () => {
    await report(shop, ordersOfGuests(paid, { count: ORDERS, firstID }))
    firstID += ORDERS
  }
  for (let warmUp = 0; warmUp < WARM_UPS; warmUp += 1) {
    await queueOrders()
    await update(shop, { isModelled: false })
  }
  const unwatched: number[] = []
  const watched: Watched[] = []
  for (let run = 0; run < UPDATES; run += 1) {
    await queueOrders()
    unwatched.push(await processMs(machine, () => update(shop, { isModelled: false })))
    await queueOrders()
    watched.push(await watch(shop, machine))
  }
  const oursMs = quantile(
    watched.map(({ ours }) => ours.milliseconds),
    0.5,
  )
  const ours = watched.find((run) => run.ours.milliseconds === oursMs)?.ours
  const d1Ms = quantile(
    watched.map(({ d1 }) => d1.milliseconds),
    0.5,
  )
  const allMs = quantile(unwatched, 0.5)
  const perOrder = { unit: 'ms', digits: 2 }
  return [
    {
      ...perOrder,
      name: 'our isolate',
      value: oursMs / ORDERS,
      atMost: 0.8,
      ...(ours === undefined ? {} : { note: topFunctions(ours, script) }),
    },
    comparison({ ...perOrder, name: 'D1’s isolate', value: d1Ms / ORDERS }),
    comparison({
      ...perOrder,
      name: 'all of workerd',
      value: allMs / ORDERS,
      note: `unwatched; less D1’s isolate ${((allMs - d1Ms) / ORDERS).toFixed(2)} ms, with HTTP and compilation`,
    }),
  ]
}

async function watch(shop: Shop, machine: Machine): Promise<Watched> {
  const inspector = await machine.inspectorOf()
  const stopOurs = await startProfile(inspector, `core:user:${shop.worker}`)
  const stopD1 = await startProfile(inspector, D1_ISOLATE)
  await update(shop, { isModelled: false })
  return { ours: await stopOurs(), d1: await stopD1() }
}

function topFunctions({ functions }: Profile, script: string): string {
  const files = filesOfLines(script)
  return functions
    .slice(0, FUNCTIONS_SHOWN)
    .map((one) => `${nameOf(one, files)} ${(one.milliseconds / ORDERS).toFixed(3)}`)
    .join(', ')
}

function nameOf({ functionName, url, lineNumber }: Frame, files: readonly string[]): string {
  const name = functionName === '' ? '(anonymous)' : functionName
  if (lineNumber < 0) {
    return name
  }
  return url.includes('internal:') ? `${url}:${name}` : `${files[lineNumber] ?? ''}:${name}`
}

/** The bundler writes each file's path above what it took from it. */
function filesOfLines(script: string): readonly string[] {
  let file = ''
  return script.split('\n').map((line) => {
    const path = /^\/\/ \S*?((?:worker|node_modules)\/\S+\.[cm]?[jt]s)$/.exec(line.trim())
    file = path?.[1] ?? file
    return file
  })
}

/** Milliseconds that workerd computed meanwhile, in itself and in the kernel. */
async function processMs({ pid }: Machine, work: () => Promise<unknown>): Promise<number> {
  const before = await computedMs(pid)
  await work()
  return (await computedMs(pid)) - before
}

async function computedMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // After the command in brackets comes the third field; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
