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
import { report } from './shop.ts'
import type { Shop } from './shop.ts'

const ORDERS = 1000
const FUNCTIONS_SHOWN = 8
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10
/** Miniflare's own Worker that holds SQLite: what would be another machine's work at Cloudflare. */
const D1_ISOLATE = 'd1:db'

/** Two thousand orders of the same guests before, so that V8 has seen the code. */
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
  for (const firstID of [400_000, 500_000]) {
    await report(shop, ordersOfGuests(paid, { count: ORDERS, firstID }))
    await update(shop, { isModelled: false })
  }
  await report(shop, ordersOfGuests(paid, { count: ORDERS, firstID: 600_000 }))
  const unwatchedBefore = await processMs(machine.pid)
  await update(shop, { isModelled: false })
  const unwatched = (await processMs(machine.pid)) - unwatchedBefore

  await report(shop, ordersOfGuests(paid, { count: ORDERS, firstID: 700_000 }))
  const inspector = await machine.inspectorOf()
  const stopOurs = await startProfile(inspector, `core:user:${shop.worker}`)
  const stopD1 = await startProfile(inspector, D1_ISOLATE)
  await update(shop, { isModelled: false })
  const ours = await stopOurs()
  const d1 = await stopD1()
  const perOrder = { unit: 'ms', digits: 2 }
  return [
    {
      ...perOrder,
      name: 'CPU of our isolate an order',
      value: ours.milliseconds / ORDERS,
      atMost: 0.8,
      note: topFunctions(ours, script),
    },
    comparison({
      ...perOrder,
      name: 'CPU of D1’s isolate an order',
      value: d1.milliseconds / ORDERS,
    }),
    comparison({
      ...perOrder,
      name: 'CPU of all of workerd an order',
      value: unwatched / ORDERS,
      note: 'unwatched; with both isolates, SQLite, HTTP and compilation',
    }),
  ]
}

function topFunctions({ functions }: Profile, script: string): string {
  const files = filesOfLines(script)
  return functions
    .slice(0, FUNCTIONS_SHOWN)
    .map((one) => `${nameOf(one, files)} ${(one.milliseconds / ORDERS).toFixed(3)}`)
    .join(', ')
}

function nameOf({ functionName, lineNumber }: Frame, files: readonly string[]): string {
  const file = files[lineNumber]
  const name = functionName === '' ? '(anonymous)' : functionName
  return file === undefined || lineNumber < 0 ? name : `${file}:${name}`
}

/** The bundler writes each file's path above what it took from it. */
function filesOfLines(script: string): readonly string[] {
  let file = ''
  return script.split('\n').map((line) => {
    file = /^\/\/ ((?:\.\.\/)*(?:worker|node_modules)\/\S+)$/.exec(line.trim())?.[1] ?? file
    return file
  })
}

/** Milliseconds a process has computed, in itself and in the kernel. */
async function processMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // After the command in brackets comes the third field; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
