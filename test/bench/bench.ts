/** `bun run bench`: what Tillbridge costs, each figure beside its target. A figure fails nothing. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuFigures } from './cpu.ts'
import { openDeepQueue } from './deep-queue.ts'
import type { DeepQueue } from './deep-queue.ts'
import { depthFigures } from './depth.ts'
import { figureTable, isMissed } from './figure.ts'
import type { Figure } from './figure.ts'
import { idleFigures } from './idle.ts'
import { bundle, emptyWorker, startMachine } from './machine.ts'
import type { BenchWorker, Bundle, Machine } from './machine.ts'
import { paidOrders } from './orders.ts'
import { pageFigures } from './pages.ts'
import { postingFigures } from './posting.ts'
import { rowFigures } from './rows.ts'
import { openShop } from './shop.ts'

const BUNDLE_KILOBYTES_MAX = 300
/** Each depth has a Worker with a database of its own. */
const DEPTHS = { shallow: 1_000, deep: 100_000, deepest: 1_000_000 } as const

type Section = readonly [title: string, figures: readonly Figure[]]

type SectionName = 'posting' | 'rows' | 'cpu' | 'idle' | 'pages' | 'depth'

/** By the name they can be asked for on the command line; without a name, all of them. */
const TITLES: Readonly<Record<SectionName, string>> = {
  posting: '1,000 orders',
  rows: 'D1, an order of a known customer from the shop’s POST until settled',
  cpu: 'Processor time of an order in the calls of an update',
  idle: 'An update with nothing due',
  pages: 'The owner’s pages, with 100,000 jobs and 1,000,000 lines in the log',
  depth: 'Sets of a deep queue',
}

const asked = process.argv.slice(2)
const folder = await mkdtemp(join(tmpdir(), 'tillbridge-bench-'))
const startedMs = performance.now()
let failures = 0
try {
  const sections = await measureAll()
  const missed = sections.flatMap(([, figures]) => figures).filter(isMissed)
  console.log(`\n${figureTable(sections)}\n`)
  console.log(
    missed.length === 0
      ? 'Every target measured is reached.'
      : `Not reached: ${missed.map(({ name }) => name).join('; ')}.`,
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit(failures === 0 ? 0 : 1)

async function measureAll(): Promise<readonly Section[]> {
  say('bundling')
  const ours = await bundle('worker/index.ts', join(folder, 'ours'))
  const counted = await bundle('test/bench/worker/counted.ts', join(folder, 'counted'))
  const workers: readonly BenchWorker[] = [
    { name: 'empty', bundle: emptyWorker(folder), isTillbridge: false },
    { name: 'counted', bundle: counted, isTillbridge: true },
    ...['plain', 'timed', 'looked-at', ...Object.keys(DEPTHS)].map((name) => ({
      name,
      bundle: ours,
      isTillbridge: true,
    })),
  ]
  const key = randomBytes(32).toString('base64')
  const machine = await startMachine(workers, { folder: join(folder, 'data'), key })
  const stop = async () => {
    await machine.stop()
    await rm(folder, { recursive: true, force: true })
    process.exit(1)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
  try {
    return [...(await measure(machine, { key, script: ours.script })), bundleSection(ours)]
  } finally {
    await machine.stop()
  }
}

async function measure(
  machine: Machine,
  { key, script }: { readonly key: string; readonly script: string },
): Promise<readonly Section[]> {
  const paid = await paidOrders()
  const open = (worker: string) => openShop(machine, { worker, key, samples: paid })
  const emptyOrigin = await machine.originOf('empty')
  const timed = await open('timed')
  // Nothing of the first two is timed, and the first of them mostly waits.
  const counts = await Promise.all([
    section('posting', async () => postingFigures(await open('plain'), paid)),
    section('rows', async () => rowFigures(await open('counted'), paid)),
  ])
  const cpu = await section('cpu', () => cpuFigures(timed, { machine, paid, script }))
  const idle = await section('idle', () => idleFigures(timed, emptyOrigin))
  const pages = await section('pages', async () =>
    pageFigures(await open('looked-at'), { machine, emptyOrigin, paid }),
  )
  const depth = await section('depth', async () => {
    const queues: DeepQueue[] = []
    for (const [worker, depthOfQueue] of Object.entries(DEPTHS)) {
      queues.push(await openDeepQueue(machine, { worker, depth: depthOfQueue, key, paid }))
    }
    return depthFigures(queues, emptyOrigin)
  })
  return [...counts, cpu, idle, pages, depth].flatMap((one) => (one === null ? [] : [one]))
}

/** One that breaks off is said, and the others are still shown. */
async function section(
  name: SectionName,
  figures: () => Promise<readonly Figure[]>,
): Promise<Section | null> {
  if (asked.length > 0 && !asked.includes(name)) {
    return null
  }
  say(`${name} …`)
  try {
    return [TITLES[name], await figures()]
  } catch (error) {
    failures += 1
    console.error(`${name} broke off:`, error)
    return null
  } finally {
    say(`${name} is done`)
  }
}

function bundleSection({ script }: Bundle): Section {
  const kilobytes = Bun.gzipSync(new TextEncoder().encode(script)).length / 1000
  return [
    'Size',
    [{ name: 'bundle, gzipped', value: kilobytes, unit: 'KB', atMost: BUNDLE_KILOBYTES_MAX }],
  ]
}

function say(what: string): void {
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0)
  console.error(`${seconds.padStart(4)} s  ${what}`)
}
